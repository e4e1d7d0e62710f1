from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.desk.kinds import ExportKind, ExportState, LateCause
from anxin.desk.models.question import Question
from anxin.people.models import Member, Organisation


class LateNote(models.Model):
    """What a coordinator says of why a question was late, beside what the facts say. The newest counts, all stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="late_notes")
    cause = models.CharField(max_length=20, choices=[(c.value, c.value) for c in LateCause])
    words = SealedText(null=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["question", "at"])]


class LedgerExport(models.Model):
    """A sheet of the ledger that somebody asked for (导出): why, how far it is, and until when it is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="ledger_exports")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ExportKind])
    language = models.CharField(max_length=10)
    with_words = models.BooleanField(default=False)
    wish = models.JSONField(default=dict)  # the filters, as codes
    state = models.CharField(
        max_length=10, default=ExportState.WAITING, choices=[(s.value, s.value) for s in ExportState]
    )
    rows = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)  # bytes
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    keep_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["campaign", "-asked_at"]), models.Index(fields=["keep_until"])]


class ExportPart(models.Model):
    """A piece of an export's file, sealed; they are read in order when it is fetched, and dropped with it."""

    id = models.BigAutoField(primary_key=True)
    export = models.ForeignKey(LedgerExport, on_delete=models.CASCADE, related_name="parts")
    number = models.IntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_part_once")]
