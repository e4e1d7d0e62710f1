"""Recruiting as coordinators run it: all drives and who waits, one drive, its QR code."""

import io
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.actions.drives import change_drive, close_drive, open_drive, reopen_drive
from anxin.people.doors import COORDINATOR
from anxin.people.joining_access import coordinator_of, drive_to_run
from anxin.people.kinds import Profession
from anxin.people.models import Drive
from anxin.people.recruiting import drives_with_counts, waiting_applications
from anxin.people.rules.joining import may_apply
from anxin.people.views.joining.forms import DriveForm
from anxin.people.views.joining.frame import told
from anxin.people.views.joining.rows import application_row

DAY = timedelta(days=1)
MOST = 100


@never_cache
@door(COORDINATOR)
def recruiting(request: HttpRequest) -> HttpResponse:
    """Who waits for a word (the longest first), and the drives."""
    member, at = coordinator_of(request), clock.now()
    waiting = waiting_applications(member.organisation_id)
    context = {
        "waiting": [application_row(each, at) for each in waiting[:MOST]],
        "waiting_count": len(waiting),
        "drives": [_line(each, at) for each in drives_with_counts(member.organisation_id)],
    }
    return render(request, "people/screen/recruiting.html", context)


@never_cache
@door(COORDINATOR)
def new(request: HttpRequest) -> HttpResponse:
    """Open one."""
    member = coordinator_of(request)
    form = DriveForm(request.POST or None, initial={"opens_on": timezone.localdate(clock.now())})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            drive = open_drive(slug=form.cleaned_data["slug"], by=member, at=clock.now(), **_said(form))
            messages.success(request, _("The page is open. Give people its address or the QR code."))
            return redirect("drive", drive.pk)
        except Refused as error:
            refused = error
            _beside(form, error)
    return _edit(request, form, None, refused)


@never_cache
@door(COORDINATOR)
def drive(request: HttpRequest, id: UUID) -> HttpResponse:
    """One drive: its address, its QR code, all its applications."""
    row, _member = drive_to_run(request, id)
    at = clock.now()
    applications = row.applications.filter(erased_at=None).select_related("screener").order_by("-sent_at")[:MOST]
    context = {
        "line": _line(row, at),
        "drive": row,
        "address": f"{settings.ADDRESS}{reverse('join', args=[row.slug])}",
        "rows": [application_row(each, at) for each in applications],
        "erased": row.applications.exclude(erased_at=None).count(),
    }
    return render(request, "people/screen/drive.html", context)


@never_cache
@door(COORDINATOR)
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say it otherwise; the address stays."""
    row, member = drive_to_run(request, id)
    closes = row.closes_at - timedelta(seconds=1) if row.closes_at else None
    first = {
        "title": row.title, "slug": row.slug, "text": row.text, "professions": row.professions,
        "opens_on": timezone.localdate(row.opens_at), "closes_on": timezone.localdate(closes) if closes else None,
    }  # fmt: skip
    form = DriveForm(request.POST or None, initial=first)
    del form.fields["slug"]
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            change_drive(drive=row, by=member, at=clock.now(), **_said(form))
            messages.success(request, _("Kept."))
            return redirect("drive", row.pk)
        except Refused as error:
            refused = error
            _beside(form, error)
    return _edit(request, form, row, refused)


@require_POST
@door(COORDINATOR)
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """Nobody applies any more."""
    row, member = drive_to_run(request, id)
    close_drive(drive=row, by=member, at=clock.now())
    return redirect("drive", row.pk)


@require_POST
@door(COORDINATOR)
def reopen(request: HttpRequest, id: UUID) -> HttpResponse:
    """It takes applications again."""
    row, member = drive_to_run(request, id)
    reopen_drive(drive=row, by=member, at=clock.now())
    return redirect("drive", row.pk)


@door(COORDINATOR)
def qr(request: HttpRequest, id: UUID) -> HttpResponse:
    """The public page's QR code, to print or to post."""
    row, _member = drive_to_run(request, id)
    image = io.BytesIO()
    segno.make(f"{settings.ADDRESS}{reverse('join', args=[row.slug])}", error="m").save(
        image, kind="svg", scale=8, border=2
    )
    return HttpResponse(image.getvalue(), content_type="image/svg+xml")


def _said(form: DriveForm) -> dict[str, Any]:
    said = form.cleaned_data
    closes = said["closes_on"]
    return {
        "title": said["title"],
        "text": said["text"],
        "professions": [Profession(each) for each in said["professions"]],
        "opens_at": _midnight(said["opens_on"]),
        "closes_at": _midnight(closes) + DAY if closes else None,  # the last day counts to its end
    }


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _beside(form: DriveForm, refused: Refused) -> None:
    field = {"bad_slug": "slug", "slug_taken": "slug", "ends_first": "closes_on"}.get(refused.finding.code)
    if field in form.fields:
        words = told(refused) or {}
        form.add_error(field, f"{words['sentence']} {words['next_step']}".strip())


def _edit(request: HttpRequest, form: DriveForm, row: Drive | None, refused: Refused | None) -> HttpResponse:
    shown = None if form.errors else told(refused)
    status = refused.status if refused else (422 if form.is_bound and form.errors else 200)
    return render(
        request, "people/screen/drive_edit.html", {"form": form, "drive": row, "refusal": shown}, status=status
    )


def _line(row: Drive, at: datetime) -> dict[str, Any]:
    shut = may_apply(row.opens_at, row.closes_at, at)
    return {
        "drive": row,
        "open": shut is None,
        "state": _("open") if shut is None else (_("not yet open") if shut.code == "drive_not_yet" else _("closed")),
        "sent": getattr(row, "sent", 0),
        "taken_on": getattr(row, "taken_on", 0),
        "waiting": getattr(row, "waiting", 0),
    }
