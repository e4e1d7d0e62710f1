"""Hours that are entered afterwards."""

from datetime import datetime, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import HoursState

LONGEST = timedelta(hours=24)
OLDEST = timedelta(days=366)
LONGEST_DUTY = 16 * 60  # minutes; somebody who is checked in for longer forgot to check out

BACKWARDS = Finding("hours_backwards", _("The end comes after the beginning."))
TOO_LONG = Finding("hours_too_long", _("One entry holds 24 hours at most."), next_step=_("Enter each day by itself."))
AHEAD = Finding("hours_ahead", _("Hours are entered after they were served."))
TOO_OLD = Finding("hours_too_old", _("Hours can be entered for a year."), next_step=_("Ask your coordinator."))
TWICE = Finding(
    "hours_twice",
    _("There are hours in this stretch already."),
    next_step=_("Look at the list below, and change the times."),
)
OWN = Finding("own_hours", _("Nobody approves her own hours."), next_step=_("Another coordinator looks at them."))
DECIDED = Finding("hours_decided", _("Somebody decided about these hours already."))
NOT_YOURS = Finding("not_yours", _("These hours were entered by somebody else."))


def may_enter(begins_at: datetime, ends_at: datetime, at: datetime) -> Finding | None:
    """Hours lie behind, within a year, and last a day at most."""
    if ends_at - begins_at < timedelta(minutes=1):
        return BACKWARDS
    if ends_at - begins_at > LONGEST:
        return TOO_LONG
    if ends_at > at:
        return AHEAD
    return TOO_OLD if begins_at < at - OLDEST else None


def may_decide(*, own: bool, state: HoursState) -> Finding | None:
    """Another person than whose they are, and than who entered them; once."""
    if own:
        return OWN
    return None if state == HoursState.WAITING else DECIDED
