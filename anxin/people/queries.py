"""Reads of people that span rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from anxin.people.kinds import Checked, Role
from anxin.people.models import Credential, CredentialKind, Member


def valid_credentials(members: Iterable[Member | UUID], day: date) -> dict[UUID, set[UUID]]:
    """Member → kinds of which she has a credential that is valid on `day`; one query for all of them."""
    keys = [each.pk if isinstance(each, Member) else each for each in members]
    rows = Credential.objects.filter(valid_on(day), member__in=keys)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for member, kind in rows.values_list("member", "kind"):
        found[member].add(kind)
    return dict(found)


def valid_on(day: date) -> Q:
    """Credentials that are valid on `day`, their last day included."""
    begun = Q(issued_on=None) | Q(issued_on__lte=day)
    return Q(state=Checked.VALID) & begun & (Q(expires_on=None) | Q(expires_on__gte=day))


def asked_kinds(organisation_id: UUID) -> list[CredentialKind]:
    """The kinds of credential that the organisation asks for now, by name."""
    return list(CredentialKind.objects.filter(organisation=organisation_id, ended_at=None).order_by("name", "id"))


def gaps_of(members: Collection[Member], day: date) -> dict[UUID, list[CredentialKind]]:
    """Member → required kinds for her profession without a valid one on `day`; two queries for all of them."""
    houses = {each.organisation_id for each in members}
    kinds = list(CredentialKind.objects.filter(organisation__in=houses, required=True, ended_at=None).order_by("name"))
    if not kinds:
        return {each.pk: [] for each in members}
    valid = valid_credentials(members, day)
    return {
        each.pk: [
            kind
            for kind in kinds
            if kind.organisation_id == each.organisation_id
            and each.profession in kind.professions
            and kind.pk not in valid.get(each.pk, ())
        ]
        for each in members
    }


def credential_gaps(member: Member, day: date) -> list[CredentialKind]:
    """The required kinds for her profession of which she has no valid one on `day`."""
    return gaps_of([member], day)[member.pk]


def active_with(organisation_id: UUID, *roles: Role) -> list[Member]:
    """Everybody of the organisation who has a place and holds one of `roles`."""
    rows = Member.objects.filter(organisation_id=organisation_id, active=True, roles__overlap=[*roles])
    return list(rows.select_related("account").order_by("id"))


def waiting_to_be_checked(organisation_id: UUID) -> QuerySet[Credential]:
    """What somebody handed in and nobody has looked at yet, the oldest first."""
    rows = Credential.objects.filter(organisation=organisation_id, state=Checked.WAITING)
    here = Q(member__active=True) | Q(member=None, application__isnull=False)
    return rows.filter(here).select_related("kind", "member", "application").order_by("made_at", "id")


def expiring(organisation_id: UUID, day: date, days: int = 30) -> QuerySet[Credential]:
    """Valid ones of those who have a place, whose last day is within `days` of `day` or over; the nearest first."""
    rows = Credential.objects.filter(organisation=organisation_id, state=Checked.VALID, member__active=True)
    return (
        rows.filter(expires_on__lte=day + timedelta(days=days))
        .select_related("kind", "member")
        .order_by("expires_on", "id")
    )
