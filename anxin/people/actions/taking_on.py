"""From an application to a place: taken on by a coordinator, with a user name and a password that she alone chooses."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.actions.invitations import has_login, new_account, set_login
from anxin.people.actions.notices import settle_notices
from anxin.people.kinds import Applying, Profession, Role, Standing
from anxin.people.models import Account, Application, Credential, Invitation, Member
from anxin.people.rules import joining, places

NOT_TAKEN_ON = Finding("not_taken_on", _("This application has not been accepted."))
HAS_ACCOUNT = Finding(
    "account_open", _("You have chosen your user name already."), next_step=_("Sign in with it and your password.")
)

HERE_ALREADY = Finding(
    places.ALREADY_MEMBER.code,
    _("Your account %(username)s has a place in %(organisation)s already."),
    next_step=_("You need no second one. Take this application back, or tell your coordinator."),
)
HERE_ONCE = Finding(
    "place_closed",
    _("Your account %(username)s had a place in %(organisation)s, and that place is closed."),
    next_step=_("Choose a new user name below, or ask your coordinator."),
)


@action
def take_on(
    *, application: Application, name: str, profession: Profession, roles: Iterable[Role] = (), by: Member, at: datetime
) -> Member:
    """Give her a place, in training. She opens her account by her own link; till then nobody can sign in to it.

    `name` is what residents and colleagues will read. Her credentials go with her.
    Refused: already_decided, withdrawn; empty, too_long, not_text (422).
    """
    application = lock(application)
    refuse_if(joining.may_decide(Applying(application.state)))
    account = new_account(application.email or "", at)
    member = Member.objects.create(
        organisation_id=application.organisation_id,
        account=account,
        name=clean(name, 40),
        profession=Profession(profession).value,
        roles=[role.value for role in Role if role in set(roles)],
        standing=Standing.LEARNING,
        languages=application.languages,
        phone=application.phone,
        phone_blind=bytes(application.phone_blind),
        joined_at=at,
    )
    Credential.objects.filter(application=application).update(member=member)
    save(application, state=Applying.TAKEN_ON, member=member, screener=by, decided_at=at)
    settle_notices(application.pk, at=at)
    record("application.taken_on", about=application, by=by, at=at, member=member.pk)
    record("member.added", about=member, by=by, at=at, profession=member.profession, roles=member.roles)
    return member


@action
def choose_login(*, application: Application, username: str, password: str, by: Application, at: datetime) -> Account:
    """Her user name and password, on her first visit after she was taken on. Only she who holds the link can.

    Refused: not_taken_on, account_open, name_taken; bad_user_name, weak_password (422).
    """
    application = lock(application)
    member = application.member
    if application.state != Applying.TAKEN_ON or member is None:
        raise Refused(NOT_TAKEN_ON)
    account = lock(member.account)
    if has_login(account):
        raise Refused(HAS_ACCOUNT)
    account = set_login(account, username, password)
    record("account.opened", about=application, by=by, at=at, account=account.pk)
    return account


@action
def use_account(*, application: Application, account: Account, by: Application, at: datetime) -> Member:
    """Her place belongs to the account that she has already, from another organisation. Twice is once.

    The account that was opened for the place and never used goes, and so does every link that would have opened it.
    Refused: not_taken_on, account_open, not_active, already_member, place_closed.
    """
    application = lock(application)
    if application.state != Applying.TAKEN_ON or application.member is None:
        raise Refused(NOT_TAKEN_ON)
    member = lock(application.member)
    if member.account_id == account.pk:
        return member
    blank, account = lock(member.account), lock(account)
    if has_login(blank):
        raise Refused(HAS_ACCOUNT)
    if not (member.active and account.is_active):
        raise Refused(places.NOT_ACTIVE)
    other = Member.objects.filter(organisation=member.organisation_id, account=account).first()
    if other is not None:
        raise Refused(_named(HERE_ALREADY if other.active else HERE_ONCE, member, account))
    try:
        with transaction.atomic():
            save(member, account=account)
    except IntegrityError as error:  # a place was given to it in this moment
        raise Refused(_named(HERE_ALREADY, member, account)) from error
    Invitation.objects.filter(member=member, used_at=None, dropped_at=None).update(dropped_at=at)
    blank.delete()
    record("account.bound", about=application, by=by, at=at, account=account.pk, member=member.pk)
    return member


def _named(finding: Finding, member: Member, account: Account) -> Finding:
    said: dict[str, object] = {"username": account.username, "organisation": member.organisation.name}
    return Finding(finding.code, finding.sentence, said, finding.next_step)
