from enum import StrEnum

from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.people.models import Organisation


class Conversation(models.Model):
    """A thread. `seq` is that of its last message; its row is locked to give the next one, so a stream skips none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    seq = models.IntegerField(default=0)


class MessageKind(StrEnum):
    """What stands in a thread: what a person wrote, or a notice of what happened, said by Anxin."""

    TEXT = "text"
    NOTICE = "notice"


class AuthorKind(StrEnum):
    """Whose message it is."""

    RESIDENT = "resident"
    MEMBER = "member"
    MACHINE = "machine"


class AttachmentKind(StrEnum):
    """What is attached."""

    PHOTO = "photo"
    VOICE = "voice"


ATTACHED = "attached"


class Message(models.Model):
    """One message. A notice holds a code in place of text; who it is about is its author.

    A text with photos or voice notes holds the code ATTACHED, so that the many without are never asked for theirs.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    seq = models.IntegerField()
    kind = models.CharField(max_length=10, default=MessageKind.TEXT, choices=[(k.value, k.value) for k in MessageKind])
    author_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AuthorKind])
    author_id = models.UUIDField(null=True)
    text = SealedText(null=True)
    code = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "seq"], name="message_seq_once")]


class Attachment(models.Model):
    """A photo or a voice note of a message (附件): made anew by us, and sealed in the file store under `place`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AttachmentKind])
    type = models.CharField(max_length=40)  # of what we serve: image/jpeg, audio/mp4
    size = models.IntegerField()  # bytes
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    seconds = models.FloatField(null=True)
    place = models.CharField(max_length=120)
    thumb = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_at"])]
