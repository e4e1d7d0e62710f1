"""Writing in a room; what is written can be a question, or an answer to one."""

from datetime import datetime

from anxin.clients.models import Resident
from anxin.core.action import action
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.actions.answer import write_back
from anxin.desk.actions.rooms.answer import answer_in_room, can_answer
from anxin.desk.actions.rooms.ask import track
from anxin.desk.actions.rooms.join import seat_in
from anxin.desk.actions.rooms.pace import keep_pace
from anxin.desk.actions.rooms.write import write
from anxin.desk.actions.state import locked
from anxin.desk.models import Post, Question, Room
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.rules.rooms import HIDDEN_POST, Seat, is_question, may_write
from anxin.people.models import Member
from anxin.triage import Risk, assess


@action
def post_in_room(*, room: Room, text: str, by: Resident | Member, at: datetime, reply_to: Post | None = None) -> Post:
    """Write to everyone in the room. What a resident asks becomes a question by itself; in danger, a private one at once.

    A reply of the asker to her own question goes on with it; one of a helper who may is its answer. The post that comes back
    may be hidden (its text became private): then its question leads the asker on.
    Refused: not_in_room (403), room_closed, campaign_over, blocked, silenced, hidden; too_fast (429); empty,
    too_long, not_text (422).
    """
    text = clean(text)
    may_post(room, by, at)
    keep_pace(room, by, at)
    if reply_to is not None and reply_to.hidden_at is not None:
        raise Refused(HIDDEN_POST)
    question = _open_question(reply_to, at) if reply_to is not None else None
    if reply_to is not None and question is not None and isinstance(by, Member) and can_answer(question, by, at):
        return answer_in_room(post=reply_to, text=text, by=by, at=at)
    if question is not None and isinstance(by, Resident) and question.resident_id == by.pk:
        before = room.conversation.seq
        write_back(question=question, text=text, by=by, at=at)
        return Post.objects.filter(room=room, seq__gt=before, question=question, message__author_id=by.pk).latest("seq")
    post = write(room, text, by=by, at=at, reply_to=reply_to)
    record("room.posted", about=post, by=by, at=at, room=room.pk)
    if isinstance(by, Resident):
        reading = assess(text)
        if reading.risk >= Risk.HIGH or (reply_to is None and is_question(text, reading)):
            track(post, room, text, by, by=by, at=at)
    return post


def _open_question(post: Post, at: datetime) -> Question | None:
    """What `post` asks or answers, held as it stands now; None where nothing more is said of it in the open."""
    if post.question is None:
        return None
    question = locked(post.question)
    if question.private or question.merged_into_id is not None:
        return None
    return None if question.closed_at is not None and at > question.closed_at + REOPENS else question


def may_post(room: Room, by: Resident | Member, at: datetime) -> None:
    """Refused: not_in_room (403), room_closed, campaign_over, blocked, silenced."""
    place = seat_in(room, by)
    seat = Seat(
        inside=place is not None,
        blocked_until=by.blocked_until if isinstance(by, Resident) else None,
        silent_until=place.silent_until if place else None,
    )
    refuse_if(may_write(seat, room.closed_at is not None, room.campaign.ends_at, at), 409 if seat.inside else 403)
