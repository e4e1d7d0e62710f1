"""A pause, and leaving."""

from datetime import date, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Standing

LONGEST = timedelta(days=366)

PAUSES = Finding(
    "pauses_already", _("A pause is entered already."), next_step=_("Come back first, then choose other days.")
)
NOT_PAUSED = Finding("not_paused", _("No pause is entered."))
TURNED = Finding("pause_backwards", _("A pause ends on the day it begins, or later."))
PAST = Finding("pause_past", _("A pause begins today or later."))
TOO_LONG = Finding(
    "pause_too_long",
    _("A pause lasts a year at most."),
    next_step=_("Leave the end open, or say goodbye; you can come back."),
)
GONE = Finding("has_left", _("This place is closed already."))
LAST_COORDINATOR = Finding(
    "last_coordinator", _("You are the last coordinator here."), next_step=_("Give this role to somebody else first.")
)


def may_pause(*, first: date, last: date | None, today: date, standing: Standing, pauses: bool) -> Finding | None:
    """Anybody with a place may take a pause, at once or later, without a reason."""
    if standing == Standing.LEFT:
        return GONE
    if pauses:
        return PAUSES
    if first < today:
        return PAST
    if last is not None and last < first:
        return TURNED
    return TOO_LONG if last is not None and last - first > LONGEST else None


def may_leave(*, active: bool, standing: Standing, coordinates: bool, others_do: bool) -> Finding | None:
    """Anybody may leave at any time; the last coordinator hands over first."""
    if not active or standing == Standing.LEFT:
        return GONE
    return LAST_COORDINATOR if coordinates and not others_do else None
