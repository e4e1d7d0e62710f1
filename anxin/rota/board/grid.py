"""Person × day as a table, her sums at the end of each row, and what each profession lacks on each day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.board.cover import Covered, covered
from anxin.rota.board.look import Sign, of_days, signs, stint_words, weekday
from anxin.rota.kinds import Can
from anxin.rota.rules import RULES, Judged, judge
from anxin.rota.rules.facts import Colleague, Facts, Stint

ALONE = tuple(rule for rule in RULES if rule.alone)
SAID = {Can.WANT: "★", Can.RATHER_NOT: "△", Can.CANNOT: "✕"}  # "can" and silence need no sign in an empty cell
NONE: list[Stint] = []
BAR = 48  # width of a bar, in its own units


@dataclass(frozen=True, slots=True)
class Sums:
    """What the days of the rota come to for one person."""

    shifts: int
    minutes: int
    evenings: int
    weekends: int


class Grid:
    """A rota before the reader, from its facts; `editable`: its cells open."""

    def __init__(self, facts: Facts, *, editable: bool) -> None:
        self.facts, self.editable = facts, editable
        self.days = facts.days()
        self.signs = signs(facts.kinds)
        self._pinned = _("pinned")
        self._alike: dict[object, tuple[str, str]] = {}

    @cached_property
    def by_cell(self) -> dict[tuple[UUID, date], list[Stint]]:
        found: dict[tuple[UUID, date], list[Stint]] = defaultdict(list)
        for stint in sorted(self.facts.stints, key=lambda each: each.begins):
            if self.facts.within(stint.day):
                found[stint.member, stint.day].append(stint)
        return found

    @cached_property
    def said(self) -> dict[tuple[UUID, date], Can]:
        """Only where one edits: what people said of their time goes on no wall."""
        return of_days(self.facts) if self.editable else {}

    @cached_property
    def covered(self) -> Covered:
        return covered(self.facts)

    @cached_property
    def people(self) -> list[Colleague]:
        """Who takes part, and who stands here though she no longer does."""
        there = {member for member, _day in self.by_cell}
        return [each for each in self.facts.people.values() if each.takes_part or each.id in there]

    @cached_property
    def sums(self) -> dict[UUID, Sums]:
        return {each.id: self._sums(each.id) for each in self.people}

    @cached_property
    def most(self) -> Sums:
        """The most that anybody has, which a full bar stands for."""
        every = list(self.sums.values()) or [Sums(1, 1, 1, 1)]
        return Sums(
            max(1, *(s.shifts for s in every)), max(1, *(s.minutes for s in every)),
            max(1, *(s.evenings for s in every)), max(1, *(s.weekends for s in every)),
        )  # fmt: skip

    def _sums(self, member: UUID) -> Sums:
        hers = [stint for stint in self.facts.by_member.get(member, ()) if stint.here and self.facts.within(stint.day)]
        return Sums(
            len(hers), sum(stint.minutes for stint in hers), sum(map(self.facts.is_evening, hers)),
            sum(map(self.facts.is_weekend, hers)),
        )  # fmt: skip

    # As HTML ------------------------------------------------------------------------------------------------------------
    def table(self) -> SafeString:
        """The whole table. What the rules find is marked when `views.version.troubles` has looked: that takes longer."""
        groups: dict[Profession, list[Colleague]] = {}
        for each in self.people:
            groups.setdefault(each.profession, []).append(each)
        parts = [self._head(), "<tbody>"]
        for profession, people in groups.items():
            parts.append(self.group(profession))
            parts += [self.row(each.id) for each in people]
        parts.append("</tbody></table>")
        return mark_safe("".join(parts))  # noqa: S308 - every word is escaped where it is put in

    def _head(self) -> str:
        days = "".join(
            f'<th scope="col"{_weekend(day)}>{day.day}<small>{escape(weekday(day))}</small></th>' for day in self.days
        )
        sums = "".join(
            f'<th scope="col" class="sum">{escape(word)}</th>'
            for word in (_("shifts"), _("hours"), _("evenings"), _("weekends"))
        )
        return (
            f'<table class="rota-grid" id="rota-table"><caption class="unseen">{escape(_("Person by day"))}</caption>'
            f'<thead><tr><th scope="col" class="who">{escape(_("Name"))}</th>{days}{sums}</tr></thead>'
        )

    def group(self, profession: Profession) -> str:
        """A profession's line: what each day lacks."""
        cells = "".join(self._lack(profession, day) for day in self.days)
        name = escape(_(PROFESSION_NAMES[profession]))
        return f'<tr class="group" id="g-{profession}"><th scope="row" class="who">{name}</th>{cells}<td colspan="4"></td></tr>'

    def _lack(self, profession: Profession, day: date) -> str:
        pieces = self.covered.get((profession, day))
        if not pieces:
            return '<td class="none">–</td>'
        missing = sum(piece.missing for piece in pieces)
        if not missing:
            return '<td class="full">✓</td>'
        return f'<td class="gap">{escape(_("−%(hours)s h") % {"hours": f"{missing:g}"})}</td>'

    def row(self, member: UUID, wrong: Iterable[Judged] = ()) -> str:
        """One person's line."""
        who = self.facts.people[member]
        key = short(member)
        at: dict[date | None, list[Judged]] = defaultdict(list)
        for each in wrong:
            at[each.day].append(each)
        cells = "".join(self._cell(who, key, place, day, at.get(day, ())) for place, day in enumerate(self.days))
        new = f" <em>{escape(_('new'))}</em>" if who.is_new else ""
        whole = "".join(self._words(each) for each in at.get(None, ()))
        return (
            f'<tr id="r-{key}"><th scope="row" class="who">{escape(who.name)}{new}{whole}</th>{cells}'
            f"{self._sums_cells(member)}</tr>"
        )

    def fresh_row(self, member: UUID) -> str:
        """One person's line, judged alone: after an edit."""
        return self.row(member, judge(self.facts, [member], ALONE))

    def _cell(self, who: Colleague, key: str, place: int, day: date, wrong: Sequence[Judged]) -> str:
        """A cell. Most look like many others: what differs is only which it is, so their HTML is written once."""
        stints = self.by_cell.get((who.id, day), NONE)
        if wrong or len(stints) > 1 or (self.facts.barred and not stints):
            before, after = self._written(who, day, stints, wrong)
        else:
            one = stints[0] if stints else None
            like = (
                (one.kind, one.pinned, one.movable, one.here)
                if one and one.kind
                else one or self.said.get((who.id, day)),
                day.weekday() >= 5,
            )
            if like not in self._alike:
                self._alike[like] = self._written(who, day, stints, wrong)
            before, after = self._alike[like]
        return f"{before}{key}-{place}{after}" if self.editable else before + after

    def _written(self, who: Colleague, day: date, stints: Sequence[Stint], wrong: Sequence[Judged]) -> tuple[str, str]:
        """A cell's HTML before and after its own name."""
        classes, inner, words = [], "", ""
        if stints:
            first = next((each for each in stints if each.here), None)
            sign = self.signs.get(first.kind) if first and first.kind else None
            classes.append(sign.colour if sign else "other")
            inner = self._letters(stints)
            words = "、".join(stint_words(each, self.signs, self.facts) for each in stints)
            if any(each.pinned for each in stints):
                classes.append("pin")
                words += f" {self._pinned}"
            if not any(each.movable for each in stints):
                classes.append("past")
        else:
            said = self.said.get((who.id, day))
            if self.facts.barred and (who.id, day, None) in self.facts.barred:
                classes.append("barred")
                inner, words = "⊘", _("kept off")
            elif said in SAID:
                classes.append(said)
                inner = SAID[said]
        if wrong:
            classes.append("bad" if any(each.blocks for each in wrong) else "odd")
        if day.weekday() >= 5:
            classes.append("weekend")
        kind = f' class="{" ".join(classes)}"' if classes else ""
        label = f' aria-label="{escape(words)}"' if words else ""
        if not self.editable:
            return f"<td{kind}>{inner}", "</td>"
        return f'<td{kind}><button name="at" value="', f'"{label}>{inner}</button></td>'

    def _letters(self, stints: Sequence[Stint]) -> str:
        """A letter each; of those that are all alike, how many."""
        letters = [self._letter(each) for each in stints]
        return f"{letters[0]}{len(letters)}" if len(letters) > 2 and len(set(letters)) == 1 else "".join(letters)

    def _letter(self, stint: Stint) -> str:
        sign: Sign | None = self.signs.get(stint.kind) if stint.kind else None
        if not stint.here:
            return "↗"
        return escape(sign.letter) if sign else "●"

    def _words(self, judged: Judged) -> str:
        return f'<span class="{"bad" if judged.blocks else "odd"}">{"!" if judged.blocks else "?"}</span>'

    def _sums_cells(self, member: UUID) -> str:
        sums, most = self.sums[member], self.most
        hours = f"{sums.minutes / 60:.1f}".rstrip("0").rstrip(".")
        return "".join(
            f'<td class="sum">{words}{_bar(share)}</td>'
            for words, share in (
                (sums.shifts, sums.shifts / most.shifts),
                (hours, sums.minutes / most.minutes),
                (sums.evenings, sums.evenings / most.evenings),
                (sums.weekends, sums.weekends / most.weekends),
            )
        )


def _bar(share: float) -> str:
    width = round(share * BAR)
    return f'<svg viewBox="0 0 {BAR} 4" aria-hidden="true"><rect width="{width}" height="4" rx="2"/></svg>'


def _weekend(day: date) -> str:
    return ' class="weekend"' if day.weekday() >= 5 else ""


def short(member: UUID) -> str:
    """How a cell names a person: the random end of her id."""
    return member.hex[-10:]


def cell_named(text: str, members: Iterable[UUID], first: date, last: date) -> tuple[UUID, date] | None:
    """The person and the day that a cell names; None for anything else."""
    key, _dash, place = text.partition("-")
    who = next((each for each in members if short(each) == key), None)
    if who is None or not place.isascii() or not place.isdigit() or len(place) > 3:
        return None
    day = first + timedelta(days=int(place))
    return (who, day) if day <= last else None
