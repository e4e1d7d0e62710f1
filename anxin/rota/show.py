"""Shifts and people on duty, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member
from anxin.rota.models import Attendance, Slot


@dataclass(frozen=True)
class Shift:
    """Her shift now: since when she is on duty, until when she is put down."""

    on_duty: bool
    since: datetime | None
    until: datetime | None
    overtime: bool  # on duty, past the end of her shift or without one
    resting: bool = False  # she takes a break
    back_by: datetime | None = None


def shift_of(attendance: Attendance | None, slot: Slot | None, at: datetime) -> Shift:
    """What her open attendance and the slot she is in at `at` come to."""
    until = slot.ends_at if slot else None
    if attendance is None:
        return Shift(False, None, until, False)
    resting = attendance.resting_since is not None
    return Shift(True, attendance.in_at, until, slot is None, resting, attendance.back_by)


@dataclass(frozen=True)
class Person:
    """A member on a list."""

    id: UUID
    name: str
    profession: str
    resting: bool = False


def person(member: Member, *, resting: bool = False) -> Person:
    """`member` in the reader's language."""
    return Person(member.pk, member.name, _(PROFESSION_NAMES[Profession(member.profession)]), resting)


def people_on_duty(there: Iterable[Attendance]) -> list[Person]:
    """Who has checked in, by profession."""
    order = list(Profession)
    return [
        person(each.member, resting=each.resting_since is not None)
        for each in sorted(there, key=lambda each: order.index(Profession(each.member.profession)))
    ]


@dataclass(frozen=True)
class Group:
    """Who of one profession is there."""

    label: str
    names: list[str]
    wanted: bool


def by_profession(campaign: Campaign, there: Iterable[Attendance]) -> list[Group]:
    """Who is there now, for each profession that the campaign wants, and others who came; who rests is said to rest."""
    names: dict[str, list[str]] = {profession: [] for profession in campaign.professions}
    for each in there:
        name = _("%(name)s (on a break)") % {"name": each.member.name} if each.resting_since else each.member.name
        names.setdefault(each.member.profession, []).append(name)
    return [
        Group(_(PROFESSION_NAMES[Profession(profession)]), found, profession in campaign.professions)
        for profession, found in names.items()
    ]
