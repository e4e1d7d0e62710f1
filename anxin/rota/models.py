from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.ids import new_id
from anxin.people.models import Member, Organisation


class Slot(models.Model):
    """A stretch in which a member is meant to be on duty (班次)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="slots")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="slots")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("begins_at")), name="slot_forward"),
            models.UniqueConstraint(fields=["campaign", "member", "begins_at"], name="slot_once"),
        ]
        indexes = [models.Index(fields=["campaign", "ends_at"])]


class Attendance(models.Model):
    """That a member checked in, and out again: the only thing that makes her be on duty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    in_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    resting_since = models.DateTimeField(null=True)  # "I need a break": on duty, and offered nothing new
    back_by = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "member"], condition=models.Q(out_at=None), name="attendance_open_once"
            )
        ]
        indexes = [models.Index(fields=["campaign", "in_at"])]
