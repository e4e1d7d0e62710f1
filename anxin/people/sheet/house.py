"""What a sheet is compared with: everybody of the house, as the sheet would write her."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext

from anxin.people.actions.credentials import ZONE, day_of
from anxin.people.kinds import PROFESSION_NAMES, ROLE_NAMES, Profession, Role, Standing
from anxin.people.models import Member
from anxin.people.rules.phones import tidy_phone
from anxin.people.rules.sheet import House, Known
from anxin.people.rules.sheet_cells import Fault, listed, name
from anxin.people.sheet.vocabulary import STANDING_NAMES, YES_NO, short, vocabulary
from anxin.people.spoken import SPOKEN_NAMES


def house_of(me: Member, at: datetime) -> House:
    """The house of `me`, who takes a sheet over; one query."""
    rows = Member.objects.filter(organisation_id=me.organisation_id).select_related("account")
    rows = rows.annotate(others=Count("account__members", filter=Q(account__members__active=True)))
    return House(
        people=[known(row, shared=row.others > 1) for row in rows.order_by("id")],
        words=vocabulary(),
        today=day_of(at),
        me=me.pk.hex,
        administers=me.holds(Role.ADMINISTRATOR),
    )


def known(member: Member, *, shared: bool = False) -> Known:
    """A member as reading her own row would give her: what the sheet cannot say otherwise is no change."""
    called, spoken = name(member.name), listed(languages_text(member.languages), vocabulary().languages)
    return Known(
        number=member.pk.hex,
        active=member.active,
        name=member.name if isinstance(called, Fault) else called,
        phone=(tidy_phone(member.phone) or member.phone) if member.phone else None,
        profession=member.profession,
        languages=tuple(member.languages) if isinstance(spoken, Fault) else spoken,
        roles=tuple(role.value for role in Role if role in member.roles),
        standing=member.standing,
        experienced=member.experienced,
        joined=member.joined_at.astimezone(ZONE).date(),
        email=member.account.email,
        shared=shared,
    )


def languages_text(languages: Iterable[str]) -> str:
    """Languages in one cell."""
    return "、".join(short(gettext(SPOKEN_NAMES[code])) if code in SPOKEN_NAMES else code for code in languages)


def in_words(column: str, value: object) -> str:
    """A value as the sheet writes it, in the reader's language."""
    if value is None or value == "" or value == ():
        return ""
    if column == "profession":
        return gettext(PROFESSION_NAMES[Profession(str(value))])
    if column == "roles":
        return "、".join(gettext(ROLE_NAMES[Role(role)]) for role in value)  # type: ignore[attr-defined]
    if column == "languages":
        return languages_text(value)  # type: ignore[arg-type]
    if column == "standing":
        return gettext(STANDING_NAMES[Standing(str(value))])
    return gettext(YES_NO[bool(value)]) if column == "experienced" else str(value)
