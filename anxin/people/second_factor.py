"""The second step of signing in: a code of an authenticator app, or one of the recovery codes (allauth keeps both)."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from anxin.core import clock
from anxin.core.models import Once
from anxin.people.models import Account


def second_factors() -> QuerySet[Authenticator]:
    """Every authenticator app and passkey; recovery codes alone are no second step."""
    rows: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return rows


def has_factor(account: Account) -> bool:
    """Whether signing in takes her a second step."""
    return second_factors().filter(user_id=account.pk).exists()


def accepts(account: Account, code: str) -> bool:
    """Whether `code` is the app's present one or an unused recovery code of `account`; each opens once."""
    ways = Authenticator.objects.filter(user_id=account.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    return any(way.wrap().validate_code(code) for way in ways) and spend(account.pk, code)


def spend(account_id: UUID, code: str) -> bool:
    """Use up a right code; False if it was used before. allauth remembers that in one process only, and for 30 seconds."""
    digits = "".join(code.split())
    _, fresh = Once.objects.get_or_create(
        whose=f"otp:{account_id}", key=digits, defaults={"asked": b"", "at": clock.now()}
    )
    return fresh
