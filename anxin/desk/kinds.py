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
    MERGED = "merged"  # goes on in another question of the same resident


class LowerReason(StrEnum):
    """Why a person says that a level was too high: the one tap that corrects the machine."""

    IDIOM = "idiom"
    PAST = "past"
    SAFE_NOW = "safe_now"
    MISREAD = "misread"
    OTHER = "other"


class NoteKind(StrEnum):
    """Why colleagues wrote a note."""

    NOTE = "note"
    SNOOZE = "snooze"
    MERGE = "merge"
    OVERRIDE = "override"


class TransferWhy(StrEnum):
    """Why a question goes to somebody else, as its resident is told."""

    EXPERTISE = "expertise"
    SHIFT_ENDS = "shift_ends"
    BREAK = "break"
    ASKED_FOR = "asked_for"
    OTHER = "other"


class DeclineWhy(StrEnum):
    """What she says who cannot take what a colleague holds out; other reasons are words."""

    TOO_MUCH = "too_much"
    NOT_MINE = "not_mine"
    LEAVING = "leaving"


class TransferEnd(StrEnum):
    """How holding it out ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


class Helped(StrEnum):
    """Whether an answer helped."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Feeling(StrEnum):
    """How she feels now."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class FollowUpKind(StrEnum):
    """When we ask again after a crisis."""

    DAY = "day"
    WEEK = "week"


class LateCause(StrEnum):
    """Why a clock ran out before a person answered."""

    NOBODY_THERE = "nobody_there"
    NOBODY_TOOK = "nobody_took"
    OWNER_SILENT = "owner_silent"
    HANDED_ABOUT = "handed_about"
    OUT_OF_HOURS = "out_of_hours"
    MACHINE_ASLEEP = "machine_asleep"
    OVERLOAD = "overload"
    OTHER = "other"


class ExportKind(StrEnum):
    """As which kind of sheet."""

    XLSX = "xlsx"
    CSV = "csv"


class ExportState(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    WRITING = "writing"
    READY = "ready"
    FAILED = "failed"


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
    Outcome.MERGED: _("merged into another question"),
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
NOTE_NAMES = {
    NoteKind.NOTE: _("a note"),
    NoteKind.SNOOZE: _("why it was set aside"),
    NoteKind.MERGE: _("why it was merged"),
    NoteKind.OVERRIDE: _("why it was taken over"),
}
TRANSFER_NAMES = {
    TransferWhy.EXPERTISE: _("someone else knows more about this"),
    TransferWhy.SHIFT_ENDS: _("the shift ends"),
    TransferWhy.BREAK: _("a break"),
    TransferWhy.ASKED_FOR: _("the resident asked for it"),
    TransferWhy.OTHER: _("another reason"),
}
DECLINE_NAMES = {
    DeclineWhy.TOO_MUCH: _("I have too much in hand"),
    DeclineWhy.NOT_MINE: _("not my field"),
    DeclineWhy.LEAVING: _("I am about to leave"),
}
HELPED_NAMES = {Helped.YES: _("it helped"), Helped.PARTLY: _("it helped a little"), Helped.NO: _("it did not help")}
FEELING_NAMES = {
    Feeling.BETTER: _("I feel better"),
    Feeling.SAME: _("I feel the same"),
    Feeling.WORSE: _("I feel worse"),
}
FOLLOW_UP_NAMES = {FollowUpKind.DAY: _("24-hour follow-up"), FollowUpKind.WEEK: _("7-day follow-up")}
LATE_NAMES = {
    LateCause.NOBODY_THERE: _("nobody of that profession was on duty"),
    LateCause.NOBODY_TOOK: _("people were there, and nobody took it"),
    LateCause.OWNER_SILENT: _("its helper was silent"),
    LateCause.HANDED_ABOUT: _("it was handed about"),
    LateCause.OUT_OF_HOURS: _("out of service hours"),
    LateCause.MACHINE_ASLEEP: _("the machine that counts was down"),
    LateCause.OVERLOAD: _("too many at once"),
    LateCause.OTHER: _("another cause"),
}
