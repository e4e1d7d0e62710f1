"""Which credentials an organisation asks for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.access_folk import kind_of_house, overseer
from anxin.people.actions.credential_kinds import (
    add_credential_kind,
    add_starter_kinds,
    change_credential_kind,
    end_credential_kind,
    take_up_credential_kind,
)
from anxin.people.doors import COORDINATOR
from anxin.people.forms_folk import KindForm
from anxin.people.kinds import PROFESSION_NAMES, Profession, Role
from anxin.people.models import CredentialKind, Member
from anxin.people.rules.credentials import STARTERS
from anxin.people.views.folk.common import page


@never_cache
@door(COORDINATOR)
def kinds(request: HttpRequest) -> HttpResponse:
    """All of them; add one."""
    me = overseer(request, Role.COORDINATOR)
    return _edit(request, me, None)


@never_cache
@door(COORDINATOR)
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change one."""
    me = overseer(request, Role.COORDINATOR)
    return _edit(request, me, kind_of_house(me, id))


def _edit(request: HttpRequest, me: Member, kind: CredentialKind | None) -> HttpResponse:
    names = ("name", "professions", "required", "expires")
    form = KindForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(kind, name) for name in names} if kind else {},
    )
    refused = None
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "professions": [Profession(each) for each in form.cleaned_data["professions"]]}
        try:
            if kind is None:
                add_credential_kind(organisation=me.organisation, **typed, by=me, at=clock.now())
            else:
                change_credential_kind(kind=kind, **typed, by=me, at=clock.now())
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Kept."))
            return redirect("credential_kinds")
    found = CredentialKind.objects.filter(organisation=me.organisation_id).order_by("ended_at", "name")
    known = {each.name for each in found}
    context = {
        "kind": kind,
        "form": form,
        "kinds": [{"kind": each, "who": _who(each)} for each in found],
        "starters": [each.name for each in STARTERS if each.name not in known],
    }
    return page(request, "people/folk/kinds.html", context, refused, 422 if form.errors else 200)


def _who(kind: CredentialKind) -> str:
    return "、".join(_(PROFESSION_NAMES[Profession(each)]) for each in kind.professions)


@require_POST
@door(COORDINATOR)
def starters(request: HttpRequest) -> HttpResponse:
    """The usual ones, in one tap."""
    me = overseer(request, Role.COORDINATOR)
    add_starter_kinds(organisation=me.organisation, by=me, at=clock.now())
    return redirect("credential_kinds")


@require_POST
@door(COORDINATOR)
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """No longer asked for; again, where it was ended."""
    me = overseer(request, Role.COORDINATOR)
    kind = kind_of_house(me, id)
    turn = end_credential_kind if kind.ended_at is None else take_up_credential_kind
    turn(kind=kind, by=me, at=clock.now())
    return redirect("credential_kinds")
