"""Who may see and change what an organisation keeps of its people; what is another house's is a 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from anxin.core import clock
from anxin.core.models import Look
from anxin.core.refusal import NOT_YOURS, SIGN_IN, Refused
from anxin.people.access import home_of, member_at, members_of
from anxin.people.kinds import Role
from anxin.people.models import Certificate, Credential, CredentialKind, HoursEntry, Member, PeopleSheet

OVERSEES = (Role.COORDINATOR, Role.SUPERVISOR)


def overseer(request: HttpRequest, *roles: Role) -> Member:
    """She, where she holds one of `roles` (coordinator or supervisor, if none is named): the house she works in first.

    Refused (403): not_allowed.
    """
    wanted = roles or OVERSEES
    home = home_of(request)
    found = next((each for each in [home, *members_of(request)] if each.holds(*wanted)), None)
    if found is None:
        raise Refused(NOT_YOURS, 403)
    return found


def person_for(request: HttpRequest, member_id: UUID, *roles: Role) -> tuple[Member, Member]:
    """(somebody of her house, she), for who oversees it. Another house: 404; others of the house: 403."""
    person = Member.objects.select_related("account", "organisation").filter(pk=member_id).first()
    if person is None:
        if not members_of(request):
            raise Refused(SIGN_IN, 401)
        raise Http404
    me = member_at(request, person.organisation_id)
    if not me.holds(*(roles or OVERSEES)):
        raise Refused(NOT_YOURS, 403)
    return person, me


def people_of_house(me: Member) -> QuerySet[Member]:
    """Everybody who has, or had, a place in her house."""
    return Member.objects.filter(organisation_id=me.organisation_id)


def kind_of_house(me: Member, kind_id: UUID) -> CredentialKind:
    """A kind of credential of her house. Raises Http404."""
    found = CredentialKind.objects.filter(organisation_id=me.organisation_id, pk=kind_id).first()
    if found is None:
        raise Http404
    return found


def credential_to_check(request: HttpRequest, credential_id: UUID) -> tuple[Credential, Member]:
    """(a credential, she who may check it). Refused (403) to others of the house; else 404."""
    credential, me = _credential(request, credential_id)
    if not me.holds(*OVERSEES):
        raise (Refused(NOT_YOURS, 403) if credential.member_id == me.pk else Http404)
    return credential, me


def credential_to_see(request: HttpRequest, credential_id: UUID) -> tuple[Credential, Member]:
    """(a credential, she): its holder, and those who check. To everybody else there is none: 404."""
    credential, me = _credential(request, credential_id)
    if credential.member_id != me.pk and not me.holds(*OVERSEES):
        raise Http404
    return credential, me


def photo_to_see(request: HttpRequest, credential_id: UUID, *, first: bool) -> Credential:
    """A credential whose photo she may see. That somebody else than its holder looked is kept, once for a photo sent in parts
    (`first`)."""
    credential, me = credential_to_see(request, credential_id)
    if not credential.file:
        raise Http404
    if credential.member_id != me.pk and first:
        Look.objects.create(
            organisation_id=credential.organisation_id, actor_id=me.pk, about_kind="people.credential",
            about_id=credential.pk, reason="checks_credential", at=clock.now(),
        )  # fmt: skip
    return credential


def certificate_to_see(request: HttpRequest, certificate_id: UUID) -> tuple[Certificate, Member]:
    """(a certificate of service, she): her own, or one of the house that she oversees; else 404."""
    row = Certificate.objects.select_related("member", "organisation").filter(pk=certificate_id).first()
    if row is None:
        raise Http404
    me = member_at(request, row.organisation_id)
    if row.member_id != me.pk and not me.holds(*OVERSEES):
        raise Http404
    return row, me


def hours_to_take_back(me: Member, entry_id: UUID) -> HoursEntry:
    """Hours that are hers, or that she entered. Raises Http404."""
    entry = HoursEntry.objects.filter(pk=entry_id, organisation_id=me.organisation_id).first()
    if entry is None or me.pk not in (entry.member_id, entry.entered_by_id):
        raise Http404
    return entry


def _credential(request: HttpRequest, credential_id: UUID) -> tuple[Credential, Member]:
    rows = Credential.objects.select_related("kind", "member", "application", "checked_by")
    credential = rows.filter(pk=credential_id).first()
    if credential is None:
        raise Http404
    return credential, member_at(request, credential.organisation_id)


def hours_entry(request: HttpRequest, entry_id: UUID) -> tuple[HoursEntry, Member]:
    """(hours that were entered, she who may decide about them). Refused (403) to others of the house; else 404."""
    entry = HoursEntry.objects.select_related("member").filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    me = member_at(request, entry.organisation_id)
    if not me.holds(Role.COORDINATOR):
        raise Refused(NOT_YOURS, 403)
    return entry, me


def sheet_of(me: Member, sheet_id: UUID) -> PeopleSheet:
    """A sheet that somebody of her house brought in. Raises Http404."""
    found = PeopleSheet.objects.filter(organisation_id=me.organisation_id, pk=sheet_id).select_related("by").first()
    if found is None:
        raise Http404
    return found
