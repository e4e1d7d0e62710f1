"""Credentials: mine, and those that wait for a checker."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.files import vault
from anxin.core.files.sending import begins, send
from anxin.core.refusal import Refused
from anxin.people.access import home_of
from anxin.people.access_folk import credential_to_check, kind_of_house, overseer, person_for, photo_to_see
from anxin.people.actions.credentials import check_credential, day_of, hand_in_credential
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR, STAFF
from anxin.people.forms_folk import CheckForm, HandInForm, RefuseForm
from anxin.people.kinds import Checked
from anxin.people.models import Credential, CredentialKind, Member
from anxin.people.queries import asked_kinds, credential_gaps, expiring, waiting_to_be_checked
from anxin.people.views.folk.common import credential_row, page, profession_of


def credentials_of(member: Member) -> list[Credential]:
    """Hers, the newest first; those that gave way to another come last."""
    rows = Credential.objects.filter(member=member).select_related("kind", "member", "application")
    return sorted(rows.order_by("-made_at", "-id"), key=lambda row: row.state == Checked.REPLACED)


def kinds_for(member: Member) -> list[CredentialKind]:
    """The kinds that are asked for, those for her profession first."""
    return sorted(asked_kinds(member.organisation_id), key=lambda kind: member.profession not in kind.professions)


@never_cache
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """My credentials; hand one in."""
    return _hand_in(request, home_of(request), home_of(request))


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def hers(request: HttpRequest, id: UUID) -> HttpResponse:
    """Hand in a credential for a member who has no telephone with a camera."""
    person, me = person_for(request, id)
    return _hand_in(request, person, me)


def _hand_in(request: HttpRequest, person: Member, me: Member) -> HttpResponse:
    kinds, refused = kinds_for(person), None
    form = HandInForm(request.POST if request.method == "POST" else None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            hand_in_credential(
                kind=kind_of_house(person, UUID(typed["kind"])), file=typed["photo"], member=person, number=typed["number"],
                issued_on=typed["issued_on"], expires_on=typed["expires_on"], by=me, at=clock.now(),
            )  # fmt: skip
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Thank you. Somebody looks at it, usually within three days."))
            return redirect("my_credentials") if person.pk == me.pk else redirect("person", person.pk)
    at = clock.now()
    context = {
        "person": person,
        "own": person.pk == me.pk,
        "rows": [credential_row(row, at) for row in credentials_of(person)],
        "gaps": credential_gaps(person, day_of(at)),
        "form": form,
        "kinds": kinds,
    }
    return page(request, "people/folk/my_credentials.html", context, refused, 422 if form.errors else 200)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def house(request: HttpRequest) -> HttpResponse:
    """What waits to be checked, and what expires."""
    me, at = overseer(request), clock.now()
    waiting = list(waiting_to_be_checked(me.organisation_id)[:200])
    context = {
        "waiting": [credential_row(row, at) for row in waiting],
        "expiring": [credential_row(row, at) for row in expiring(me.organisation_id, day_of(at))[:200]],
        "kinds": asked_kinds(me.organisation_id),
    }
    return page(request, "people/folk/credentials.html", context)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def check(request: HttpRequest, id: UUID) -> HttpResponse:
    """Look at one, and say that it is valid."""
    credential, me = credential_to_check(request, id)
    start = {"issued_on": credential.issued_on, "expires_on": credential.expires_on}
    form, refused = CheckForm(request.POST if request.method == "POST" else None, initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            check_credential(credential=credential, valid=True, **form.cleaned_data, by=me, at=clock.now())
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("It is valid."))
            return redirect("credentials")
    return _checking(request, credential, me, form=form, refused=refused)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def refuse(request: HttpRequest, id: UUID) -> HttpResponse:
    """Refuse one, with a reason that is told to her."""
    credential, me = credential_to_check(request, id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _checking(request, credential, me, refusing=form)
    try:
        check_credential(credential=credential, valid=False, reason=form.cleaned_data["reason"], by=me, at=clock.now())
    except Refused as refused:
        return _checking(request, credential, me, refusing=form, refused=refused)
    messages.success(request, _("She is told the reason."))
    return redirect("credentials")


def _checking(
    request: HttpRequest, credential: Credential, me: Member, form: CheckForm | None = None,
    refusing: RefuseForm | None = None, refused: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    start = {"issued_on": credential.issued_on, "expires_on": credential.expires_on}
    faults = any(each is not None and each.is_bound and each.errors for each in (form, refusing))
    context = {
        "row": credential_row(credential, clock.now()),
        "person": credential.member,
        "profession": profession_of(credential.member) if credential.member else "",
        "number": credential.number or "",
        "own": credential.member_id == me.pk,
        "form": form or CheckForm(initial=start),
        "refusing": refusing or RefuseForm(),
        "checked_by": credential.checked_by,
        "checked_at": credential.checked_at,
    }
    return page(request, "people/folk/check.html", context, refused, 422 if faults else 200)


@never_cache
@door(STAFF)
def photo(request: HttpRequest, id: UUID) -> HttpResponse:
    """The photo of one: for her and for those who check; that they looked is kept. To all others it is not there."""
    credential = photo_to_see(request, id, first=begins(request))
    return send(request, vault.read(credential.file), credential.type)
