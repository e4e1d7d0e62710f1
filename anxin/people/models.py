from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import NEEDS_SECOND_FACTOR, Profession, Role
from anxin.people.reach.way import Sent, Way, What


class Organisation(models.Model):
    """A social-work centre, a psychology centre, … (机构); everything an organisation owns carries its id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> UUID:
        return self.id


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Somebody who signs in; what she may do stands in her memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.username


class Member(models.Model):
    """An account's place in an organisation (成员): her name there, profession and roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=40)  # what residents and colleagues read: "林医生"
    profession = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Profession])
    roles = list_of(models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role]))
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    actor_kind = "member"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "account"], name="member_once")]

    def __str__(self) -> str:
        return self.name

    def holds(self, *roles: Role) -> bool:
        """Whether she holds one of `roles`."""
        return any(role in self.roles for role in roles)

    @property
    def needs_second_factor(self) -> bool:
        """Whether her roles open what others may not."""
        return bool(NEEDS_SECOND_FACTOR & set(self.roles))


class Token(models.Model):
    """A program's key to the API in the name of an account; only its SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField(unique=True)
    label = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


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
