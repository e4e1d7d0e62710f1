"""A place for somebody who has no account yet, and the link by which she alone chooses her user name and password."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.actions.accounts import USER_NAME
from anxin.people.keys import digest_of, new_key
from anxin.people.models import Account, Invitation, Member
from anxin.people.rules import places

KEPT = timedelta(days=14)
NO_NAME = "+"  # no user name that is typed begins so
HAS_LOGIN = Finding(
    "has_login",
    _("%(name)s has chosen her user name already."),
    next_step=_("She signs in with it; no link is needed."),
)
WEAK = Finding("weak_password", _("This password is too short or too easy to guess."), next_step=_(
    "At least 10 characters. A short sentence is easy to keep and hard to guess."
))  # fmt: skip
LINK_ENDED = Finding(
    "link_ended", _("This link was used, or its 14 days are over."), next_step=_("Ask your coordinator for a new one.")
)


def new_account(email: str, at: datetime) -> Account:
    """An account to which nobody can sign in until its user name and password were chosen (part of another action)."""
    account = blank_account(email, at)
    account.save(force_insert=True)
    return account


def blank_account(email: str, at: datetime) -> Account:
    """The same, not written yet."""
    account = Account(username=f"{NO_NAME}{uuid4().hex}", email=email, is_active=False, made_at=at)
    account.set_unusable_password()
    return account


def set_login(account: Account, username: str, password: str) -> Account:
    """Her user name and password from now on (part of another action).

    Refused: name_taken; bad_user_name, weak_password (422).
    """
    username = username.strip().lower()
    if not USER_NAME.fullmatch(username):
        raise Refused(places.BAD_USER_NAME, 422)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(WEAK, 422) from error
    account.set_password(password)
    try:
        with transaction.atomic():
            save(account, username=username, password=account.password, is_active=True)
    except IntegrityError as error:
        raise Refused(places.NAME_TAKEN) from error
    return account


def has_login(account: Account) -> bool:
    """Whether somebody chose a user name for it."""
    return not account.username.startswith(NO_NAME)


@action
def invite(*, member: Member, by: Actor, at: datetime) -> str:
    """The key of a link for `member`, which opens once within 14 days; the one before opens nothing any more.

    It is shown now and never again. Refused: has_login, not_active.
    """
    return invite_all(members=[member], by=by, at=at)[member]


@action
def invite_all(*, members: Iterable[Member], by: Actor, at: datetime) -> dict[Member, str]:
    """The same for several at once."""
    return {member: _invite(lock(member), by, at) for member in sorted(members, key=lambda each: each.pk)}


def _invite(member: Member, by: Actor, at: datetime) -> str:
    if not member.active:
        raise Refused(places.NOT_ACTIVE)
    if has_login(member.account):
        raise Refused(Finding(HAS_LOGIN.code, HAS_LOGIN.sentence, {"name": member.name}, HAS_LOGIN.next_step))
    Invitation.objects.filter(member=member, used_at=None, dropped_at=None).update(dropped_at=at)
    key = new_key()
    row = Invitation.objects.create(
        organisation_id=member.organisation_id, member=member, digest=digest_of(key), made_at=at, ends_at=at + KEPT
    )
    record("member.invited", about=member, by=by, at=at, invitation=row.pk)
    return key


def invitation_of(key: str, at: datetime) -> Invitation:
    """The invitation that `key` opens. Refused (410): link_ended."""
    rows = Invitation.objects.select_related("member__account", "member__organisation")
    found = rows.filter(
        digest=digest_of(key), used_at=None, dropped_at=None, ends_at__gt=at, member__active=True
    ).first()
    if found is None:
        raise Refused(LINK_ENDED, 410)
    return found


@action
def accept_invitation(*, invitation: Invitation, username: str, password: str, at: datetime) -> Account:
    """She chooses her user name and password; the link opens nothing any more.

    Refused: link_ended (410), name_taken; bad_user_name, weak_password (422).
    """
    invitation = lock(invitation)
    member = lock(invitation.member)
    if invitation.used_at or invitation.dropped_at or invitation.ends_at <= at or not member.active:
        raise Refused(LINK_ENDED, 410)
    account = lock(member.account)
    if has_login(account):  # by the page of her application: what she signs in with is not hers to lose
        raise Refused(LINK_ENDED, 410)
    account = set_login(account, username, password)
    save(invitation, used_at=at)
    record("account.opened", about=member, by=member, at=at, account=account.pk)
    return account
