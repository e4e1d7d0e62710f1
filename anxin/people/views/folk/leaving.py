"""What a coordinator does about one of her people: pauses, closing a place, whom to call."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.access_folk import person_for
from anxin.people.actions import deactivate_member
from anxin.people.actions.contact import open_contact
from anxin.people.actions.members import change_roles
from anxin.people.actions.pause import come_back
from anxin.people.doors import COORDINATOR, COORDINATOR_OR_SUPERVISOR
from anxin.people.kinds import ROLE_NAMES, Role
from anxin.people.rules.sheet import GUARDED
from anxin.people.views.folk.people import person_page


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def contact(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whom to call, for a reason that is kept; shown on this page alone."""
    person, me = person_for(request, id)
    try:
        found = open_contact(member=person, reason=request.POST.get("reason", ""), by=me, at=clock.now())
    except Refused as refused:
        return person_page(request, person, me, refused)
    return person_page(request, person, me, contact=found)


@require_POST
@door(COORDINATOR)
def back(request: HttpRequest, id: UUID) -> HttpResponse:
    """She is back, and asked to have it entered."""
    person, me = person_for(request, id, Role.COORDINATOR)
    try:
        come_back(member=person, by=me, at=clock.now())
    except Refused as refused:
        return person_page(request, person, me, refused)
    return redirect("person", person.pk)


@require_POST
@door(COORDINATOR)
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """Close her place: from now on nothing here opens to her; her shifts become free, her questions go back."""
    person, me = person_for(request, id, Role.COORDINATOR)
    try:
        deactivate_member(member=person, by=me, at=clock.now())
    except Refused as refused:
        return person_page(request, person, me, refused)
    messages.success(request, _("Her place is closed. Shifts of hers become free; what she had in hand goes back."))
    return redirect("person", person.pk)


@require_POST
@door(COORDINATOR)
def roles(request: HttpRequest, id: UUID) -> HttpResponse:
    """What she is trusted with; the roles of auditor and administrator stay as they are."""
    person, me = person_for(request, id, Role.COORDINATOR)
    open_here = [role for role in ROLE_NAMES if role.value not in GUARDED or me.holds(Role.ADMINISTRATOR)]
    chosen = {role for role in open_here if role.value in request.POST.getlist("roles")}
    kept = {Role(role) for role in person.roles if Role(role) not in open_here}
    try:
        change_roles(member=person, roles=chosen | kept, by=me, at=clock.now())
    except Refused as refused:
        return person_page(request, person, me, refused)
    return redirect("person", person.pk)
