"""Trying to send a message: taken in hand by one worker at a time, and written down as it went."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from anxin.core.action import action, save
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.people.actions.deliveries import queue_job, tell_in_hand
from anxin.people.models import Delivery, Member, PushAddress
from anxin.people.reach.kinds.result import Result
from anxin.people.reach.way import Sent, Way, What
from anxin.people.rules.trying import MOST_SILENCES, MOST_TRIES, wait_after

LEASE = timedelta(seconds=12)  # longer than a try may take, shorter than a dead worker is waited for
SILENT = timedelta(days=7)


@action
def begin_delivery(*, id: UUID, at: datetime) -> Delivery | None:
    """Take a message in hand, for 12 seconds; None where it was sent, is not needed, or another has it in hand."""
    rows = Delivery.objects.select_related("notice", "member__account", "push_address")
    row = rows.select_for_update(of=("self",), no_key=True).filter(pk=id, state=Sent.WAITING).first()
    if row is None or (row.tried_at is not None and row.tried_at + LEASE > at):
        return None
    settled = row.what == What.CALL and (row.notice is None or row.notice.seen_at is not None)
    left = not (row.member.active and row.member.account.is_active)
    unsubscribed = row.way == Way.PUSH and (row.push_address is None or row.push_address.ended_at is not None)
    if settled or left or unsubscribed:
        save(row, state=Sent.NOT_NEEDED, ended_at=at, fault="left" if left else "gone" if unsubscribed else "")
        return None
    save(row, tried_at=at, tries=row.tries + 1)
    return row


@action
def end_delivery(*, delivery: Delivery, result: Result, at: datetime) -> Delivery:
    """Write down how a try went; what may still arrive is tried again, later and later. The row is its own record,
    except where a browser is given up: that is an event of its member."""
    rows = Delivery.objects.select_related("member", "push_address").select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=delivery.pk)
    if row.state == Sent.ARRIVED:
        return row  # her browser was quicker than its service's answer to us
    if row.push_address is not None:
        _mark(row.push_address, result, row.member, at)
    if result.again and row.state == Sent.WAITING and row.tries < MOST_TRIES:
        save(row, tried_at=None, fault=result.fault)
        queue_job(row, wait_after(row.tries, result.retry_after))
    elif result.ok:
        too_late = row.state == Sent.NOT_NEEDED and row.what == What.CALL
        save(row, state=Sent.SENT, fault="", ended_at=at)
        if too_late:  # it was taken in hand while this was on its way
            tell_in_hand([row], at=at)
    elif row.state == Sent.WAITING:
        save(row, state=Sent.GIVEN_UP if result.again else Sent.FAILED, fault=result.fault, ended_at=at)
    return row


def _mark(address: PushAddress, result: Result, member: Member, at: datetime) -> None:
    """A browser that took it works; one that is gone, or was silent for very long, is sent nothing more."""
    if result.ok:
        save(address, worked_at=at, failures=0)
        return
    save(address, failures=min(address.failures + 1, 30_000))
    silent = address.failures >= MOST_SILENCES and (address.worked_at or address.made_at) < at - SILENT
    if (result.gone or silent) and address.ended_at is None:
        save(address, ended_at=at)
        record("push.ended", about=member, by=MACHINE, at=at, address=address.pk, gone=result.gone)


@action
def delivery_arrived(*, id: UUID, at: datetime) -> bool:
    """Her browser says that it showed the message; the row is the record. Saying it twice changes nothing."""
    waiting = Delivery.objects.filter(pk=id, state__in=[Sent.WAITING, Sent.SENT], way=Way.PUSH)
    return bool(waiting.update(state=Sent.ARRIVED, fault="", ended_at=at))


@action
def arrived_on_page(*, notices: Collection[UUID], at: datetime) -> int:
    """An open page of hers shows these notices; how many had not shown before."""
    waiting = Delivery.objects.filter(notice__in=notices, way=Way.PAGE, state=Sent.WAITING)
    return waiting.update(state=Sent.ARRIVED, ended_at=at)
