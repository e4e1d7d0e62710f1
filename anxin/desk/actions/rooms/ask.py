"""A post becomes a question that is tracked to its end."""

from datetime import datetime

from anxin.clients.models import Resident
from anxin.conversations.models import AuthorKind
from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.desk.access import helper_of
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.rooms.follow import follow
from anxin.desk.actions.rooms.write import CHANGED, tell
from anxin.desk.models import Post, Question, Room
from anxin.desk.rules.rooms import HIDDEN_POST, NOT_HERS, STAFF_POST, may_keep
from anxin.people.models import Member


@action
def ask_in_room(*, post: Post, by: Resident | Member, at: datetime) -> Question:
    """Make a resident's post a question, by herself or by whoever is on duty. Twice, also at once, is once.

    Refused: not_a_resident, hidden, not_her_post (403), not_on_duty, campaign_over, blocked.
    """
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    if post.question is not None:
        return post.question
    message, room = post.message, post.room
    if message.author_kind != AuthorKind.RESIDENT:
        raise Refused(STAFF_POST)
    if post.hidden_at is not None:
        raise Refused(HIDDEN_POST)
    if isinstance(by, Member):
        refuse_if(may_keep(helper_of(by, room.campaign)))
    elif message.author_id != by.pk:
        raise Refused(NOT_HERS, 403)
    author = by if isinstance(by, Resident) else Resident.objects.get(pk=str(message.author_id))
    question = track(post, room, message.text or "", author, by=by, at=at)
    if question.room_id is not None and not question.private:
        tell(room, CHANGED, by=by, at=at, about=post)
    return question


def track(post: Post, room: Room, text: str, author: Resident, *, by: Actor, at: datetime) -> Question:
    """The question that `post` asks; where the machine hears danger in it, private from the first moment, and not shown."""
    question = ask_question(
        campaign=room.campaign, resident=author, text=text, private=False, room=room, by=author, at=at
    )
    post.question = question
    post.save(update_fields=["question"])
    record("room.asked", about=post, by=by, at=at, room=room.pk, question=question.pk)
    follow(question, "question.asked", by=author, at=at)
    post.refresh_from_db()
    return question
