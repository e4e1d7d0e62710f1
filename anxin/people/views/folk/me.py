"""My own page: what concerns me here, whom to call, pauses, leaving."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.people.access import home_of
from anxin.people.actions.contact import change_contact, remove_contact
from anxin.people.actions.credentials import day_of
from anxin.people.actions.leaving import leave
from anxin.people.actions.pause import come_back, open_pause, take_pause
from anxin.people.doors import STAFF
from anxin.people.forms_folk import ContactForm, LeaveForm, PauseForm
from anxin.people.hers import pack
from anxin.people.hours_queries import hours_text, total_of
from anxin.people.models import Certificate, EmergencyContact, HoursEntry
from anxin.people.queries import credential_gaps
from anxin.people.views.folk.common import credential_row, page, profession_of, standing_chip
from anxin.people.views.folk.credentials import credentials_of


@never_cache
@door(STAFF)
def me(request: HttpRequest) -> HttpResponse:
    """The page."""
    return _page(request)


def _page(request: HttpRequest, refused: Refused | None = None, **more: Any) -> HttpResponse:
    her, at = home_of(request), clock.now()
    today = day_of(at)
    contact = EmergencyContact.objects.filter(member=her).first()
    filled = {"name": contact.name, "relation": contact.relation, "phone": contact.phone} if contact else {}
    rows = [credential_row(row, at) for row in credentials_of(her)]
    context = {
        "person": her,
        "profession": profession_of(her),
        "chip": standing_chip(her),
        "credentials": [row for row in rows if not row["expires_on"] or row["chip"]["kind"] != ""],
        "gaps": credential_gaps(her, today),
        "hours": hours_text(total_of(her).minutes),
        "month_hours": hours_text(total_of(her, today.replace(day=1), today).minutes),
        "waiting_hours": HoursEntry.objects.filter(member=her, state="waiting").count(),
        "certificates": Certificate.objects.filter(member=her, withdrawn_at=None).count(),
        "pause": open_pause(her),
        "pause_form": PauseForm(initial={"first": today, "last": today + timedelta(days=7)}),
        "contact": contact,
        "contact_form": ContactForm(initial=filled),
        "open": "",
    }
    forms = [value for value in more.values() if getattr(value, "is_bound", False) and value.errors]
    return page(request, "people/folk/me.html", context | more, refused, 422 if forms else 200)


@require_POST
@door(STAFF)
def pause(request: HttpRequest) -> HttpResponse:
    """Take a pause; no reason is asked."""
    her, form = home_of(request), PauseForm(request.POST)
    if not form.is_valid():
        return _page(request, pause_form=form, open="pause")
    try:
        take_pause(member=her, **form.cleaned_data, by=her, at=clock.now())
    except Refused as refused:
        return _page(request, refused, pause_form=form, open="pause")
    messages.success(request, _("Rest well. Shifts of yours in this time become free; the coordinators see to them."))
    return redirect("person_me")


@require_POST
@door(STAFF)
def back(request: HttpRequest) -> HttpResponse:
    """Come back from a pause, or take one back that has not begun."""
    her = home_of(request)
    try:
        come_back(member=her, by=her, at=clock.now())
    except Refused as refused:
        return _page(request, refused)
    messages.success(request, _("Good to have you back."))
    return redirect("person_me")


@require_POST
@door(STAFF)
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to call; nobody, where the button says so."""
    her, form = home_of(request), ContactForm(request.POST)
    if "remove" in request.POST:
        remove_contact(member=her, by=her, at=clock.now())
        return redirect("person_me")
    if not form.is_valid():
        return _page(request, contact_form=form, open="contact")
    try:
        change_contact(member=her, **form.cleaned_data, by=her, at=clock.now())
    except Refused as refused:
        return _page(request, refused, contact_form=form, open="contact")
    messages.success(request, _("Kept, sealed. Who opens it says why, and that is kept too."))
    return redirect("person_me")


@never_cache
@door(STAFF)
def data(request: HttpRequest) -> HttpResponse:
    """What we keep of me, as a file."""
    her, at = home_of(request), clock.now()
    response = HttpResponse(pack(her, at), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="anxin-{day_of(at):%Y%m%d}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@door(STAFF)
def leaving(request: HttpRequest) -> HttpResponse:
    """Leave: what goes, what stays, and my data to take along."""
    her, form, refused = (
        home_of(request),
        LeaveForm(request.POST if request.method == "POST" else None, initial={"keep": True}),
        None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            leave(member=her, keep_certificates=form.cleaned_data["keep"], by=her, at=clock.now())
        except Refused as caught:
            refused = caught
        else:
            if len(request.session.keys()) and her.account.members.filter(active=True).count() == 0:
                logout(request)
                return redirect("left")
            return redirect("my_account")
    context = {
        "person": her,
        "form": form,
        "certificates": Certificate.objects.filter(member=her, withdrawn_at=None).count(),
    }
    return page(request, "people/folk/leave.html", context, refused, 422 if form.errors else 200)


@door(PUBLIC)
def left(request: HttpRequest) -> HttpResponse:
    """Thank you, and goodbye."""
    return render(request, "people/folk/left.html")
