"""Tokens: keys that programs use in a person's name."""

from datetime import datetime

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.keys import digest_of, new_key
from anxin.people.models import Account, Member, Token

MOST = 20
TOO_MANY = Finding(
    "too_many_tokens",
    _("You already have %(most)s tokens."),
    {"most": MOST},
    next_step=_("Revoke one that you no longer use."),
)


@action
def make_token(*, account: Account, label: str, at: datetime) -> tuple[Token, str]:
    """A new token of `account`, and its text, which can never be shown again.

    The event stands in the chain of each organisation that the token opens.
    Refused: too_many_tokens; too_long, not_text (422).
    """
    lock(account)  # so that two at once cannot pass the limit
    if Token.objects.filter(account=account, revoked_at=None).count() >= MOST:
        raise Refused(TOO_MANY)
    key = new_key()
    token = Token.objects.create(
        account=account, digest=digest_of(key), label=clean(label, 60) if label.strip() else "", made_at=at
    )
    _record("token.made", token, at)
    return token, key


@action
def revoke_token(*, token: Token, at: datetime) -> Token:
    """From now on `token` opens nothing. Revoking it again changes nothing."""
    token = lock(token)
    if token.revoked_at is None:
        save(token, revoked_at=at)
        _record("token.revoked", token, at)
    return token


def _record(name: str, token: Token, at: datetime) -> None:
    # Chains are locked in the order of their organisations, so that two of these cannot wait for each other.
    for member in Member.objects.filter(account_id=token.account_id, active=True).order_by("organisation_id"):
        record(name, about=member, by=member, at=at, token=token.pk)
