"""The codes of a question's life, with what people read in their place."""

from enum import StrEnum

from anxin.core.words import _
from anxin.triage import Risk, Topic


class State(StrEnum):
    """Where a question stands. Exactly one at any time."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    AWAITING_RESIDENT = "awaiting_resident"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    REFERRED = "referred"
    NO_REPLY = "no_reply"
    WITHDRAWN = "withdrawn"
    SPAM = "spam"


class LowerReason(StrEnum):
    """Why a person says that a level was too high: the one tap that corrects the machine."""

    IDIOM = "idiom"
    PAST = "past"
    SAFE_NOW = "safe_now"
    MISREAD = "misread"
    OTHER = "other"


STATE_NAMES = {
    State.WAITING: _("waiting"),
    State.CLAIMED: _("being answered"),
    State.AWAITING_RESIDENT: _("waiting for the resident"),
    State.FOLLOW_UP: _("follow-up planned"),
    State.CLOSED: _("closed"),
}
OUTCOME_NAMES = {
    Outcome.ANSWERED: _("answered"),
    Outcome.REFERRED: _("referred"),
    Outcome.NO_REPLY: _("no reply from the resident"),
    Outcome.WITHDRAWN: _("withdrawn by the resident"),
    Outcome.SPAM: _("not a question (spam)"),
}
LOWER_NAMES = {
    LowerReason.IDIOM: _("a figure of speech"),
    LowerReason.PAST: _("past and resolved"),
    LowerReason.SAFE_NOW: _("spoken with, and safe now"),
    LowerReason.MISREAD: _("misread by the machine"),
    LowerReason.OTHER: _("another reason"),
}
TOPIC_NAMES = {
    Topic.MEDICAL: _("medical"),
    Topic.PSYCHOLOGICAL: _("psychological"),
    Topic.RESOURCE: _("resources"),
    Topic.INFORMATION: _("information"),
    Topic.OTHER: _("other matters"),
}
RISK_NAMES = {
    Risk.ORDINARY: _("ordinary"),
    Risk.DISTRESSED: _("distressed"),
    Risk.HIGH: _("high risk"),
    Risk.IMMINENT: _("in danger"),
}
