"""Members: their place in an organisation, and what they are trusted with there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.kinds import Profession, Role
from anxin.people.models import Account, Member, Organisation
from anxin.people.rules import places


@action
def add_member(
    *,
    organisation: Organisation,
    account: Account,
    name: str,
    profession: Profession,
    roles: Iterable[Role] = (),
    by: Actor,
    at: datetime,
) -> Member:
    """Give `account` a place in `organisation`; `name` is what residents and colleagues read.

    Refused: already_member; empty, too_long, not_text (422).
    """
    member = Member(
        organisation=organisation,
        account=account,
        name=clean(name, 40),
        profession=Profession(profession).value,
        roles=_codes(roles),
        joined_at=at,
    )
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(places.ALREADY_MEMBER) from error
    record("member.added", about=member, by=by, at=at, profession=member.profession, roles=member.roles)
    return member


@action
def change_roles(*, member: Member, roles: Iterable[Role], by: Actor, at: datetime) -> Member:
    """What `member` is trusted with from now on: exactly `roles`. Refused: own_roles."""
    member = lock(member)
    refuse_if(places.may_change_roles(own=by.pk == member.pk))
    before = member.roles
    save(member, roles=_codes(roles))
    record(
        "member.roles_changed", about=member, by=by, at=at, rings=_bell_of(member), before=before, after=member.roles
    )
    return member


@action
def deactivate_member(*, member: Member, by: Actor, at: datetime) -> Member:
    """Close her place: from now on no page, stream or token opens anything of this organisation to her.

    Refused: own_place, not_active.
    """
    member = lock(member)
    refuse_if(places.may_deactivate(own=by.pk == member.pk, active=member.active))
    save(member, active=False)
    record("member.deactivated", about=member, by=by, at=at, rings=_bell_of(member))
    return member


def _codes(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in Role if role in set(roles)]


def _bell_of(member: Member) -> tuple[bell.Topic, ...]:
    return (bell.topic("member", member.pk),)
