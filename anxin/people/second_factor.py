"""The second step of signing in: a code of an authenticator app, or one of the recovery codes (allauth keeps both)."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

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
    return any(way.wrap().validate_code(code) for way in ways)
