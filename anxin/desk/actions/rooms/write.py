"""What stands in a room: a message or a notice, each with its post."""

from datetime import datetime

from anxin.conversations.actions import note, say
from anxin.core.actor import Actor
from anxin.desk.models import Post, Question, Room

HIDDEN, SHOWN, CHANGED, CLOSED = "hidden", "shown", "changed", "room_closed"  # codes of a room's notices


def write(
    room: Room, text: str, *, by: Actor, at: datetime, question: Question | None = None, answers: bool = False,
    reply_to: Post | None = None,
) -> Post:  # fmt: skip
    """A message of `by`, and what it asks or answers. The room's row is locked from here to the commit."""
    message = say(room.conversation, text, by=by, at=at)
    return Post.objects.create(
        message=message, organisation_id=room.organisation_id, room=room, seq=message.seq, question=question,
        answers=answers, reply_to=reply_to,
    )  # fmt: skip


def tell(room: Room, code: str, *, by: Actor, at: datetime, about: Post | None = None) -> None:
    """Let everyone who has the room open know that something about a post has changed."""
    message = note(room.conversation, code, by=by, at=at)
    Post.objects.create(
        message=message, organisation_id=room.organisation_id, room=room, seq=message.seq, reply_to=about
    )
