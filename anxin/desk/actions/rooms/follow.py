"""What happens to a question that was asked in a room, as the room sees it."""

from datetime import datetime

from anxin.core.actor import Actor
from anxin.desk.actions.rooms.write import CHANGED, HIDDEN, tell, write
from anxin.desk.models import Post, Question, Room
from anxin.desk.rules.rooms import HideWhy
from anxin.triage import Risk

# What a room sees of it; answers and replies come as posts of their own.
SEEN = {
    "question.claimed", "question.put_back", "question.returned", "question.closed", "question.reopened",
    "question.merged", "question.made_private",
}  # fmt: skip


def follow(question: Question, name: str, *, by: Actor, at: datetime) -> None:
    """The event `name` of a question: its room hides what was said where it is in danger, or sees how it stands."""
    if question.room_id is None:
        return
    if question.private and question.risk >= Risk.HIGH:
        hide_all(question, HideWhy.BECAME_PRIVATE, by=by, at=at)
    elif name in SEEN and (asking := asking_post(question)) is not None:
        tell(room_of(question), CHANGED, by=by, at=at, about=asking)


def hide_all(question: Question, why: HideWhy, *, by: Actor, at: datetime) -> None:
    """Take everything that was said of it in its room out of sight, as it goes on in private."""
    posts = Post.objects.filter(question=question, hidden_at=None).order_by("seq")
    # All rows first, then the room's: hiding one post by hand takes them in the same order.
    found = list(posts.select_for_update(of=("self",), no_key=True))
    if not found:
        return
    Post.objects.filter(pk__in=[post.pk for post in found]).update(hidden_at=at, hidden_why=why)
    room = room_of(question)
    for post in found:
        tell(room, HIDDEN, by=by, at=at, about=post)


def echo(question: Question, text: str, *, by: Actor, at: datetime, answers: bool) -> Post | None:
    """What was said about a question stands in its room, too, as long as it is not private. Photos stay in its thread."""
    if question.room_id is None or question.private or not text:
        return None
    return write(
        room_of(question), text, by=by, at=at, question=question, answers=answers, reply_to=asking_post(question)
    )


def asking_post(question: Question) -> Post | None:
    """The post that asked it."""
    return Post.objects.filter(question=question, answers=False).order_by("seq").first()


def room_of(question: Question) -> Room:
    """The room it was asked in, with its conversation."""
    assert question.room_id is not None
    return Room.objects.select_related("conversation").get(pk=question.room_id)
