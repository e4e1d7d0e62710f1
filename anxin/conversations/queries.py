"""Reads of a thread."""

from uuid import UUID

from anxin.conversations.models import AuthorKind, Conversation, Message, MessageKind


def messages_after(conversation: Conversation, after: UUID | None = None, most: int = 500) -> list[Message]:
    """What people wrote, in order, after the message `after` (from the first one without it)."""
    rows = Message.objects.filter(conversation=conversation, kind=MessageKind.TEXT)
    if after is not None:
        seen = Message.objects.filter(conversation=conversation, id=after).values("seq")[:1]
        rows = rows.filter(seq__gt=seen)
    return list(rows.order_by("seq")[:most])


def whole_thread(conversation: Conversation) -> list[Message]:
    """Every message and notice, in order."""
    return list(Message.objects.filter(conversation=conversation).order_by("seq"))


def wrote_after(conversation: Conversation, seq: int) -> bool:
    """Whether the resident wrote anything after the message numbered `seq`."""
    rows = Message.objects.filter(conversation=conversation, seq__gt=seq, author_kind=AuthorKind.RESIDENT)
    return rows.filter(kind=MessageKind.TEXT).exists()
