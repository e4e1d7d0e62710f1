"""Rotas in the making: versions, what stands in them, and the solver at work on one."""

from django.db import models

from anxin.campaigns.models import Campaign
from anxin.core.ids import new_id
from anxin.people.models import Member, Organisation
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models.cover import ShiftKind


class Version(models.Model):
    """A version of the rota (值守表) for some days: a draft, until it is published and becomes slots.

    `revision` is that of the living rota (RotaRules.revision) it was begun from; `findings` is what the solver could not
    do and what would help, as codes and ids.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(
        max_length=10, default=VersionState.DRAFT, choices=[(s.value, s.value) for s in VersionState]
    )
    revision = models.IntegerField()
    edits = models.IntegerField(default=0)  # grows with each change of the draft: who edits an older one is told
    cost = models.IntegerField(null=True)
    bound = models.FloatField(null=True)
    findings = models.JSONField(default=list)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="version_number_once"),
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="version_forward"),
        ]


class Assignment(models.Model):
    """That a member works a kind of shift on a day, in a version. A pinned one stays where it is when it is drawn anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="assignments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    pinned = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "member", "day", "kind"], name="assignment_once")]


class Barred(models.Model):
    """That a member must not be put on a day, or on one kind of shift of it, in a version: the coordinator's own word."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="barred")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(ShiftKind, on_delete=models.CASCADE, null=True, related_name="+")  # None: the whole day
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "member", "day", "kind"], name="barred_once", nulls_distinct=False
            )
        ]


class Draw(models.Model):
    """The solver at work on a version (排班): asked for, under way, ended. `curve`: [seconds, cost, bound] as it got better."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="draws")
    state = models.CharField(max_length=10, default=DrawState.QUEUED, choices=[(s.value, s.value) for s in DrawState])
    seconds = models.SmallIntegerField()  # it may take
    keep = models.BooleanField(default=False)  # touch as few people as possible
    seed = models.IntegerField(default=1)
    edits = models.IntegerField()  # Version.edits when it was asked for
    status = models.CharField(max_length=10, blank=True)  # optimal, feasible, infeasible, unknown
    cost = models.IntegerField(null=True)
    bound = models.FloatField(null=True)
    curve = models.JSONField(default=list)
    stop_asked = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(state__in=[DrawState.QUEUED, DrawState.RUNNING]),
                name="draw_one_open",
            )
        ]
