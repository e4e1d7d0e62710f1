"""What attendance brings about in the hours ledger, and what goes when a member leaves; each may run twice."""

from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.jobs import DEFAULT, RETRY, app
from anxin.core.models import Event
from anxin.people.actions.hours import count_hours
from anxin.people.models import Member
from anxin.rota.models import Attendance, Availability, CallAnswer, FeedKey, Wish


@app.task(queue=DEFAULT, retry=RETRY)
def count_attendance(event: int) -> None:
    """She went off duty: the time she was there counts as hours of service."""
    row = Attendance.objects.select_related("member", "campaign").get(pk=Event.objects.get(pk=event).about_id)
    if row.out_at is None:
        return
    minutes = int((row.out_at - row.in_at).total_seconds() // 60)
    count_hours(
        member=row.member, begins_at=row.in_at, minutes=minutes, what=row.campaign.name, origin=row.pk, by=MACHINE,
        at=clock.now(),
    )  # fmt: skip


@app.task(queue=DEFAULT, retry=RETRY)
def forget_wishes_of(event: int) -> None:
    """She left: what she said she can and wishes, and the addresses of her calendar, go."""
    member = Member.objects.get(pk=Event.objects.get(pk=event).about_id)
    for rows in (Availability, CallAnswer, Wish, FeedKey):
        rows.objects.filter(member=member).delete()
