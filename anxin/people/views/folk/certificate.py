"""Certificates of service: made, taken along as a PDF, looked up by whoever holds the paper, withdrawn."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.flood import slow_down
from anxin.core.refusal import Refused
from anxin.core.web import address
from anxin.people.access import home_of
from anxin.people.access_folk import certificate_to_see, person_for
from anxin.people.actions.certificates import make_certificate, withdraw_certificate
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR, STAFF
from anxin.people.forms_folk import DAY, Day, Plain
from anxin.people.hours_queries import hours_text
from anxin.people.kinds import Role
from anxin.people.models import Certificate, Member
from anxin.people.papers.certificate import as_pdf, paper_of
from anxin.people.rules.certificate import masked, tidy_number
from anxin.people.views.folk.common import page

PER_MINUTE = 30


class CertificateForm(Plain):
    """Of which days."""

    first = forms.DateField(label=_("From"), widget=Day(), error_messages=DAY)
    last = forms.DateField(label=_("Until (including)"), widget=Day(), error_messages=DAY)


@require_POST
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """Make one of my hours."""
    me = home_of(request)
    return _make(request, me, me)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def hers(request: HttpRequest, id: UUID) -> HttpResponse:
    """Make one of hers."""
    return _make(request, *person_for(request, id))


def _make(request: HttpRequest, person: Member, me: Member) -> HttpResponse:
    form = CertificateForm(request.POST)
    context: dict[str, Any] = {"person": person, "own": person.pk == me.pk, "form": form}
    if not form.is_valid():
        return page(request, "people/folk/certificate_make.html", context, status=422)
    try:
        row = make_certificate(member=person, **form.cleaned_data, by=me, at=clock.now())
    except Refused as refused:
        return page(request, "people/folk/certificate_make.html", context, refused)
    return redirect("certificate", row.pk)


@never_cache
@door(STAFF)
def look(request: HttpRequest, id: UUID) -> HttpResponse:
    """The paper as a page."""
    row, me = certificate_to_see(request, id)
    context = {
        "paper": paper_of(row, _check_url(request, row)),
        "row": row,
        "own": row.member_id == me.pk,
        "withdraws": row.member_id == me.pk or me.holds(Role.COORDINATOR),
    }
    return page(request, "people/folk/certificate.html", context)


@never_cache
@door(STAFF)
def pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The paper as a PDF."""
    row, _me = certificate_to_see(request, id)
    if row.withdrawn_at is not None:
        raise Http404
    response = HttpResponse(as_pdf(paper_of(row, _check_url(request, row))), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@door(STAFF)
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """It does not count any more."""
    row, me = certificate_to_see(request, id)
    if row.member_id != me.pk and not me.holds(Role.COORDINATOR):
        raise Http404
    withdraw_certificate(certificate=row, by=me, at=clock.now())
    return redirect("certificate", row.pk)


def _check_url(request: HttpRequest, row: Certificate) -> str:
    return request.build_absolute_uri(reverse("check_certificate", args=[row.number]))


@never_cache
@door(PUBLIC)
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Whoever holds the paper reads whether it is one of ours, and what it says; the name with its middle hidden."""
    slow_down("certificate", address(request), PER_MINUTE)
    found = Certificate.objects.select_related("organisation").filter(number=tidy_number(number)).first()
    context: dict[str, Any] = {"number": number[:40], "row": found, "me": None, "nav": []}
    if found is not None:
        context |= {
            "number": found.number,
            "organisation": found.organisation.name,
            "name": masked(found.name or ""),
            "hours": hours_text(found.minutes),
            "valid": found.withdrawn_at is None,
        }
    return page(request, "people/folk/certificate_check.html", context, status=200 if found else 404)
