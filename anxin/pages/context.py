"""What every page knows. Everything that costs a query is asked only by a template that shows it, and once a request."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anxin.campaigns.access import OVERSEES, campaigns_of
from anxin.campaigns.chosen import remembered, running
from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.core.refusal import Refused
from anxin.core.templatetags.parts import when
from anxin.desk.rules.answers import EDITS
from anxin.desk.views.paged import banners
from anxin.people.access import NOBODY, home_of, visitor_of
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.queries import attendance_of, slot_at

Context = dict[str, Any]
DESK_PAGES = {"desk", "question", "verb", "answer", "take_next"}
PEOPLE_PAGES = {
    "people", "person", "person_credentials", "person_hours", "credentials", "check_credential", "credential_kinds",
    "hours_list", "bring_sheet", "people_sheet", "people_links", "people_export",
}  # fmt: skip


def house(request: HttpRequest) -> Context:
    """Names that the base templates read; those of staff are looked up when a template asks for them."""
    kept: Any = request
    if not hasattr(kept, "_house"):
        kept._house = _names(request)
    return {"demo": settings.DEMO, "hotlines": [], **kept._house}


def _names(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    services = cache(lambda: campaigns_of(visitor_of(request).members) if _is_staff(request) else [])
    here = cache(lambda: _here(request, services()))
    return {
        "me": cache(lambda: _me(request, here())),
        "nav": cache(lambda: _nav(request, here())),
        "services": cache(lambda: _services(request, here(), services())),
        "pages": cache(lambda: banners(request, clock.now()) if _is_staff(request) else []),
        "pages_live": cache(lambda: _pages_live(here())),
    }


def _is_staff(request: HttpRequest) -> bool:
    try:
        return visitor_of(request) is not NOBODY and bool(visitor_of(request).members)
    except Refused:
        return False


def _here(request: HttpRequest, found: list[Campaign]) -> Campaign | None:
    """The service she works in: the one this page is about, else the one she worked in last, else the first that runs."""
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    about = next((each for each in found if each.slug == slug), None)
    return about or remembered(request, found) or (found[0] if found else None)


def _services(request: HttpRequest, here: Campaign | None, found: list[Campaign]) -> Context | None:
    """The switch to another service of hers; None where there is no other. It leads to the same kind of page: who oversees a
    service lands on its day, unless she comes from a desk."""
    choice = running(found)
    if here is None or not any(each != here for each in choice):
        return None
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""

    def url(to: Campaign) -> str:
        by_day = name not in DESK_PAGES and any(
            each.organisation_id == to.organisation_id and each.holds(*OVERSEES) for each in visitor_of(request).members
        )
        return reverse("day" if by_day else "desk", args=[to.slug])

    return {
        "here": here.name,
        "others": [{"name": each.name, "url": url(each)} for each in choice if each != here],
    }


def _me(request: HttpRequest, campaign: Campaign | None) -> Context | None:
    if not _is_staff(request):
        return None
    member = home_of(request)
    if campaign is not None:
        member = next(each for each in visitor_of(request).members if each.organisation_id == campaign.organisation_id)
    return {
        "name": member.name,
        "profession": _(PROFESSION_NAMES[Profession(member.profession)]),
        "organisation": member.organisation.short_name,
        "account_url": reverse("my_account"),
        "own_url": reverse("person_me"),
        "duty_url": reverse("duty_of", args=[campaign.slug]) if campaign else reverse("duty"),
        **_duty(campaign, member),
    }


def _duty(campaign: Campaign | None, member: Any) -> Context:
    """The chip that says whether she is on duty, and until when."""
    if campaign is None or attendance_of(campaign, member) is None:
        return {"on_duty": False, "duty": _("not on duty") if campaign else ""}
    now = clock.now()
    slot = slot_at(campaign, [member.pk], now).get(member.pk)
    if slot is None:
        return {"on_duty": True, "duty": _("on duty now")}
    with timezone.override(campaign.tz):
        return {"on_duty": True, "duty": _("on duty until %(until)s") % {"until": when(slot.ends_at, now)}}


def _nav(request: HttpRequest, campaign: Campaign | None) -> list[Context]:
    if campaign is None:
        return []
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    oversees = any(
        each.organisation_id == campaign.organisation_id and each.holds(*OVERSEES)
        for each in visitor_of(request).members
    )
    edits = any(
        each.organisation_id == campaign.organisation_id and EDITS & set(each.roles)
        for each in visitor_of(request).members
    )
    entries = [
        {"label": _("Desk"), "url": reverse("desk", args=[campaign.slug]), "active": name in DESK_PAGES, "key": "d",
         "icon": "desk"},
        {"label": _("Today"), "url": reverse("day", args=[campaign.slug]), "active": name == "day", "key": "t",
         "icon": "calendar"},
        {"label": _("Groups"), "url": reverse("rooms", args=[campaign.slug]), "key": "r", "icon": "people",
         "active": name in {"rooms", "room", "room_post"}},
        {"label": _("On duty"), "url": reverse("duty_of", args=[campaign.slug]), "key": "u", "icon": "clock",
         "active": name in {"duty_of", "enter_slot"}},
    ]  # fmt: skip
    rota = {
        "rota_board",
        "rota_version",
        "rota_cover",
        "rota_rules",
        "rota_call",
        "rota_publish",
        "rota_print",
        "swaps",
    }
    if oversees:
        entries.insert(2, {"label": _("Rota"), "url": reverse("rota_board", args=[campaign.slug]), "key": "o",
                           "icon": "calendar", "active": name in rota})  # fmt: skip
        entries.append(
            {"label": _("People"), "url": reverse("people"), "key": "p", "icon": "account",
             "active": name in PEOPLE_PAGES}
        )  # fmt: skip
    else:
        entries.insert(2, {"label": _("My shifts"), "url": reverse("my_shifts", args=[campaign.slug]), "key": "m",
                           "icon": "calendar", "active": name in {"my_shifts", "when", "swaps", "swap_new"}})  # fmt: skip
    if edits:
        entries.append(
            {"label": _("Common questions"), "url": reverse("common", args=[campaign.slug]), "key": "c", "icon": "note",
             "active": name.startswith("common")}
        )  # fmt: skip
    return [each for each in entries if oversees or each["key"] != "t"]


def _pages_live(campaign: Campaign | None) -> Context | None:
    if campaign is None:
        return None
    return {"stream": f"/live/desk/{campaign.slug}", "fragment": reverse("paged"), "events": "changed"}
