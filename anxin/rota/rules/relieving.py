"""Who may be relieved of a shift (替班), and where it is cut. What the rest allows its new member is judged by RULES."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from anxin.core.finding import Finding
from anxin.core.refusal import NOT_YOURS
from anxin.core.words import _
from anxin.people.kinds import Profession
from anxin.rota.rules.facts import Facts, Stint

RELIEVED = Finding(
    "is_relieved",
    _("Somebody has taken that shift over already, or it is over."),
    next_step=_("Look at the day again."),
)
HERSELF = Finding("own_shift", _("It is her own shift."), next_step=_("Choose a colleague."))
OTHER_PROFESSION = Finding(
    "other_profession", _("That shift needs another profession than hers."), next_step=_("Choose a colleague.")
)


def may_relieve(*, oversees: bool) -> Finding | None:
    """Coordinators and supervisors put somebody else in."""
    return None if oversees else NOT_YOURS


def may_take_over(
    *, holder: UUID, of: UUID, to: UUID, professions: tuple[Profession, Profession], ends: datetime, cut: datetime
) -> Finding | None:
    """A colleague of the same profession, while some of the shift is left and it is still of the one it was taken for."""
    if holder != of or ends <= cut:
        return RELIEVED
    if to == of:
        return HERSELF
    return None if professions[0] is professions[1] else OTHER_PROFESSION


def cut_at(begins: datetime, at: datetime) -> datetime:
    """From when on somebody else serves: the minute `at` in a shift that has begun, else its begin."""
    return max(begins, at.replace(second=0, microsecond=0))


def split(facts: Facts, stint: Stint, cut: datetime) -> tuple[Facts, Stint]:
    """The facts as if what she served until `cut` and the rest were two, and the rest; one that lies ahead stays whole."""
    if cut <= stint.begins:
        return facts, stint
    kind = facts.kinds.get(stint.kind) if stint.kind else None
    pause = kind.break_minutes if kind else 0
    served = replace(stint, ends=cut, minutes=_worked(stint.begins, cut, pause))
    day = cut.astimezone(facts.zone).date()
    rest = replace(stint, day=day, begins=cut, minutes=_worked(cut, stint.ends, pause), key=None)
    return facts.but(drop=[stint], add=[served, rest]), rest


def _worked(begins: datetime, ends: datetime, pause: int) -> int:
    """Minutes, as the rota counts them of a shift of that kind."""
    return max(0, round((ends - begins).total_seconds() / 60) - pause)
