"""Who works where: organisations, accounts, members."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from anxin.core.fields import SealedText
from anxin.core.ids import new_id
from anxin.core.models import list_of
from anxin.people.kinds import NEEDS_SECOND_FACTOR, Profession, Role, Standing


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
    standing = models.CharField(max_length=10, default=Standing.SERVING, choices=[(s.value, s.value) for s in Standing])
    experienced = models.BooleanField(null=True)  # said by a coordinator; None: her shifts say it
    languages = list_of(models.CharField(max_length=20))
    phone = SealedText(null=True)
    phone_blind = models.BinaryField(null=True)  # to find the same phone again in her organisation
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    actor_kind = "member"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "account"], name="member_once")]
        indexes = [models.Index(fields=["organisation", "phone_blind"], name="member_phone")]

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
