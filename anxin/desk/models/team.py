from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.desk.kinds import Feeling, Helped, NoteKind, TransferEnd, TransferWhy
from anxin.desk.models.question import Question
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation


class Note(models.Model):
    """What colleagues write to one another about a question (内部备注); its resident never reads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20, default=NoteKind.NOTE, choices=[(k.value, k.value) for k in NoteKind])
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["question", "at"])]


class Transfer(models.Model):
    """A question held out to a person or a profession (转交, at the end of a shift 交接), until somebody says yes or no."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="transfers")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    to_member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    to_profession = models.CharField(max_length=20, blank=True, choices=[(p.value, p.value) for p in Profession])
    why = models.CharField(
        max_length=20, choices=[(w.value, w.value) for w in TransferWhy]
    )  # the resident is told this
    reason = SealedText(null=True)  # the colleague reads this
    asked_at = models.DateTimeField()
    end = models.CharField(max_length=20, blank=True, choices=[(e.value, e.value) for e in TransferEnd])
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    answer = SealedText(null=True)  # why it was declined

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=models.Q(ended_at=None), name="transfer_open_once")
        ]
        indexes = [models.Index(fields=["to_member"], condition=models.Q(ended_at=None), name="transfer_open")]


class Joining(models.Model):
    """That a second person is in a question beside its owner: asked in, or come by herself (supervisor, in danger)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="joinings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "member"], condition=models.Q(left_at=None), name="joining_open_once"
            )
        ]


class Debrief(models.Model):
    """The offer of a talk after a hard one; she says yes, later, or no, and nobody asks why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="debriefs")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    wanted = models.BooleanField(null=True)
    said_at = models.DateTimeField(null=True)
    with_member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="debrief_once")]


class Feedback(models.Model):
    """What a resident says of an answer by one tap: whether it helped, and how she feels now."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="feedback")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    helped = models.CharField(max_length=10, blank=True, choices=[(h.value, h.value) for h in Helped])
    feeling = models.CharField(max_length=10, blank=True, choices=[(f.value, f.value) for f in Feeling])
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "at"])]
