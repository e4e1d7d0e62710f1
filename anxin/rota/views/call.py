"""Asking members when they can: the call, who answered, and who can when."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.models import Member
from anxin.rota.access import call_in
from anxin.rota.actions.call import close_call, is_open, open_call, remind
from anxin.rota.calls import asked, calls_of, kinds_of, said_of
from anxin.rota.cover_forms import CLOCK, Plain
from anxin.rota.models import AvailabilityCall
from anxin.rota.show import person
from anxin.rota.views.cover import as_context
from anxin.rota.views.matrix import matrix

Context = dict[str, Any]
DAY = {"type": "date"}
USUAL_DAYS = 14


class CallForm(Plain):
    """For which days, until when."""

    first_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=gettext_lazy("Answers until"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    hour = forms.TimeField(label=gettext_lazy("at"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    text = forms.CharField(
        label=gettext_lazy("What you want to say with it"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def read(self, campaign: Campaign) -> Context:
        """As the action takes it."""
        said = self.cleaned_data
        return {"first_on": said["first_on"], "last_on": said["last_on"], "text": said["text"],
                "closes_at": datetime.combine(said["until"], said["hour"], campaign.tz)}  # fmt: skip


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """The page: the newest call, or the one that `?call=` names; opening one."""
    campaign, member = campaign_to_oversee(request, slug)
    if request.method != "POST":
        return page(request, campaign)
    form = CallForm(request.POST)
    if not form.is_valid():
        return page(request, campaign, form=form, status=422)
    try:
        open_call(campaign=campaign, **form.read(campaign), by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, form=form, refused=refused)
    messages.success(request, _("Everybody was told. Send the link where they read most."))
    return redirect("rota_call", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def remind_all(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Remind those who have not answered."""
    campaign, member = campaign_to_oversee(request, slug)
    try:
        count = remind(call=call_in(campaign, id), by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, refused=refused)
    messages.success(request, _("%(count)s people were reminded.") % {"count": count})
    return redirect("rota_call", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def close(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take no more answers."""
    campaign, member = campaign_to_oversee(request, slug)
    close_call(call=call_in(campaign, id), by=member, at=clock.now())
    return redirect("rota_call", slug)


def page(
    request: HttpRequest, campaign: Campaign, *, form: CallForm | None = None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with a refusal, and what was typed, where there is one."""
    at = clock.now()
    calls = calls_of(campaign)
    shown = next((each for each in calls if str(each.pk) == request.GET.get("call")), calls[0] if calls else None)
    context: Context = {
        "now": at,
        "calls": [
            {"id": each.pk, "first": each.first_on, "last": each.last_on, "active": each == shown} for each in calls
        ],
        "form": form or CallForm(initial=first_days(campaign, at)),
        "opened": form is not None or not calls,
        "shown": about(shown, campaign, at) if shown else None,
        "link": request.build_absolute_uri(f"/rota/{campaign.slug}/when"),
        "refusal": as_context(refused),
    }
    return show(request, campaign, "rota/call.html", context, refused.status if refused else status)


def about(call: AvailabilityCall, campaign: Campaign, at: datetime) -> Context:
    """One call: who answered, who did not, and what they said."""
    call.campaign = campaign
    people = asked(call)
    answers = {each.member_id: each for each in call.answers.all()}
    days = [call.first_on + timedelta(days=n) for n in range((call.last_on - call.first_on).days + 1)]
    kinds = kinds_of(campaign)
    said_all = said_of(campaign, call.first_on, call.last_on)
    begun = {who for who, _day, _kind in said_all} - set(answers)
    notes = [{"person": person(each), "note": answers[each.pk].note} for each in people if _note(answers, each)]
    return {
        "id": call.pk,
        "first": call.first_on,
        "last": call.last_on,
        "text": call.text,
        "open": is_open(call, at),
        "closes": said(call.closes_at, at, campaign),
        "closed": said(min(call.closed_at or call.closes_at, call.closes_at), at, campaign),
        "reminded": said(call.reminded_at, at, campaign) if call.reminded_at else "",
        "answered": [person(each) for each in people if each.pk in answers],
        "begun": [person(each) for each in people if each.pk in begun],
        "missing": [person(each) for each in people if each.pk not in answers and each.pk not in begun],
        "count": len(people),
        "notes": notes,
        "matrix": matrix(people, days, kinds, said_all, set(answers)),
        "kinds": kinds,
    }


def _note(answers: dict[UUID, Any], member: Member) -> str:
    return answers[member.pk].note or "" if member.pk in answers else ""


def first_days(campaign: Campaign, at: datetime) -> Context:
    """What the form begins with: the two weeks from tomorrow's next Monday on, within the service; answers by the eve."""
    today: date = at.astimezone(campaign.tz).date()
    first = max(campaign.starts_on, today + timedelta(days=7 - today.weekday()))
    first = min(first, campaign.ends_on)
    last = min(first + timedelta(days=USUAL_DAYS - 1), campaign.ends_on)
    until = max(today, first - timedelta(days=2))
    return {"first_on": first, "last_on": last, "until": until, "hour": "20:00"}
