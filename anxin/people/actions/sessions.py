"""Signing in and out, and being locked out: events of the member, without address, device or name that was tried."""

from datetime import datetime, timedelta

from anxin.core.action import action
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.core.models import Event
from anxin.people.models import Account, Member

LOCKED = "member.locked_out"


@action
def signed_in(*, account: Account, at: datetime) -> int:
    """She signed in on a page; each of her organisations records it. How many."""
    members = _members(account)
    for member in members:
        record("member.signed_in", about=member, by=member, at=at)
    return len(members)


@action
def signed_out(*, account: Account, at: datetime) -> int:
    """She signed out. How many organisations recorded it."""
    members = _members(account)
    for member in members:
        record("member.signed_out", about=member, by=member, at=at)
    return len(members)


@action
def locked_out(*, username: str, lasts: timedelta, at: datetime) -> int:
    """Somebody tried her name too often. Recorded once for each lock, however often it is tried meanwhile."""
    account = Account.objects.filter(username=username).first()
    members = _members(account) if account else []
    known = Event.objects.filter(about_id__in=[member.pk for member in members], name=LOCKED, at__gt=at - lasts)
    if known.exists():
        return 0
    for member in members:
        record(LOCKED, about=member, by=MACHINE, at=at)
    return len(members)


def _members(account: Account) -> list[Member]:
    return list(Member.objects.filter(account=account, active=True).order_by("id"))
