"""The living rota: who is meant to be there, and who was."""

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.people.models import Member, Organisation
from anxin.rota.models.cover import ShiftKind


class Slot(models.Model):
    """A stretch in which a member is meant to be on duty (班次): the rota that counts, as published and swapped since."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="slots")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="slots")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.ForeignKey(ShiftKind, on_delete=models.SET_NULL, null=True, related_name="slots")
    told_evening_at = models.DateTimeField(null=True)  # reminded of it the evening before
    told_hour_at = models.DateTimeField(null=True)  # and an hour before

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("begins_at")), name="slot_forward"),
            models.UniqueConstraint(fields=["campaign", "member", "begins_at"], name="slot_once"),
        ]
        indexes = [
            models.Index(fields=["campaign", "ends_at"]),
            models.Index(fields=["member", "begins_at"], name="slot_of_member"),
            models.Index(fields=["begins_at"], name="slot_begins"),
        ]


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


class Strain(models.Model):
    """That a member carried a crisis: the rota lets her rest after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="strains")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="strains")
    ended_at = models.DateTimeField()  # of the crisis
    highest = models.SmallIntegerField()  # risk level
    origin_id = models.UUIDField()  # the event it comes from

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "origin_id"], name="strain_once")]
        indexes = [models.Index(fields=["member", "-ended_at"], name="strain_of_member")]


class HandOverNote(models.Model):
    """What who leaves wants those who follow to know (交接)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="hand_over_notes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = SealedText()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["campaign", "-made_at"], name="hand_over_newest")]


class FeedKey(models.Model):
    """The secret address of a member's calendar feed; revoked when it leaked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="feed_keys")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=40, default="")  # of what it opened when it was last asked
    changed_at = models.DateTimeField(null=True)  # since when it opens just that
    revoked_at = models.DateTimeField(null=True)
