"""What the rota is made of: kinds of shifts, cover wanted, the rules' figures of a campaign."""

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import Profession
from anxin.people.models import Member, Organisation


class ShiftKind(models.Model):
    """A kind of shift (班种): "早班 8:00-13:00". One that ends at or before it begins goes past midnight."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shift_kinds")
    name = models.CharField(max_length=20)
    begins = models.TimeField()
    ends = models.TimeField()
    break_minutes = models.SmallIntegerField(default=0)  # inside it, not worked
    professions = list_of(
        models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession])
    )  # none: all
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # no longer used for new rotas

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], condition=models.Q(ended_at=None), name="shift_kind_name_once"
            )
        ]


class CoverNeed(models.Model):
    """How many of a profession a stretch of the day needs: on weekdays, or on one date, which then has its own alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="cover_needs")
    profession = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession])
    weekdays = list_of(models.SmallIntegerField())  # Monday is 0
    day = models.DateField(null=True)  # an exception: this date has only its own needs for this profession
    begins = models.TimeField()
    ends = models.TimeField()  # 00:00: midnight
    need = models.SmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(need__gte=0), name="cover_need_not_negative")]
        indexes = [models.Index(fields=["campaign", "day"], name="cover_need_day")]


class RotaRules(models.Model):
    """The figures by which the rules of a campaign's rota judge, and which of them block or only warn.

    `figures` holds those that differ from the usual ones (rota/rules/figures.py).
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, primary_key=True, related_name="rota_rules")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    figures = models.JSONField(default=dict)
    revision = models.IntegerField(
        default=0
    )  # of the living rota: grows with every change of a slot; locked to change it
    changed_at = models.DateTimeField()


class AvailabilityCall(models.Model):
    """That members are asked when they can (报班), for some days, until a time; one link for all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="calls")
    first_on = models.DateField()
    last_on = models.DateField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["campaign", "-first_on"], name="call_of_campaign")]
