"""Reads of a thread."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from anxin.conversations.models import ATTACHED, Attachment, AuthorKind, Conversation, Message, MessageKind


def messages_after(conversation: Conversation, after: UUID | None = None, most: int = 500) -> list[Message]:
    """What people wrote, in order, after the message `after` (from the first one without it)."""
    rows = Message.objects.filter(conversation=conversation, kind=MessageKind.TEXT)
    if after is not None:
        seen = Message.objects.filter(conversation=conversation, id=after).values("seq")[:1]
        rows = rows.filter(seq__gt=seen)
    return with_attachments(rows.order_by("seq")[:most])


def whole_thread(conversation: Conversation) -> list[Message]:
    """Every message and notice, in order."""
    return with_attachments(Message.objects.filter(conversation=conversation).order_by("seq"))


def with_attachments(messages: Iterable[Message]) -> list[Message]:
    """`messages`, those with photos or voice notes with theirs at hand: one query more where there are any."""
    rows = list(messages)
    attached = [each for each in rows if each.code == ATTACHED]
    if attached:
        prefetch_related_objects(attached, Prefetch("attachments", Attachment.objects.order_by("id")))
    return rows


def attached_to(conversation: Conversation, since: datetime) -> tuple[int, int]:
    """(photos and voice notes of the thread, those of them since then)."""
    rows = Attachment.objects.filter(message__conversation=conversation)
    found = rows.aggregate(all=Count("id"), lately=Count("id", filter=Q(made_at__gt=since)))
    return found["all"], found["lately"]


def wrote_after(conversation: Conversation, seq: int) -> bool:
    """Whether the resident wrote anything after the message numbered `seq`."""
    rows = Message.objects.filter(conversation=conversation, seq__gt=seq, author_kind=AuthorKind.RESIDENT)
    return rows.filter(kind=MessageKind.TEXT).exists()
