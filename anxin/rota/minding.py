"""What the rota minds by itself: who has not come, who should hand over, and hours that have nobody.

The timetable calls these; each tells a thing once, however often it runs.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse

from anxin.campaigns.models import Campaign
from anxin.campaigns.queries import coordinators_of
from anxin.campaigns.rules.hours import spans_of
from anxin.core.words import _
from anxin.people.actions import notify, settle_notices
from anxin.people.models import Member, Notice
from anxin.people.wording import Wording
from anxin.rota.expected import just_over, lacks, not_come, with_a_rota
from anxin.rota.gap_words import SOON, lacks_in_words
from anxin.rota.models import Slot

LATE = timedelta(minutes=10)  # so long after her shift began she is reminded
STILL_LATE = timedelta(minutes=20)  # and so long after, the coordinators
HANDS_OVER = timedelta(minutes=30)  # within which a shift that is over is told
EARLY = time(7)  # the day's gaps are told at seven, or an hour before the service opens
MORNING = timedelta(hours=3)  # for so long: a worker that was down at seven still tells them


def mind_shifts(at: datetime) -> None:
    """Every minute: who has not come is reminded, then the coordinators hear it; whose shift is over is told to hand over."""
    late = list(not_come(at, LATE))
    for slot in _untold(late, "not_checked_in"):
        notify(member=slot.member, code="not_checked_in", about=slot.pk, at=at)
    very_late = [slot for slot in late if at - slot.begins_at >= STILL_LATE]
    for slot in _untold(very_late, "has_not_come"):
        for coordinator in coordinators_of(slot.campaign):
            if coordinator.pk != slot.member_id:
                notify(member=coordinator, code="has_not_come", about=slot.pk, at=at)
    for slot in _untold(list(just_over(at, HANDS_OVER)), "shift_over"):
        notify(member=slot.member, code="shift_over", about=slot.pk, at=at)


def _untold(slots: list[Slot], code: str) -> list[Slot]:
    """Those of `slots` of which nobody was told `code` yet."""
    told = set(
        Notice.objects.filter(code=code, about_id__in=[slot.pk for slot in slots]).values_list("about_id", flat=True)
    )
    return [slot for slot in slots if slot.pk not in told]


def has_come(member: Member, campaign: UUID, at: datetime) -> None:
    """She checked in: nobody needs to know any more that she had not come to a shift that runs now."""
    for slot in Slot.objects.filter(campaign=campaign, member=member, begins_at__lte=at, ends_at__gt=at):
        settle_notices(about_id=slot.pk, at=at)


def mind_cover(at: datetime) -> None:
    """Every few minutes: hours of today that have too few are told in the morning, and two hours before each."""
    for campaign in with_a_rota(at):
        day = at.astimezone(campaign.tz).date()
        found = lacks(campaign, day, at)
        if not found:
            settle_notices(about_id=campaign.pk, at=at, code="gaps_today")
            settle_notices(about_id=campaign.pk, at=at, code="gap_soon")
            continue
        morning = _morning(campaign, day)
        if morning is not None and morning <= at < morning + MORNING:
            _tell(campaign, "gaps_today", since=morning, at=at)
        for lack in found:
            if lack.begins - SOON <= at:
                _tell(campaign, "gap_soon", since=lack.begins - SOON, at=at)


def _morning(campaign: Campaign, day: date) -> datetime | None:
    spans = spans_of(campaign.service_hours, day)
    if not spans:
        return None
    early = datetime.combine(day, EARLY, campaign.tz)
    opens = spans[0][0].astimezone(campaign.tz)
    return early if opens.hour < EARLY.hour + 1 else opens - timedelta(hours=1)


def _tell(campaign: Campaign, code: str, *, since: datetime, at: datetime) -> None:
    """Tell the coordinators who have not been told since then."""
    told = set(
        Notice.objects.filter(code=code, about_id=campaign.pk, made_at__gte=since).values_list("member", flat=True)
    )
    for member in coordinators_of(campaign):
        if member.pk not in told:
            notify(member=member, code=code, about=campaign.pk, at=at)


def _at_slot(page: str) -> Callable[[UUID], str]:
    def url(about: UUID) -> str:
        slug = Slot.objects.filter(pk=about).values_list("campaign__slug", flat=True).first()
        return reverse(page, args=[slug]) if slug else reverse("duty")

    return url


def _day_of(about: UUID) -> str:
    slug = Campaign.objects.filter(pk=about).values_list("slug", flat=True).first()
    return reverse("day", args=[slug]) if slug else reverse("day_home")


def _whose(about: UUID) -> str:
    return Slot.objects.filter(pk=about).values_list("member__name", flat=True).first() or ""


NOTICES = {
    "not_checked_in": Wording(
        _("Your shift has begun. Check in when you are there."), _("Check in"), _at_slot("duty_of"), calm=True
    ),
    "has_not_come": Wording(
        _("Somebody has not come to her shift"), _("Look"), _at_slot("duty_of"), calm=True, said=_whose
    ),
    "shift_over": Wording(
        _("Your shift is over. Hand over what is open, and leave a note for those who come next."),
        _("Hand over"),
        _at_slot("hand_over"),
        calm=True,
    ),
    "gaps_today": Wording(_("Hours of today have too few"), _("Look"), _day_of, calm=True, said=lacks_in_words),
    "gap_soon": Wording(_("Soon there are too few"), _("Look"), _day_of, calm=True, said=lacks_in_words),
}
