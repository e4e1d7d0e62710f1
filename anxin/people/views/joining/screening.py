"""One application as a coordinator screens it. Each look is kept; the number shows when she asks for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.templatetags.parts import when
from anxin.core.web import sentence
from anxin.people.actions.learning import begin_serving
from anxin.people.actions.screening import (
    look_at_application,
    put_together,
    refuse_application,
    take_in_hand,
    write_screening_note,
)
from anxin.people.doors import COORDINATOR
from anxin.people.joining_access import application_to_screen, coordinator_at
from anxin.people.models import Application, Member
from anxin.people.recruiting import members_with_phone, same_phone
from anxin.people.rules.phones import covered
from anxin.people.standing import what_is_missing
from anxin.people.views.joining.frame import told
from anxin.people.views.joining.rows import application_row, spoken_in_words, state_name, times_in_words


@never_cache
@door(COORDINATOR)
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything she wrote; a POST of `phone` shows the number, once, and keeps that it was shown."""
    application, member = application_to_screen(request, id)
    phone = request.method == "POST"
    look_at_application(application=application, phone=phone, by=member, at=clock.now())
    return render(request, "people/screen/application.html", screened(application, member, phone=phone))


@require_POST
@door(COORDINATOR)
def act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """Take it in hand, note, refuse, put two together, let her begin."""
    application, member = application_to_screen(request, id)
    at, text = clock.now(), request.POST.get("text", "")
    try:
        if name == "take":
            take_in_hand(application=application, by=member, at=at)
        elif name == "note":
            write_screening_note(application=application, text=text, by=member, at=at)
        elif name == "refuse":
            refuse_application(application=application, reason=text, by=member, at=at)
            messages.success(request, _("She will read your words on her own page."))
        elif name == "together":
            put_together(application=application, first=_other(request, application), by=member, at=at)
            messages.success(request, _("Put together. The first application goes on."))
        elif name == "begin" and application.member is not None:
            begin_serving(member=application.member, reason=text, by=member, at=at)
            messages.success(request, _("She can be on duty from now on."))
        else:
            raise Http404
    except Refused as refused:
        application, member = application_to_screen(request, id)
        context = screened(application, member, refused=refused, typed={name: text})
        return render(request, "people/screen/application.html", context, status=refused.status)
    return redirect("application", application.pk)


def _other(request: HttpRequest, application: Application) -> Application:
    try:
        other, _member = application_to_screen(request, UUID(request.POST.get("first", "")))
    except ValueError as error:
        raise Http404 from error
    coordinator_at(request, application.organisation_id)
    return other


def screened(
    application: Application, member: Member, *, phone: bool = False, refused: Refused | None = None,
    typed: dict[str, str] | None = None, more: dict[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What the page shows. `typed`: what stood in a form that was refused, by the form's name."""
    at = clock.now()
    gone = application.erased_at is not None
    place = application.member
    same = [] if gone else [(each, state_name(each.state), when(each.sent_at, at)) for each in same_phone(application)]
    return {
        "row": application_row(application, at),
        "application": application,
        "gone": gone,
        "waiting": application.state in ("sent", "screening"),
        "phone": application.phone if phone and not gone else "",
        "covered": covered(application.phone or ""),
        "times": times_in_words(application.times),
        "languages": spoken_in_words(application.languages),
        "notes": [
            (note, when(note.made_at, at)) for note in application.notes.select_related("by").order_by("made_at")
        ],
        "credentials": list(application.credentials.select_related("kind").order_by("made_at")),
        "same": same,
        "same_waiting": [each for each, _state, _when in same if each.drive_id == application.drive_id],
        "members": [] if gone else members_with_phone(application),
        "place": place,
        "missing": [sentence(each) for each in what_is_missing(place, at)]
        if place and place.standing == "learning"
        else [],
        "mine": application.screener_id == member.pk,
        "decided": when(application.decided_at, at) if application.decided_at else "",
        "refusal": told(refused),
        "typed": {"note": "", "refuse": "", "begin": "", **(typed or {})},
        "form": None,
        "campaigns": [],
        **(more or {}),
    }
