"""What is written into a thread. Not actions of their own: the verb that speaks records the event."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from anxin.conversations.models import ATTACHED, Attachment, Conversation, Message, MessageKind
from anxin.core import bell
from anxin.core.actor import Actor
from anxin.people.models import Organisation


def begin(organisation: Organisation, text: str, *, by: Actor, at: datetime) -> Conversation:
    """A new thread of `organisation` with its first message. Nobody has it open yet, so nothing rings."""
    conversation = Conversation.objects.create(organisation=organisation, seq=1)
    _message(conversation, by, at, kind=MessageKind.TEXT, text=text)
    return conversation


def say(
    conversation: Conversation, text: str, *, by: Actor, at: datetime, attachments: Sequence[Attachment] = ()
) -> Message:
    """Write `text` into the thread and ring for those who have it open. The web channel delivers it: they fetch it.

    `attachments` are rows whose files are kept already (`attachments.received`); with them the text may be empty.
    """
    code = ATTACHED if attachments else ""
    message = _add(conversation, by, at, kind=MessageKind.TEXT, text=text, code=code)
    for each in attachments:
        each.message = message
    Attachment.objects.bulk_create(attachments)
    return message


def note(conversation: Conversation, code: str, *, by: Actor, at: datetime) -> Message:
    """Put a notice into the thread: that `by` took it on, handed it over, closed it."""
    return _add(conversation, by, at, kind=MessageKind.NOTICE, code=code)


def _add(conversation: Conversation, by: Actor, at: datetime, **what: str) -> Message:
    with connection.cursor() as cursor:
        # The row stays locked until the transaction ends, so seqs appear to readers in order.
        cursor.execute(
            "UPDATE conversations_conversation SET seq = seq + 1 WHERE id = %s RETURNING seq", [conversation.pk]
        )
        conversation.seq = cursor.fetchone()[0]
    bell.ring(bell.topic("conversation", conversation.pk), number=conversation.seq)
    return _message(conversation, by, at, **what)


def _message(conversation: Conversation, by: Actor, at: datetime, **what: str) -> Message:
    return Message.objects.create(
        organisation_id=conversation.organisation_id,
        conversation=conversation,
        seq=conversation.seq,
        author_kind=by.actor_kind,
        author_id=by.pk,
        at=at,
        delivered_at=at,
        **what,
    )
