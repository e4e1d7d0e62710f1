"""Notices: what a member has to know now. They carry a code and an id; the page finds the words."""

from datetime import datetime
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.people.models import Member, Notice


@action
def notify(member: Member, code: str, about: UUID, *, at: datetime, urgent: bool = False) -> bool:
    """Tell `member` about the thing with the id `about`; True if it is news to her.

    While she has not seen it, telling it again changes nothing, except that it can become urgent. No event of its own:
    it follows from one, and the row is its record.
    """
    row = Notice(
        organisation_id=member.organisation_id, member=member, code=code, about_id=about, urgent=urgent, made_at=at
    )
    # INSERT … ON CONFLICT DO NOTHING: the caller's transaction stays whole where she has it already.
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    news = Notice.objects.filter(pk=row.pk).exists()
    if not news and urgent:
        same = Notice.objects.filter(member=member, code=code, about_id=about, seen_at=None, urgent=False)
        news = bool(same.update(urgent=True))
    if news:
        bell.ring(bell.topic("member", member.pk), urgent=urgent)
    return news


@action
def see_notice(*, notice: Notice, by: Member, at: datetime) -> Notice:
    """She has seen it. Seeing it again changes nothing."""
    notice = lock(notice)
    if notice.seen_at is None:
        save(notice, seen_at=at)
        ring = bell.topic("member", notice.member_id)
        record("notice.seen", about=notice, by=by, at=at, rings=[ring], code=notice.code)
    return notice


@action
def settle_notices(about_id: UUID, *, at: datetime, code: str = "") -> int:
    """The thing with this id is in hand: nobody needs to look at it any more, or only not at what `code` says of it.

    Gives how many notices were open.
    """
    waiting = Notice.objects.select_for_update().filter(about_id=about_id, seen_at=None).order_by("id")
    waiting = waiting.filter(code=code) if code else waiting
    rows = list(waiting.values_list("id", "member_id"))
    if rows:
        Notice.objects.filter(pk__in=[key for key, _ in rows]).update(seen_at=at)
        bell.ring(*sorted({bell.topic("member", member_id) for _, member_id in rows}))
    return len(rows)
