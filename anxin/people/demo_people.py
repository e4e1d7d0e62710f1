"""The people of the demo town: who they are, and what to try as each. A file in the data folder names them."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

from anxin.core.words import _
from anxin.people.kinds import Profession, Role
from anxin.people.models import Member
from anxin.people.show import Place, place_of

FILE = "demo-accounts.json"

TRY_AS: dict[Role | Profession, str] = {
    Role.COORDINATOR: _("See whether this hour is covered, who waits longest, and put someone on duty."),
    Role.SUPERVISOR: _("See what is dangerous, and say yes or no where one person may not decide alone."),
    Role.AUDITOR: _("See who looked at what, and why."),
    Role.EDITOR: _("See what goes out today."),
    Profession.MEDIC: _("Take a medical question from the queue and answer it."),
    Profession.COUNSELLOR: _("Answer someone who cannot sleep; a question in danger comes to you first."),
    Profession.SOCIAL_WORKER: _("Answer where to find medicine, and hand over what is not yours."),
    Profession.VOLUNTEER: _("Answer everyday questions; you see a first name, never a phone number."),
    Profession.NEWS: _("Answer what is asked about news and rumours."),
}


@dataclass(frozen=True)
class Card:
    """One person of the demo town on the sign-in page."""

    username: str
    password: str
    place: Place
    try_this: str


def passwords(home: Path) -> dict[str, str]:
    """User name → password as written in the data folder; empty where there is no such file."""
    try:
        rows = json.loads((home / FILE).read_text(encoding="utf-8"))
        return {row["username"]: row["password"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def cards(home: Path) -> dict[str, list[Card]]:
    """Name of an organisation → its people, in the order of the file, which begins with those on duty."""
    known = passwords(home)
    order = {username: number for number, username in enumerate(known)}
    members = Member.objects.filter(active=True, account__is_active=True, account__username__in=known)
    found: dict[str, list[Card]] = {}
    for member in sorted(
        members.select_related("account", "organisation"), key=lambda each: order[each.account.username]
    ):
        username = member.account.username
        card = Card(username, known[username], place_of(member), gettext(_try_as(member)))
        found.setdefault(card.place.organisation, []).append(card)
    return found


def _try_as(member: Member) -> str:
    for role in (Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR, Role.EDITOR):
        if role.value in member.roles:
            return TRY_AS[role]
    return TRY_AS[Profession(member.profession)]
