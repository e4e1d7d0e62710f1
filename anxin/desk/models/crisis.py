from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.desk.kinds import FollowUpKind
from anxin.desk.models.question import Question
from anxin.people.models import Member, Organisation


class Crisis(models.Model):
    """The time in which a question stands at risk 2 or 3, looked after by a protocol (危机)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="crises")
    began_at = models.DateTimeField()
    highest = models.SmallIntegerField()
    # Begun by calling back after an earlier one, with no new danger: its end plans no calls back of its own.
    call_back = models.ForeignKey("desk.FollowUp", on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=models.Q(ended_at=None), name="crisis_open_once")
        ]


class ProtocolStep(models.Model):
    """One answer to one step of the protocol. Saying something else later adds a row; the newest counts, all stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)  # code of rules/protocol
    answer = models.CharField(max_length=20)  # code of one of its answers
    words = SealedText(null=True)  # an address, a name, a number
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["crisis", "at"])]


class FollowUp(models.Model):
    """A call back after a crisis: a day and a week later. When it is due, the question comes back to the desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in FollowUpKind])
    due_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)  # when it was put before people
    tries = models.SmallIntegerField(default=0)  # how often she was not reached
    reached = models.BooleanField(null=True)  # how it ended
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(came_at=None, cancelled_at=None), name="follow_up_due")
        ]
