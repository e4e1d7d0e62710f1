from django.db import models

from anxin.core.ids import new_id
from anxin.desk.models.question import Question
from anxin.people.models import Organisation


class Calling(models.Model):
    """That danger calls people by the campaign's ladder (呼叫), rung after rung, until somebody has it in hand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="callings")
    event = models.BigIntegerField()  # what began it: the same event, heard twice, begins it once
    level = models.SmallIntegerField()
    began_at = models.DateTimeField()
    rung = models.SmallIntegerField(default=-1)  # the last one that was taken
    taken_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question"], condition=models.Q(ended_at=None), name="calling_open_once"),
            models.UniqueConstraint(fields=["question", "event"], name="calling_event_once"),
        ]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(ended_at=None), name="calling_next")]
