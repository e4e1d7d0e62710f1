"""Kinds of shifts, the cover wanted by profession and hour, and the figures of the rules."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.access import kind_in
from anxin.rota.actions.cover import (
    add_kind,
    change_kind,
    clear_date,
    end_kind,
    set_cover,
    take_first_offer,
)
from anxin.rota.actions.figures import set_figures
from anxin.rota.board.look import WEEKDAYS
from anxin.rota.calls import kinds_of
from anxin.rota.cover_forms import OFFER_NAMES, CoverForm, FiguresForm, KindForm, kind_form
from anxin.rota.facts import figures_of
from anxin.rota.models import ShiftKind
from anxin.rota.rules.wanted import Need, alike, by_hour, of_date, of_weekday, offer
from anxin.rota.wants import written_needs

Context = dict[str, Any]
WEEK = range(7)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    campaign, _member = campaign_to_oversee(request, slug)
    return page(request, campaign)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def first_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Shifts over the service's hours, one of each profession for each, by one tap."""
    campaign, member = campaign_to_oversee(request, slug)
    shifts, _needs = offer(campaign.service_hours.weekly, campaign.professions)
    names = [str(name) for name in OFFER_NAMES.get(len(shifts), ())]
    try:
        take_first_offer(campaign=campaign, names=names, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, refused=refused)
    return redirect("rota_cover", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def new_kind(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a kind of shift."""
    campaign, member = campaign_to_oversee(request, slug)
    form = KindForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return page(request, campaign, kind=form, status=422)
    try:
        add_kind(campaign=campaign, **form.cleaned_data, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, kind=form, refused=refused)
    return redirect("rota_cover", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def edit_kind(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Change a kind of shift, or end it."""
    campaign, member = campaign_to_oversee(request, slug)
    kind = kind_in(campaign, id)
    if "end" in request.POST:
        end_kind(kind=kind, by=member, at=clock.now())
        messages.success(
            request, _("“%(name)s” is no longer offered; rotas that have it keep it.") % {"name": kind.name}
        )
        return redirect("rota_cover", slug)
    form = KindForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return page(request, campaign, editing=(kind, form), status=422)
    try:
        change_kind(kind=kind, **form.cleaned_data, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, editing=(kind, form), refused=refused)
    return redirect("rota_cover", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def want(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how many of whom a stretch wants."""
    campaign, member = campaign_to_oversee(request, slug)
    form = CoverForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return page(request, campaign, wanted=form, status=422)
    try:
        set_cover(campaign=campaign, **form.cleaned_data, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, wanted=form, refused=refused)
    return redirect("rota_cover", slug)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def as_usual(request: HttpRequest, slug: str) -> HttpResponse:
    """A date has what its weekday has again."""
    campaign, member = campaign_to_oversee(request, slug)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    clear_date(campaign=campaign, day=day, by=member, at=clock.now())
    return redirect("rota_cover", slug)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules: their figures, and which block, warn or are off."""
    campaign, member = campaign_to_oversee(request, slug)
    now = figures_of(campaign)
    form = FiguresForm(request.POST if request.method == "POST" else None, figures=now)
    status, refusal = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            numbers, weights = form.read()
            try:
                set_figures(campaign=campaign, figures=numbers, weights=weights, by=member, at=clock.now())
            except Refused as refused:
                refusal, status = as_context(refused), refused.status
            else:
                messages.success(request, _("Kept. From now on the rota is judged by these."))
                return redirect("rota_rules", slug)
    return show(request, campaign, "rota/rules.html", {"form": form, "refusal": refusal}, status)


def page(
    request: HttpRequest, campaign: Campaign, *, kind: KindForm | None = None, wanted: CoverForm | None = None,
    editing: tuple[ShiftKind, KindForm] | None = None, refused: Refused | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with a refusal, and what was typed, where there is one."""
    kinds = kinds_of(campaign)
    needs = written_needs(campaign)
    rows = [_kind(each, editing, campaign) for each in kinds]
    context: Context = {
        "kinds": rows,
        "is_new": not rows and not needs,
        "kind_form": kind or KindForm(campaign=campaign),
        "cover_form": wanted or CoverForm(campaign=campaign, initial={"begins": "08:00", "ends": "22:00"}),
        "weeks": weeks(needs, campaign),
        "dates": dates(needs, campaign, clock.now()),
        "refusal": as_context(refused),
    }
    return show(request, campaign, "rota/cover.html", context, refused.status if refused else status)


def _kind(kind: ShiftKind, editing: tuple[ShiftKind, KindForm] | None, campaign: Campaign) -> Context:
    tried = editing is not None and editing[0].pk == kind.pk
    form = editing[1] if editing is not None and tried else kind_form(kind, campaign)
    only = [_(PROFESSION_NAMES[Profession(each)]) for each in kind.professions]
    return {"id": kind.pk, "name": kind.name, "begins": kind.begins, "ends": kind.ends, "form": form, "open": tried,
            "break": kind.break_minutes, "past_midnight": kind.ends <= kind.begins, "only": "、".join(only)}  # fmt: skip


def weeks(needs: list[Need], campaign: Campaign) -> list[Context]:
    """A grid for each set of weekdays that want the same."""
    professions = _professions(needs, campaign)
    week = {day: [of_weekday(needs, each, day) for each in professions] for day in WEEK}
    return [
        {"label": _days(days), **_grid(professions, week[days[0]], _hours(needs))}
        for days in alike(week)
        if any(week[days[0]])
    ]


def dates(needs: list[Need], campaign: Campaign, at: datetime) -> list[Context]:
    """A grid for each date that is not as its weekday; what is past is left out."""
    professions = _professions(needs, campaign)
    today = at.astimezone(campaign.tz).date()
    days = sorted({need.day for need in needs if need.day is not None and need.day >= today})
    return [
        {"day": day, **_grid(professions, [of_date(needs, each, day) for each in professions], _hours(needs))}
        for day in days
    ]


def _grid(professions: list[str], wanted: list[Any], hours: list[int]) -> Context:
    rows = [
        {"label": _(PROFESSION_NAMES[Profession(profession)]), "cells": by_hour(stretches, hours)}
        for profession, stretches in zip(professions, wanted, strict=True)
    ]
    columns = [{"hour": hour, "cells": [row["cells"][n] for row in rows]} for n, hour in enumerate(hours)]
    return {"hours": hours, "rows": rows, "columns": columns}


def _hours(needs: list[Need]) -> list[int]:
    wanted = [need for need in needs if need.people]
    if not wanted:
        return []
    return list(range(min(n.begin for n in wanted) // 60, -(-max(n.end for n in wanted) // 60)))


def _professions(needs: list[Need], campaign: Campaign) -> list[str]:
    return list(dict.fromkeys([*campaign.professions, *(need.profession for need in needs)]))


def _days(days: tuple[int, ...]) -> str:
    if len(days) == len(WEEK):
        return _("every day")
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return "、".join(str(WEEKDAYS[each]) for each in days)


def as_context(refused: Refused | None) -> Context | None:
    """A refusal as parts/refusal.html wants it."""
    return {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)} if refused else None
