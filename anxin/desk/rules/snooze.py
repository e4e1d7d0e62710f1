"""Whether an answered question may be set aside until a time, and until when."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.triage import Risk

FARTHEST = timedelta(days=366)
UNANSWERED = Finding(
    "not_answered",
    _("It has not been answered yet."),
    next_step=_("Answer first, if only with when you will write again; then set it aside."),
)
WAITED_FOR = Finding(
    "waits_for_you",
    _("The resident is waiting for an answer."),
    next_step=_("Answer first, if only with when you will write again; then set it aside."),
)
DANGER = Finding(
    "in_danger",
    _("At high risk nothing is set aside."),
    next_step=_("Stay with it, or hand it over. Once it is lowered, with a second person's yes, it can rest."),
)
PAST = Finding("in_the_past", _("That time has passed."), next_step=_("Choose a later time."))
FAR = Finding("too_far", _("It can rest for a year at most."), next_step=_("Choose an earlier time."))
AWAKE = Finding("not_set_aside", _("It is not set aside."), next_step=_("Load the page again."))


class Until(StrEnum):
    """Until when, by one tap."""

    HALF_HOUR = "half_hour"
    TWO_HOURS = "two_hours"
    TOMORROW = "tomorrow"
    OWN = "own"


UNTIL_NAMES = {
    Until.HALF_HOUR: _("30 minutes"),
    Until.TWO_HOURS: _("2 hours"),
    Until.TOMORROW: _("tomorrow 9:00"),
    Until.OWN: _("another time"),
}


def moment_of(until: Until, at: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that a tap at `at` means; None where she names her own."""
    match until:
        case Until.HALF_HOUR:
            return at + timedelta(minutes=30)
        case Until.TWO_HOURS:
            return at + timedelta(hours=2)
        case Until.TOMORROW:
            return datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(9), zone)
        case Until.OWN:
            return None


def may_snooze(state: State, risk: Risk, answered: bool) -> Finding | None:
    """Only what was answered and waits for its resident rests; a person in danger is never set aside."""
    if risk >= Risk.HIGH:
        return DANGER
    if not answered:
        return UNANSWERED
    return None if state in (State.AWAITING_RESIDENT, State.FOLLOW_UP) else WAITED_FOR


def fits(until: datetime, at: datetime) -> Finding | None:
    """Whether `until` lies ahead, and within a year."""
    if until <= at:
        return PAST
    return FAR if until > at + FARTHEST else None


def may_wake(state: State) -> Finding | None:
    """Only what rests can be woken."""
    return None if state is State.FOLLOW_UP else AWAKE
