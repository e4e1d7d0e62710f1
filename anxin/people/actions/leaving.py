"""Leaving, by her own wish: her place is closed, and what is hers goes.

What stays is her row without a name that could tell who she was (shifts, answers and hours of others hang on it), the dates
and minutes she served (as nobody's), certificates that were given out (their numbers stay checkable while she wants it),
and the chain of events, which holds ids and codes only.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.files import vault
from anxin.core.refusal import refuse_if
from anxin.people.actions.applying import erase_application
from anxin.people.actions.notices import settle_notices
from anxin.people.kinds import Role, Standing
from anxin.people.models import (
    Account,
    Application,
    Attempt,
    Certificate,
    Credential,
    EmergencyContact,
    HoursEntry,
    Invitation,
    LessonRead,
    Member,
    Notice,
    Pause,
    Pledge,
    PushAddress,
    Reach,
    Token,
)
from anxin.people.queries import active_with
from anxin.people.rules.certificate import masked
from anxin.people.rules.pause import may_leave


@action
def leave(*, member: Member, keep_certificates: bool, by: Member, at: datetime) -> Member:
    """Leave for good. Her shifts become free and what she had in hand goes back, as soon as this is done.

    Personal data is erased at once; with `keep_certificates` the numbers of certificates in her hands stay checkable, under
    her masked name. Refused: has_left, last_coordinator.
    """
    lock(member.organisation)  # two last coordinators come one after the other
    member = lock(member)
    others = [each for each in active_with(member.organisation_id, Role.COORDINATOR) if each.pk != member.pk]
    refuse_if(
        may_leave(
            active=member.active, standing=Standing(member.standing), coordinates=member.holds(Role.COORDINATOR),
            others_do=bool(others),
        )
    )  # fmt: skip
    for row in Certificate.objects.filter(member=member):
        withdrawn = row.withdrawn_at or (None if keep_certificates else at)
        save(row, name=masked(row.name or ""), withdrawn_at=withdrawn)
    _erase_papers(member)
    _erase_rows(member, at)
    _close_account(member)
    save(
        member, active=False, standing=Standing.LEFT, left_at=at, roles=[], languages=[], phone=None, phone_blind=None,
        experienced=None, name=gettext("former member"),
    )  # fmt: skip
    record("member.left", about=member, by=by, at=at, rings=[bell.topic("member", member.pk)], kept=keep_certificates)
    return member


def _erase_papers(member: Member) -> None:
    """Credentials with their photos; the files go when it is certain that she left."""
    rows = Credential.objects.filter(member=member)
    places = [place for place in rows.values_list("file", flat=True) if place]
    for key in rows.values_list("pk", flat=True):
        settle_notices(about_id=key, at=member.joined_at)
    rows.delete()
    for place in places:
        transaction.on_commit(partial(vault.drop, place))


def _erase_rows(member: Member, at: datetime) -> None:
    """What only tells of her. Hours stay as minutes of the house; what she wrote about them goes."""
    for rows in (EmergencyContact, Pause, Attempt, LessonRead, Pledge, Reach, Invitation, Notice):
        rows.objects.filter(member=member).delete()
    HoursEntry.objects.filter(member=member).update(what="", reason="")
    HoursEntry.objects.filter(member=member, state="waiting").delete()
    for application in Application.objects.filter(member=member):
        erase_application(application=application, at=at)


def _close_account(member: Member) -> None:
    """The account goes with its last place: nobody signs in to it, and its name, mail and keys are gone."""
    account = lock(member.account)
    if Member.objects.filter(account=account, active=True).exclude(pk=member.pk).exists():
        return
    Token.objects.filter(account=account).delete()
    PushAddress.objects.filter(account=account).delete()
    _second_factors(account)
    account.set_unusable_password()
    save(account, username=f"+{account.pk.hex}", email="", is_active=False, password=account.password, language="")


def _second_factors(account: Account) -> None:
    account.authenticator_set.all().delete()  # type: ignore[attr-defined]
