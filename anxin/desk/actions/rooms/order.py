"""Keeping a room in order: posts are hidden and shown again, somebody is silent for a while."""

from datetime import datetime, timedelta

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.rooms.write import HIDDEN, SHOWN, tell
from anxin.desk.models import Post, RoomMember
from anxin.desk.rules.rooms import BY_HAND, HideWhy, may_keep
from anxin.people.models import Member
from anxin.triage import Risk

LONGEST_SILENCE = timedelta(days=7)
NOT_A_REASON = Finding("not_a_reason", _("Choose one of the listed reasons."))
STAYS_HIDDEN = Finding(
    "stays_private",
    _("It became private, so the group does not see it again."),
    next_step=_("Who asked can write it in the group herself."),
)
NOT_STAFF = Finding("not_a_resident", _("Somebody of the team cannot be silenced."), next_step=_("Talk to her."))
TOO_LONG = Finding("too_long_a_time", _("Silence lasts at most seven days."), next_step=_("Choose a nearer end."))


@action
def hide_post(*, post: Post, why: HideWhy, reason: str, by: Member, at: datetime) -> Post:
    """Take a post out of everyone's sight, for a listed reason, in words where there is more to say; both stay on record.

    Hiding what is hidden changes nothing. Refused: not_on_duty; not_a_reason, too_long, not_text (422).
    """
    post = lock(post)
    refuse_if(may_keep(helper_of(by, post.room.campaign)))
    if why not in BY_HAND:
        raise Refused(NOT_A_REASON, 422)
    if post.hidden_at is None:
        words = clean(reason, 500) if reason.strip() else None
        save(post, hidden_at=at, hidden_by=by, hidden_why=why.value, hidden_reason=words)
        tell(post.room, HIDDEN, by=by, at=at, about=post)
        record("room.post_hidden", about=post, by=by, at=at, room=post.room_id, why=why.value)
    return post


@action
def show_post(*, post: Post, by: Member, at: datetime) -> Post:
    """Let everyone see a hidden post again; one that sounded like danger when a person has found that it was none.

    Refused: not_on_duty, stays_private.
    """
    post = lock(post)
    refuse_if(may_keep(helper_of(by, post.room.campaign)))
    if post.hidden_at is not None:
        if not may_be_seen(post):
            raise Refused(STAYS_HIDDEN)
        record("room.post_shown", about=post, by=by, at=at, room=post.room_id, why=post.hidden_why)
        save(post, hidden_at=None)  # who hid it and why stay on record
        tell(post.room, SHOWN, by=by, at=at, about=post)
    return post


def may_be_seen(post: Post) -> bool:
    """Whether a hidden post can be shown again: not while its question is in danger, nor against who wrote it."""
    if post.hidden_why == HideWhy.BECAME_PRIVATE:
        return post.question is not None and post.question.risk < Risk.HIGH
    return post.hidden_why != HideWhy.ASKED_FOR


@action
def silence(*, seat: RoomMember, until: datetime, by: Member, at: datetime) -> RoomMember:
    """Let a resident read and not write in this room until `until`; a time that is over lets her write again.

    Refused: not_on_duty, not_a_resident; too_long_a_time (422).
    """
    seat = lock(seat)
    refuse_if(may_keep(helper_of(by, seat.room.campaign)))
    if seat.resident_id is None:
        raise Refused(NOT_STAFF)
    if until > at + LONGEST_SILENCE:
        raise Refused(TOO_LONG, 422)
    save(seat, silent_until=until if until > at else None)
    record("room.silenced", about=seat, by=by, at=at, room=seat.room_id, until=seat.silent_until)
    return seat
