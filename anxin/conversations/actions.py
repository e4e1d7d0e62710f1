"""What is written into a thread. Not actions of their own: the verb that speaks records the event."""

from datetime import datetime

from django.db.models import F

from anxin.core import bell
from anxin.core.actor import Actor
from anxin.conversations.models import Conversation, Message, MessageKind
from anxin.people.models import Organisation


def open_conversation(organisation: Organisation) -> Conversation:
    """An empty thread of `organisation`."""
    return Conversation.objects.create(organisation=organisation)


def say(conversation: Conversation, text: str, *, by: Actor, at: datetime) -> Message:
    """Write `text` into the thread and ring for those who have it open. The web channel delivers it: they fetch it."""
    return _write(conversation, by, at, kind=MessageKind.TEXT, text=text)


def note(conversation: Conversation, code: str, *, by: Actor, at: datetime) -> Message:
    """Put a notice into the thread: that `by` took it on, handed it over, closed it."""
    return _write(conversation, by, at, kind=MessageKind.NOTICE, code=code)


def _write(conversation: Conversation, by: Actor, at: datetime, **what: str) -> Message:
    # The row stays locked until the transaction ends, so seqs appear to readers in order.
    Conversation.objects.filter(pk=conversation.pk).update(seq=F("seq") + 1)
    conversation.refresh_from_db(fields=["seq"])
    message = Message.objects.create(
        organisation_id=conversation.organisation_id,
        conversation=conversation,
        seq=conversation.seq,
        author_kind=by.actor_kind,
        author_id=by.pk,
        at=at,
        delivered_at=at,
        **what,
    )
    bell.ring(bell.topic("conversation", conversation.pk), number=conversation.seq)
    return message
