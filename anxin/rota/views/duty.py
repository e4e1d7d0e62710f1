"""On duty: my shifts, coming, who is there; for coordinators, putting people on and entering shifts. Going is the desk's."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import OVERSEES, campaign_for_staff, campaign_to_oversee, campaigns_of
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show, to_one_of
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.access import members_of
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR, STAFF
from anxin.people.models import Member
from anxin.rota.access import day_in, participant, slot_in
from anxin.rota.actions import check_in, check_out, enter_slot, remove_slot
from anxin.rota.actions.draft import ANYWAY
from anxin.rota.coming import opens_for
from anxin.rota.forms import SlotForm
from anxin.rota.models import Attendance, Slot
from anxin.rota.queries import attendance_of, on_duty, people_of, slot_at, slots_between, slots_of
from anxin.rota.show import by_profession, person, shift_of

DAYS = 7


@never_cache
@door(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """To the shifts of the service she works in; a choice where there are several."""
    return to_one_of(request, campaigns_of(members_of(request)), "duty_of")


@never_cache
@door(STAFF)
def duty(request: HttpRequest, slug: str) -> HttpResponse:
    """My shifts, and who is there; `?day=` is the day whose shifts a coordinator sees."""
    campaign, member = campaign_for_staff(request, slug)
    return page(request, campaign, member)


@require_POST
@door(STAFF)
def come(request: HttpRequest, slug: str) -> HttpResponse:
    """Check in."""
    campaign, member = campaign_for_staff(request, slug)
    try:
        check_in(campaign=campaign, member=member, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, member, refused=refused)
    return back(request, campaign)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def put_on(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put somebody on duty."""
    campaign, member = campaign_to_oversee(request, slug)
    colleague = participant(campaign, id)
    check_in(campaign=campaign, member=colleague, by=member, at=clock.now())
    return back(request, campaign)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def take_off(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take somebody off duty."""
    campaign, member = campaign_to_oversee(request, slug)
    attendance = attendance_of(campaign, participant(campaign, id))
    if attendance is not None:
        check_out(attendance=attendance, by=member, at=clock.now())
        words = _("%(name)s is off duty. What waited for an answer goes back to the queue.")
        messages.success(request, words % {"name": attendance.member.name})
    return back(request, campaign)


@door(COORDINATOR_OR_SUPERVISOR)
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a shift by hand; a refusal comes back with what was typed."""
    campaign, member = campaign_to_oversee(request, slug)
    if request.method != "POST":
        return redirect("duty_of", slug)
    at = clock.now()
    day = day_in(campaign, request.POST.get("day", ""), at)
    form = SlotForm(request.POST, people=people_of(campaign))
    if not form.is_valid():
        return page(request, campaign, member, day=day, form=form, status=422)
    begins, ends = form.stretch(campaign, day.date())
    colleague = participant(campaign, UUID(form.cleaned_data["member"]))
    try:
        enter_slot(
            campaign=campaign, member=colleague, begins_at=begins, ends_at=ends,
            anyway=request.POST.get("anyway") == "1", by=member, at=at,
        )  # fmt: skip
    except Refused as refused:
        return page(request, campaign, member, day=day, form=form, refused=refused)
    return redirect(f"{reverse('duty_of', args=[slug])}?day={day:%Y-%m-%d}#slots")


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def remove(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take a shift off the rota."""
    campaign, member = campaign_to_oversee(request, slug)
    slot = slot_in(campaign, id)
    begins = slot.begins_at.astimezone(campaign.tz)
    remove_slot(slot=slot, by=member, at=clock.now())
    return redirect(f"{reverse('duty_of', args=[slug])}?day={begins:%Y-%m-%d}#slots")


def back(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """To the page the button stood on, where that is one of ours; else to the shifts."""
    place = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, allowed_hosts=None) and place.startswith("/")
    return redirect(place if ours else reverse("duty_of", args=[campaign.slug]))


def page(
    request: HttpRequest, campaign: Campaign, member: Member, *, day: datetime | None = None, form: Any = None,
    refused: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with a refusal, and what was typed, where there is one."""
    at = clock.now()
    day = day or day_in(campaign, request.GET.get("day", ""), at)
    there = on_duty(campaign)
    attendance = next((each for each in there if each.member_id == member.pk), None)
    oversees = member.holds(*OVERSEES)
    context: dict[str, Any] = {
        "now": at,
        "shift": shift_of(attendance, slot_at(campaign, [member.pk], at).get(member.pk), at),
        "mine": slots_of(member, campaign, at),
        "opens": None if attendance else opens_for(campaign, member, at),
        "there": by_profession(campaign, there),
        "oversees": oversees,
        "member_id": member.pk,
        "here": reverse("duty_of", args=[campaign.slug]),
        "stream_url": f"/live/desk/{campaign.slug}",
        "refusal": None,
    }
    if refused is not None:
        context["refusal"] = {
            "sentence": sentence(refused.finding),
            "next_step": next_step(refused.finding),
            "anyway": refused.finding.next_step == ANYWAY,
        }
        status = refused.status
    if oversees:
        context |= for_coordinators(campaign, there, day, at, form)
    return show(request, campaign, "rota/duty.html", context, status)


def for_coordinators(
    campaign: Campaign, there: list[Attendance], day: datetime, at: datetime, form: Any
) -> dict[str, Any]:
    """Everyone with a button, the shifts of a day, and the form to enter one."""
    people = people_of(campaign)
    present = {each.member_id: each for each in there}
    expected = slot_at(campaign, [each.pk for each in people], at)
    slots: list[Slot] = slots_between(campaign, day, day + timedelta(days=1))
    start = at.astimezone(campaign.tz)
    days = [start + timedelta(days=ahead) for ahead in range(DAYS)]
    return {
        "people": [
            {"person": person(each), "attendance": present.get(each.pk), "slot": expected.get(each.pk)}
            for each in people
        ],
        "day": day,
        "days": [{"day": each, "value": f"{each:%Y-%m-%d}", "active": each.date() == day.date()} for each in days],
        "slots": [{"slot": slot, "person": person(slot.member)} for slot in slots],
        "form": form or SlotForm(people=people, initial={"begins": "08:00", "ends": "12:00"}),
    }
