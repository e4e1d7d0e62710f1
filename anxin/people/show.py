"""Members as pages show them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from anxin.people.kinds import PROFESSION_NAMES, ROLE_NAMES, Profession, Role
from anxin.people.models import Member


@dataclass(frozen=True)
class Place:
    """A member in the reader's language."""

    id: UUID
    name: str
    organisation: str
    profession: str
    roles: list[str]


def place_of(member: Member) -> Place:
    """`member` for a page; her organisation must have come with her, or costs a query."""
    return Place(
        id=member.pk,
        name=member.name,
        organisation=member.organisation.name,
        profession=gettext(PROFESSION_NAMES[Profession(member.profession)]),
        roles=[gettext(ROLE_NAMES[Role(role)]) for role in member.roles],
    )
