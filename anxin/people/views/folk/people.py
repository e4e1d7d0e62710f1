"""The list of an organisation's people, and the page about one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.core import clock, paging
from anxin.core.door import door
from anxin.people.access_folk import overseer, people_of_house, person_for
from anxin.people.actions.credentials import day_of
from anxin.people.actions.invitations import has_login
from anxin.people.actions.pause import open_pause
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.hours_queries import hours_text, minutes_this_month, months_of, total_of
from anxin.people.kinds import PROFESSION_NAMES, ROLE_NAMES, HoursState, Profession, Role, Standing
from anxin.people.models import EmergencyContact, HoursEntry, Member, Pause
from anxin.people.queries import expiring, gaps_of, waiting_to_be_checked
from anxin.people.rules.contact import LOOKS
from anxin.people.rules.phones import covered
from anxin.people.rules.sheet import GUARDED
from anxin.people.views.folk.common import credential_row, page, profession_of, roles_of, standing_chip
from anxin.people.views.folk.credentials import credentials_of

SIZE = 100
BY = ("profession", "name", "id")


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by profession; `?q=` part of a name, `?profession=`, `?standing=`."""
    me, at = overseer(request), clock.now()
    wish = {name: request.GET.get(name, "").strip()[:40] for name in ("q", "profession", "standing")}
    rows = people_of_house(me)
    rows = rows.filter(active=True) if wish["standing"] != "gone" else rows.filter(active=False)
    if wish["standing"] in set(Standing):
        rows = rows.filter(standing=wish["standing"])
    if wish["profession"] in set(Profession):
        rows = rows.filter(profession=wish["profession"])
    if wish["q"]:
        rows = rows.filter(name__icontains=wish["q"].replace("\0", ""))
    found = paging.page(rows, BY, request.GET.get("after"), SIZE)
    filters = {name: value for name, value in wish.items() if value}
    today = day_of(at)
    context = {
        "groups": _groups(found.items, at),
        "wish": wish,
        "professions": [(each.value, _(PROFESSION_NAMES[each])) for each in Profession],
        "standings": [
            (Standing.LEARNING.value, _("in training")), (Standing.SERVING.value, _("serving")),
            (Standing.PAUSED.value, _("takes a pause")), ("gone", _("no longer here")),
        ],
        "next_url": f"?{urlencode({**filters, 'after': found.next})}" if found.next else "",
        "filtered": bool(filters),
        "to_check": waiting_to_be_checked(me.organisation_id).count(),
        "expiring": expiring(me.organisation_id, today).count(),
        "hours_wait": HoursEntry.objects.filter(organisation=me.organisation_id, state=HoursState.WAITING).count(),
        "coordinates": me.holds(Role.COORDINATOR),
    }  # fmt: skip
    return page(request, "people/folk/people.html", context)


def _groups(members: list[Member], at: Any) -> list[dict[str, Any]]:
    """Members by profession, each with what a coordinator asks first; three queries for all."""
    gaps, minutes = gaps_of(members, day_of(at)), minutes_this_month([each.pk for each in members], at)
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in members:
        groups.setdefault(each.profession, []).append(
            {
                "id": each.pk,
                "name": each.name,
                "chip": standing_chip(each),
                "roles": roles_of(each),
                "gaps": [kind.name for kind in gaps[each.pk]] if each.active else [],
                "hours": hours_text(minutes.get(each.pk, 0)),
                "new": each.experienced is False,
            }
        )
    return [{"name": _(PROFESSION_NAMES[Profession(key)]), "rows": rows} for key, rows in groups.items()]


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """One of them: credentials, hours, pauses, and what a coordinator can do."""
    her, me = person_for(request, id)
    return person_page(request, her, me)


def _role_choices(her: Member, me: Member) -> list[dict[str, Any]]:
    """Roles that a coordinator may give here, and which of them she holds."""
    open_here = [role for role in ROLE_NAMES if role.value not in GUARDED or me.holds(Role.ADMINISTRATOR)]
    return [{"code": role.value, "name": _(ROLE_NAMES[role]), "held": role.value in her.roles} for role in open_here]


def person_page(request: HttpRequest, her: Member, me: Member, refused: Any = None, **more: Any) -> HttpResponse:
    """The page, also where something on it was refused."""
    at = clock.now()
    total = total_of(her)
    context = {
        "person": her,
        "own": her.pk == me.pk,
        "chip": standing_chip(her),
        "profession": profession_of(her),
        "roles": roles_of(her),
        "phone": (her.phone if me.holds(Role.COORDINATOR) else covered(her.phone)) if her.phone else "",
        "credentials": [credential_row(row, at) for row in credentials_of(her)],
        "gaps": gaps_of([her], day_of(at))[her.pk] if her.active else [],
        "months": [
            {"first": month.first, "hours": hours_text(month.minutes), "entries": month.entries}
            for month in months_of(her)[:6]
        ],
        "hours": hours_text(total.minutes),
        "pauses": list(Pause.objects.filter(member=her).order_by("-begins_on")[:5]),
        "has_contact": EmergencyContact.objects.filter(member=her).exists(),
        "has_login": has_login(her.account),
        "coordinates": me.holds(Role.COORDINATOR),
        "list_url": reverse("people"),
        "link": "",
        "contact": None,
        "looks": [(code, _(words)) for code, words in LOOKS.items()],
        "pause": open_pause(her),
        "choices": _role_choices(her, me),
    }
    return page(request, "people/folk/person.html", context | more, refused)
