"""What members say of their time."""

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.people.models import Member, Organisation
from anxin.rota.kinds import Can, WishKind
from anxin.rota.models.cover import AvailabilityCall, ShiftKind


class Availability(models.Model):
    """What a member says of one kind of shift on one day. No row: she said nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="availability")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="availability")
    kind = models.ForeignKey(ShiftKind, on_delete=models.CASCADE, related_name="availability")
    day = models.DateField()
    can = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Can])
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind", "day"], name="availability_once")]
        indexes = [models.Index(fields=["campaign", "day"], name="availability_day")]


class CallAnswer(models.Model):
    """That a member answered a call, with what she wants to add; how many shifts she can in all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    call = models.ForeignKey(AvailabilityCall, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    note = SealedText(null=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "member"], name="call_answer_once")]


class Wish(models.Model):
    """What a member wishes of the whole rota; kept until she takes it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="wishes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in WishKind])
    partner = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    number = models.SmallIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "member", "kind", "partner"], name="wish_once", nulls_distinct=False
            )
        ]
