"""Messages of notices: queued with them, in the same transaction, each with a job for what leaves the house."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from anxin.core.action import action
from anxin.core.event import record
from anxin.core.jobs import REACH, app
from anxin.people.models import Delivery, Member, Notice, PushAddress, Reach
from anxin.people.reach import hours
from anxin.people.reach.way import Sent, Way, What
from anxin.people.rules.reach import ALL_WAYS, Reachable, ways

STILL_RINGING = timedelta(minutes=15)  # phones that rang longer ago are not told that it is in hand
KEPT = timedelta(days=90)
CALLS = "people.deliver"


def queue_deliveries(
    notices: Sequence[Notice],
    *,
    at: datetime,
    urgent: bool,
    danger: bool = False,
    allowed: Mapping[UUID, Collection[Way]] | None = None,
) -> None:
    """One message for each of `notices`, way and browser, with a job for each that leaves the house.

    `allowed` names the ways by member. A page or a mail about the same open notice is not sent a second time.
    """
    members = {row.member_id: row.member for row in notices}
    addresses, reaches = _addresses(members.values()), {row.pk: row for row in Reach.objects.filter(pk__in=members)}
    there = set() if danger else hours.there([key for key in members if _has_more(members[key], addresses)], at)
    told = set(Delivery.objects.filter(notice__in=notices, way__in=[Way.PAGE, Way.EMAIL]).values_list("notice", "way"))
    rows = []
    for notice in notices:
        member = notice.member
        her = _reachable(member, reaches.get(member.pk), addresses, there=member.pk in there)
        for way in ways(her, urgent=urgent, danger=danger, allowed=(allowed or {}).get(member.pk, ALL_WAYS)):
            if (notice.pk, way) not in told:
                rows += _messages(member, way, addresses, at=at, notice=notice)
    send_off(rows)


def _reachable(
    member: Member, reach: Reach | None, addresses: Mapping[UUID, list[PushAddress]], *, there: bool
) -> Reachable:
    reach = reach or Reach()
    return Reachable(
        has_push=bool(addresses.get(member.account_id)),
        has_email=settings.EMAIL_ON and bool(member.account.email),
        push=reach.push,
        email=reach.email,
        only_urgent=reach.only_urgent,
        there=there,
    )


def _has_more(member: Member, addresses: Mapping[UUID, list[PushAddress]]) -> bool:
    return member.account_id in addresses or (settings.EMAIL_ON and bool(member.account.email))


def _addresses(members: Collection[Member]) -> dict[UUID, list[PushAddress]]:
    found: dict[UUID, list[PushAddress]] = {}
    for row in PushAddress.objects.filter(account__in=[m.account_id for m in members], ended_at=None).order_by("id"):
        found.setdefault(row.account_id, []).append(row)
    return found


def _messages(
    member: Member, way: Way, addresses: Mapping[UUID, list[PushAddress]], *, at: datetime,
    notice: Notice | None = None, what: What = What.CALL,
) -> list[Delivery]:  # fmt: skip
    to: Sequence[PushAddress | None] = addresses.get(member.account_id, []) if way == Way.PUSH else [None]
    return [
        Delivery(organisation_id=member.organisation_id, member=member, notice=notice, what=what, way=way,
                 push_address=address, made_at=at)
        for address in to
    ]  # fmt: skip


def send_off(rows: Sequence[Delivery]) -> None:
    """Write `rows` and queue a job for each that leaves the house. A browser that failed before comes last."""
    Delivery.objects.bulk_create(rows)
    for row in rows:
        if row.way != Way.PAGE:
            queue_job(row)


def queue_job(row: Delivery, after: timedelta | None = None) -> None:
    """Queue one more try, in the caller's transaction."""
    failures = row.push_address.failures if row.push_address else 0
    # One at a time for each browser: one that hangs takes up one place, not all of them.
    whose = f"reach:{row.push_address_id or row.member_id}"
    job = app.configure_task(
        CALLS,
        queue=REACH,
        lock=whose,
        priority=-min(failures, 20),
        schedule_in={"seconds": after.seconds} if after else None,
    )
    job.defer(delivery=str(row.pk))


@action
def send_test(*, member: Member, by: Member, at: datetime) -> list[Delivery]:
    """A message to herself by everything that she has, at any hour."""
    addresses = _addresses([member])
    her = _reachable(member, None, addresses, there=True)
    by_ways = [way for way in ways(her, urgent=True, danger=True) if way != Way.PAGE]
    rows = [row for way in by_ways for row in _messages(member, way, addresses, at=at, what=What.TEST)]
    send_off(rows)
    record("reach.tested", about=member, by=by, at=at, messages=len(rows))
    return rows


def drop_deliveries(notices: Collection[UUID], *, at: datetime, tell: bool = False) -> None:
    """Messages about `notices` that are under way are not needed; with `tell`, phones that rang are told so."""
    about = Delivery.objects.filter(notice__in=notices)
    about.filter(state=Sent.WAITING).update(state=Sent.NOT_NEEDED, ended_at=at)
    if not tell:
        return
    rang = about.filter(
        Q(state__in=[Sent.SENT, Sent.ARRIVED]), way=Way.PUSH, what=What.CALL, made_at__gt=at - STILL_RINGING,
        push_address__ended_at=None, push_address__isnull=False,
    ).select_related("push_address")  # fmt: skip
    tell_in_hand(rang, at=at)


def tell_in_hand(rang: Iterable[Delivery], *, at: datetime) -> None:
    """Phones that rang are told once that somebody has it in hand, in place of the call."""
    once = {row.push_address_id: row for row in rang if row.way == Way.PUSH}
    send_off(
        [
            Delivery(
                organisation_id=row.organisation_id, member_id=row.member_id, notice_id=row.notice_id,
                what=What.IN_HAND, way=Way.PUSH, push_address=row.push_address, made_at=at,
            )
            for row in once.values()
        ]
    )  # fmt: skip


def forget_deliveries(at: datetime, most: int = 50_000) -> int:
    """Drop the log of messages that is older than 90 days, and browsers that ended so long ago; how many messages."""
    old = Delivery.objects.filter(made_at__lt=at - KEPT).order_by("made_at").values("pk")[:most]
    gone = Delivery.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
    PushAddress.objects.filter(ended_at__lt=at - KEPT).delete()
    return gone
