"""What a member has to know now, and how it reaches her."""

from datetime import datetime

from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.people.models.place import Account, Member, Organisation
from anxin.people.reach.way import Sent, Way, What


class Notice(models.Model):
    """Something a member has to know now; seen when she says so, or when what it is about is in hand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=40)
    about_id = models.UUIDField()
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "code", "about_id"], condition=models.Q(seen_at=None), name="notice_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["member", "-made_at"], condition=models.Q(seen_at=None), name="notice_open"),
            models.Index(fields=["about_id"], condition=models.Q(seen_at=None), name="notice_about"),
        ]

    def waited(self, at: datetime) -> float:
        """Seconds since it was sent."""
        return (at - self.made_at).total_seconds()


class PushAddress(models.Model):
    """A browser of a member's account that takes notices while no page is open (Web Push); its keys are private."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="push_addresses")
    digest = models.BinaryField(unique=True)  # SHA-256 of the endpoint
    endpoint = SealedText()
    keys = SealedText()  # JSON {"p256dh", "auth"}
    label = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True)
    failures = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)


class Reach(models.Model):
    """How a member wants to be reached besides the page, by kind of notice; danger always uses all that she has."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="reach")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    push = models.BooleanField(default=True)
    email = models.BooleanField(default=False)
    only_urgent = models.BooleanField(default=False)
    changed_at = models.DateTimeField()


class Delivery(models.Model):
    """One message sent to a member by one way, and whether it arrived. It keeps no words, and no address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="deliveries")
    what = models.CharField(max_length=10, default=What.CALL, choices=[(w.value, w.value) for w in What])
    way = models.CharField(max_length=10, choices=[(w.value, w.value) for w in Way])
    push_address = models.ForeignKey(PushAddress, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=20, default=Sent.WAITING, choices=[(s.value, s.value) for s in Sent])
    tries = models.SmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)  # a code, never an address
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)  # a worker has it in hand since then
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-made_at", "-id"], name="delivery_of_house"),
            models.Index(fields=["member", "-made_at", "-id"], name="delivery_of_member"),
            models.Index(fields=["made_at"], name="delivery_age"),
        ]
