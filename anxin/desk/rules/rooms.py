"""What may be done in a room (服务群), and what in it is a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.desk.rules.asking import BLOCKED, OVER
from anxin.desk.rules.scope import NOT_ON_DUTY, Helper
from anxin.triage import Assessment, Risk, Topic

# What a newcomer agrees to where a room has no rules of its own.
HOUSE_RULES: Sequence[str] = (
    _("Everyone in this group can read what you write. Your real name is not shown."),
    _("Please leave out names, addresses, telephone numbers and papers, yours and others'."),
    _("Be kind. No insults, no advertising, no unchecked news."),
    _("What sounds like danger is taken into a private talk at once, and the people on duty come to you."),
    _("For anything you would not say to the whole group, ask in private."),
)


class HideWhy(StrEnum):
    """Why a post is not shown."""

    BECAME_PRIVATE = "became_private"  # it told of danger: it goes on in private
    ASKED_FOR = "asked_for"  # who asked goes on in private and wanted it away
    PERSONAL = "personal"
    INSULT = "insult"
    ADVERTISING = "advertising"
    UNCHECKED = "unchecked"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


HIDE_NAMES = {
    HideWhy.BECAME_PRIVATE: _("it goes on in private"),
    HideWhy.ASKED_FOR: _("who wrote it goes on in private"),
    HideWhy.PERSONAL: _("it names or shows a person"),
    HideWhy.INSULT: _("an insult"),
    HideWhy.ADVERTISING: _("advertising"),
    HideWhy.UNCHECKED: _("news that nobody has checked"),
    HideWhy.OFF_TOPIC: _("not what this group is for"),
    HideWhy.OTHER: _("another reason"),
}
IN_PRIVATE = (HideWhy.BECAME_PRIVATE, HideWhy.ASKED_FOR)
BY_HAND = tuple(why for why in HideWhy if why not in IN_PRIVATE)

NOT_INSIDE = Finding("not_in_room", _("You are not in this group."), next_step=_("Join it first; its rules are short."))
ROOM_CLOSED = Finding(
    "room_closed", _("This group is closed; it can be read."), next_step=_("Ask a question on the service's own page.")
)
SILENT = Finding(
    "silenced",
    _("You can read here and not write for a while."),
    next_step=_("You can always ask in private. If someone is in danger, call 110 or 120 now."),
)
NOT_COORDINATOR = Finding(
    "not_allowed", _("Only a coordinator opens and closes a group."), next_step=_("Ask your coordinator.")
)
NOT_HERS = Finding(
    "not_her_post",
    _("Only who wrote it, or someone on duty, makes it a question."),
    next_step=_("You can reply to it."),
)
STAFF_POST = Finding("not_a_resident", _("This was written by the team."), next_step=_("Choose a resident's message."))
HIDDEN_POST = Finding("hidden", _("This message is hidden."), next_step=_("Load the page again."))
RULES_UNREAD = Finding("rules_unread", _("Please read the rules of the group first, and agree to them."))


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who wants to write in a room."""

    inside: bool
    blocked_until: datetime | None = None
    silent_until: datetime | None = None


def may_write(seat: Seat, closed: bool, ends_at: datetime, at: datetime) -> Finding | None:
    """Members of an open room write; who is blocked or silenced reads."""
    if not seat.inside:
        return NOT_INSIDE
    if closed:
        return ROOM_CLOSED
    if ends_at <= at:
        return OVER
    if seat.blocked_until is not None and seat.blocked_until > at:
        return BLOCKED
    return SILENT if seat.silent_until is not None and seat.silent_until > at else None


def may_enter(closed: bool, ends_at: datetime, at: datetime) -> Finding | None:
    """A room is entered as long as it is open and its campaign runs."""
    if closed:
        return ROOM_CLOSED
    return OVER if ends_at <= at else None


def may_keep(helper: Helper) -> Finding | None:
    """Hiding a post, silencing somebody: for whoever is on duty, coordinator and supervisor."""
    return None if helper.on_duty or helper.coordinator or helper.supervisor else NOT_ON_DUTY


def may_open(helper: Helper) -> Finding | None:
    """A coordinator opens and closes a room."""
    return None if helper.coordinator else NOT_COORDINATOR


# Words that people ask with; a mark is often left out.
ASKING = (
    "吗", "么", "呢", "怎么", "怎样", "如何", "为什么", "为啥", "什么", "啥", "哪", "谁", "多少", "多久", "几点", "几天",
    "能不能", "可不可以", "可以不", "要不要", "有没有", "是不是", "会不会", "该不该", "请问", "求助", "请教", "咋",
    "help", "how", "what", "where", "when", "can i", "should",
)  # fmt: skip


def is_question(text: str, reading: Assessment) -> bool:
    """Whether a resident's post in a room is to be tracked: whatever tells of distress or danger, and what asks for
    something that people on duty answer. Chat among neighbours stays chat; anyone can make it a question by one tap."""
    if reading.risk >= Risk.DISTRESSED:
        return True
    if reading.topic is Topic.OTHER or len(text) < 4:
        return False
    lower = text.lower()
    return "?" in text or "？" in text or any(word in lower for word in ASKING)
