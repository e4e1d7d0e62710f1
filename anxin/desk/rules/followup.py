"""When we ask again after a crisis (回访), and what comes of asking."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from anxin.campaigns.rules.hours import Hours, opens_next
from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import FollowUpKind, LowerReason, Outcome

AFTER: Mapping[FollowUpKind, timedelta] = {FollowUpKind.DAY: timedelta(hours=24), FollowUpKind.WEEK: timedelta(days=7)}
AGAIN = timedelta(hours=2)  # who was not reached is tried again after this
MOST_TRIES = 3


class Contact(StrEnum):
    """What came of asking again."""

    SAFE = "safe"
    DANGER = "danger"
    NOT_REACHED = "not_reached"


CONTACT_NAMES = {
    Contact.SAFE: _("reached, and safe"),
    Contact.DANGER: _("reached, and in danger again"),
    Contact.NOT_REACHED: _("not reached"),
}
RECORDED = Finding(
    "already_recorded",
    _("This follow-up is recorded already."),
    next_step=_("Load the page again to see what was said."),
)
NOT_YET = Finding(
    "follow_up_open",
    _("It came back for a follow-up, and nobody has said yet whether the person was reached."),
    next_step=_("Record the follow-up first; then close."),
)
WROTE = Finding(
    "unread", _("The resident has written since; she is reached."), next_step=_("Read it, and record how she is.")
)


def in_hours(hours: Hours, moment: datetime) -> datetime:
    """`moment`, or the next opening where nobody is there then; after the last one, `moment` all the same."""
    return opens_next(hours, moment) or moment


def planned(hours: Hours, ended: datetime) -> dict[FollowUpKind, datetime]:
    """When to ask again after a crisis that ended at `ended`."""
    return {kind: in_hours(hours, ended + after) for kind, after in AFTER.items()}


def asks_again(end: str, *, confirmed: bool, calling_back: bool) -> bool:
    """Whether a crisis that ended so (an outcome, or the reason for lowering it) wants follow-ups.

    Not where it only was a call back itself, nor where there was no danger: what a machine alone had heard, and people
    found to be a figure of speech or misread. What a person once stood behind is always asked after.
    """
    if calling_back or end in (Outcome.SPAM, Outcome.MERGED):
        return False
    return confirmed or end not in (LowerReason.IDIOM, LowerReason.MISREAD)


def tries_again(tries: int) -> bool:
    """Whether who was not reached for the `tries`-th time is tried again; else the supervisor is told."""
    return tries < MOST_TRIES
