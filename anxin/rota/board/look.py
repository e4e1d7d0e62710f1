"""Signs and colours of the board: a letter and a class for each kind of shift, a sign for what people said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anxin.rota.kinds import Can
from anxin.rota.rules.facts import Facts, Kind, Stint

COLOURS = 6
WEEKDAYS = (
    gettext_lazy("Mo"), gettext_lazy("Tu"), gettext_lazy("We"), gettext_lazy("Th"), gettext_lazy("Fr"), gettext_lazy("Sa"),
    gettext_lazy("Su"),
)  # fmt: skip
CAN_NAMES = {
    Can.WANT: gettext_lazy("wants to"),
    Can.CAN: gettext_lazy("can"),
    Can.RATHER_NOT: gettext_lazy("rather not"),
    Can.CANNOT: gettext_lazy("cannot"),
}
BETTER: dict[Can | None, int] = {Can.CANNOT: 1, Can.RATHER_NOT: 2, Can.CAN: 3, Can.WANT: 4}
SIGNS = {Can.WANT: "★", Can.CAN: "✓", Can.RATHER_NOT: "△", Can.CANNOT: "✕"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of shift on the board."""

    letter: str
    colour: str
    name: str
    hours: str


def signs(kinds: Mapping[UUID, Kind]) -> dict[UUID, Sign]:
    """The shortest beginning of each name that no other kind has, and a colour by its place in the day."""
    names = [kind.name for kind in kinds.values() if not kind.ended]
    return {
        kind.id: Sign(
            _letter(kind.name, names), f"k{place % COLOURS}", kind.name, f"{kind.begins:%H:%M}–{kind.ends:%H:%M}"
        )
        for place, kind in enumerate(kinds.values())
    }


def _letter(name: str, names: Sequence[str]) -> str:
    for length in (1, 2, 3):
        if sum(other.startswith(name[:length]) for other in names) <= 1:
            return name[:length]
    return name[:3]


def of_days(facts: Facts) -> dict[tuple[UUID, date], Can]:
    """What each said of each day as a whole: the best of what she said of its shifts."""
    found: dict[tuple[UUID, date], Can] = {}
    for (member, day, _kind), can in facts.said.items():
        if can is Can.WANT or BETTER[can] > BETTER.get(found.get((member, day)), 0):
            found[member, day] = can
    return found


def weekday(day: date) -> str:
    """Its weekday, as short as can be."""
    return str(WEEKDAYS[day.weekday()])


def on_date(day: date) -> str:
    """A day in words: "3-5 Th"."""
    return f"{day.month}-{day.day} {weekday(day)}"


def stint_words(stint: Stint, found: Mapping[UUID, Sign], facts: Facts) -> str:
    """A shift in words."""
    if stint.kind is not None and stint.kind in found:
        return found[stint.kind].name
    begins, ends = stint.begins.astimezone(facts.zone), stint.ends.astimezone(facts.zone)
    return f"{begins:%H:%M}–{ends:%H:%M}" if stint.here else _("another service")
