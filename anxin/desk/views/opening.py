"""Opening and closing the desk for a while: the form, what is ahead, and taking it back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee, opening_in
from anxin.campaigns.models import Campaign, Opening
from anxin.campaigns.queries import openings_ahead
from anxin.campaigns.rules.hours import closes_next, is_open, opens_next
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.desk.actions.opening import close_desk, open_desk, take_back_opening
from anxin.desk.views.queue import refusal_of
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.models import Member

CHOICES = [("close", gettext_lazy("Close it: nobody is there")), ("open", gettext_lazy("Open it: somebody is there"))]
MOMENT = {"type": "datetime-local"}


class OpeningForm(forms.Form):
    """What, from when, until when, and why, in words that residents read."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=CHOICES, widget=forms.RadioSelect)
    begins = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Left empty: from now on."),
        widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
    )
    ends = forms.DateTimeField(
        label=gettext_lazy("Until"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, as residents will read it"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def hours(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a POST opens or closes the desk."""
    campaign, member = campaign_to_oversee(request, slug)
    at = clock.now()
    if request.method != "POST":
        return _page(request, campaign, at, _fresh(campaign, at))
    with timezone.override(campaign.tz):  # a time typed into a form is a time in the campaign's zone
        form = OpeningForm(request.POST)
        valid = form.is_valid()
    if not valid:
        return _page(request, campaign, at, form, status=422)
    try:
        _write(campaign, member, form.cleaned_data, at)
    except Refused as refused:
        return _page(request, campaign, at, form, refused)
    return redirect("desk_hours", slug)


def _write(campaign: Campaign, member: Member, typed: dict[str, Any], at: datetime) -> None:
    verb = open_desk if typed["kind"] == "open" else close_desk
    begins = max(typed["begins"] or at, at)
    verb(campaign=campaign, begins_at=begins, ends_at=typed["ends"], reason=typed["reason"], by=member, at=at)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def take_back(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Undo one of them."""
    campaign, member = campaign_to_oversee(request, slug)
    opening = opening_in(campaign, id)
    try:
        take_back_opening(opening=opening, by=member, at=clock.now())
    except Refused as refused:
        return _page(request, campaign, clock.now(), _fresh(campaign, clock.now()), refused)
    messages.success(request, _("Taken back. The usual hours hold again."))
    return redirect("desk_hours", slug)


def _fresh(campaign: Campaign, at: datetime) -> OpeningForm:
    kind = "close" if is_open(campaign.service_hours, at) else "open"
    return OpeningForm(initial={"kind": kind, "ends": (at + timedelta(hours=1)).astimezone(campaign.tz)})


def _page(
    request: HttpRequest, campaign: Campaign, at: datetime, form: OpeningForm, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    usual = campaign.service_hours
    there, until = is_open(usual, at), closes_next(usual, at)
    back = opens_next(usual, at)
    context = {
        "now": at,
        "form": form,
        "refusal": refusal_of(refused),
        "open": there,
        "until": said(until, at, campaign) if until else "",
        "back": said(back, at, campaign) if back and not there else "",
        "openings": [_line(each, campaign, at) for each in openings_ahead(campaign, at)],
    }
    return show(request, campaign, "desk/hours.html", context, refused.status if refused else status)


def _line(opening: Opening, campaign: Campaign, at: datetime) -> dict[str, Any]:
    return {
        "id": opening.pk,
        "opens": opening.opens,
        "running": opening.begins_at <= at,
        "begins": said(opening.begins_at, at, campaign),
        "ends": said(opening.ends_at, at, campaign),
        "reason": opening.reason,
        "by": opening.by.name,
    }
