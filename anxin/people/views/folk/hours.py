"""Hours: mine by month, and those of the house."""

from datetime import datetime
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

from anxin.core import clock, paging
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.access import home_of
from anxin.people.access_folk import hours_entry, hours_to_take_back, overseer, person_for
from anxin.people.actions.credentials import ZONE, day_of
from anxin.people.actions.hours import decide_hours, enter_hours, take_back_hours
from anxin.people.doors import COORDINATOR, COORDINATOR_OR_SUPERVISOR, STAFF
from anxin.people.forms_folk import HoursForm, Plain
from anxin.people.hours_queries import hours_text, months_of, total_of
from anxin.people.kinds import HoursFrom, HoursState, Role
from anxin.people.models import Certificate, HoursEntry, Member
from anxin.people.views.folk.certificate import CertificateForm
from anxin.people.views.folk.common import page

SIZE = 50
NEWEST = ("-begins_at", "-id")


class NoForm(Plain):
    """Why hours do not count."""

    reason = forms.CharField(
        label=gettext_lazy("Reason, told to her"), max_length=200,
        error_messages={"required": gettext_lazy("Say why, in a few words.")},
    )  # fmt: skip


def entry_row(entry: HoursEntry, me: Member) -> dict[str, Any]:
    """Hours as lists show them."""
    kind, words = {
        HoursState.COUNTED: ("good", _("counts")),
        HoursState.WAITING: ("late", _("waits for a yes")),
        HoursState.REFUSED: ("high", _("does not count")),
    }[HoursState(entry.state)]
    return {
        "id": entry.pk,
        "who": entry.member.name,
        "whose": entry.member_id,
        "begins": entry.begins_at,
        "hours": hours_text(entry.minutes),
        "what": entry.what,
        "chip": {"words": words, "kind": kind},
        "filled": entry.source == HoursFrom.BACK_FILLED,
        "by": entry.entered_by.name if entry.entered_by and entry.entered_by_id != entry.member_id else "",
        "reason": entry.reason,
        "mine": me.pk in (entry.member_id, entry.entered_by_id),
        "waits": entry.state == HoursState.WAITING,
    }


@never_cache
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """My hours, month by month; enter some, take a certificate along."""
    me = home_of(request)
    return _hours(request, me, me)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def hers(request: HttpRequest, id: UUID) -> HttpResponse:
    """The hours of one of the house; a coordinator enters some for her."""
    roles = (Role.COORDINATOR,) if request.method == "POST" else ()
    person, me = person_for(request, id, *roles)
    return _hours(request, person, me)


def _hours(request: HttpRequest, person: Member, me: Member) -> HttpResponse:
    form, refused = HoursForm(request.POST if request.method == "POST" else None), None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        begins, ends = (datetime.combine(typed["day"], typed[name], ZONE) for name in ("begins", "ends"))
        try:
            enter_hours(member=person, begins_at=begins, ends_at=ends, what=typed["what"], by=me, at=clock.now())
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Entered. They count as soon as another person said yes."))
            return redirect("my_hours") if person.pk == me.pk else redirect("person_hours", person.pk)
    rows = HoursEntry.objects.filter(member=person).select_related("member", "entered_by")
    found = paging.page(rows, NEWEST, request.GET.get("after"), SIZE)
    total, today = total_of(person), day_of(clock.now())
    context = {
        "person": person,
        "own": person.pk == me.pk,
        "rows": [entry_row(each, me) for each in found.items],
        "next_url": f"?after={found.next}" if found.next else "",
        "total": hours_text(total.minutes),
        "months": [{"first": each.first, "hours": hours_text(each.minutes)} for each in months_of(person)],
        "form": form,
        "certificate_form": CertificateForm(initial={"first": total.first_on or today, "last": total.last_on or today}),
        "certificates": list(Certificate.objects.filter(member=person).order_by("-made_at")[:20]),
        "enters": person.pk == me.pk or me.holds(Role.COORDINATOR),
    }  # fmt: skip
    return page(request, "people/folk/my_hours.html", context, refused, 422 if form.errors else 200)


@require_POST
@door(STAFF)
def take_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take hours back that nobody decided about."""
    me = home_of(request)
    entry = hours_to_take_back(me, id)
    person = entry.member_id
    take_back_hours(entry=entry, by=me, at=clock.now())
    return redirect("my_hours") if person == me.pk else redirect("person_hours", person)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def house(request: HttpRequest) -> HttpResponse:
    """Hours of everybody: those that wait first, then the newest."""
    return _house(request)


def _house(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    me = overseer(request)
    rows = HoursEntry.objects.filter(organisation_id=me.organisation_id).select_related("member", "entered_by")
    found = paging.page(rows.exclude(state=HoursState.WAITING), NEWEST, request.GET.get("after"), SIZE)
    waiting = rows.filter(state=HoursState.WAITING).order_by("made_at", "id")[:SIZE]
    context = {
        "waiting": [entry_row(each, me) for each in waiting],
        "rows": [entry_row(each, me) for each in found.items],
        "next_url": f"?after={found.next}" if found.next else "",
        "coordinates": me.holds(Role.COORDINATOR),
    }
    return page(request, "people/folk/hours.html", context, refused)


@require_POST
@door(COORDINATOR)
def decide(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say that hours count, or why they do not."""
    entry, me = hours_entry(request, id)
    yes = "yes" in request.POST
    try:
        decide_hours(entry=entry, yes=yes, reason=request.POST.get("reason", ""), by=me, at=clock.now())
    except Refused as refused:
        return _house(request, refused)
    return redirect("hours_list")
