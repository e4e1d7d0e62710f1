"""Notices: what a member has to know now. They carry a code and an id; the page, the phone and the mail find the words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.people.actions.deliveries import drop_deliveries, queue_deliveries
from anxin.people.models import Member, Notice
from anxin.people.reach.way import Way


@action
def notify(member: Member, code: str, about: UUID, *, at: datetime, urgent: bool = False) -> bool:
    """Tell `member` about the thing with the id `about`; True if it is news to her.

    While she has not seen it, telling it again changes nothing, except that it can become urgent. Beside the page it goes
    by the ways she chose, in her hours. No event of its own: it follows from one, and the row is its record.
    """
    open_now, news = _open([member], code, about, urgent=urgent, at=at)
    if news:
        queue_deliveries([open_now[member.pk]], at=at, urgent=urgent)
        bell.ring(bell.topic("member", member.pk), urgent=urgent)
    return bool(news)


@action
def call_people(members: Mapping[Member, Collection[Way]], code: str, about: UUID, *, at: datetime) -> int:
    """Call `members` to danger, each by all she has of these ways, at any hour; how many were called.

    Who was called before and has not seen it is called again, but by e-mail only once. One rung of a ladder, called by
    the desk's own action, whose event is the record.
    """
    open_now, _ = _open(list(members), code, about, urgent=True, at=at)
    rows = list(open_now.values())
    queue_deliveries(rows, at=at, urgent=True, danger=True, allowed={m.pk: ways for m, ways in members.items()})
    bell.ring(*(bell.topic("member", key) for key in sorted(open_now)), urgent=True)
    return len(rows)


def _open(
    members: Sequence[Member], code: str, about: UUID, *, urgent: bool, at: datetime
) -> tuple[dict[UUID, Notice], set[UUID]]:
    """The open notice of each of `members` about it, made where she has none; and to whom it is news."""
    fresh = [
        Notice(organisation_id=m.organisation_id, member=m, code=code, about_id=about, urgent=urgent, made_at=at)
        for m in sorted(members, key=lambda each: each.pk)
    ]
    # INSERT … ON CONFLICT DO NOTHING: the caller's transaction stays whole where she has it already.
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = Notice.objects.filter(member__in=members, code=code, about_id=about, seen_at=None)
    found = {row.member_id: row for row in rows.select_related("member")}
    made = {row.pk for row in fresh}
    news = {key for key, row in found.items() if row.pk in made}
    if urgent and any(not row.urgent for row in found.values()):
        calm = [row for row in found.values() if not row.urgent]
        Notice.objects.filter(pk__in=[row.pk for row in calm], seen_at=None).update(urgent=True)
        for row in calm:
            row.urgent = True
            news.add(row.member_id)
    return found, news


@action
def see_notice(*, notice: Notice, by: Member, at: datetime) -> Notice:
    """She has seen it. Seeing it again changes nothing."""
    notice = lock(notice)
    if notice.seen_at is None:
        save(notice, seen_at=at)
        drop_deliveries([notice.pk], at=at)
        ring = bell.topic("member", notice.member_id)
        record("notice.seen", about=notice, by=by, at=at, rings=[ring], code=notice.code)
    return notice


@action
def settle_notices(about_id: UUID, *, at: datetime, code: str = "", member: Member | None = None) -> int:
    """The thing with this id is in hand: nobody (or not `member`) needs to look at it any more, or only not at what
    `code` says of it.

    What is still under way to them is not sent; phones that already rang are told. Gives how many notices were open.
    """
    waiting = Notice.objects.select_for_update().filter(about_id=about_id, seen_at=None).order_by("id")
    waiting = waiting.filter(code=code) if code else waiting
    waiting = waiting.filter(member=member) if member is not None else waiting
    rows = list(waiting.values_list("id", "member_id"))
    if rows:
        keys = [key for key, _ in rows]
        Notice.objects.filter(pk__in=keys).update(seen_at=at)
        drop_deliveries(keys, at=at, tell=not code)
        bell.ring(*sorted({bell.topic("member", member_id) for _, member_id in rows}))
    return len(rows)
