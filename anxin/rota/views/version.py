"""A version of the rota: its grid, a cell opened, edits by hand. An edit sends back the lines that changed, not the page."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said as said_when
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import BAD_REQUEST, Refused
from anxin.core.web import sentence
from anxin.people.access import member_of_house
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.access import kind_in, version_in
from anxin.rota.actions.by_hand import put_back
from anxin.rota.board import hours
from anxin.rota.board.cell import cell
from anxin.rota.board.edits import VERBS, Edit, apply, cells_in, number
from anxin.rota.board.grid import Grid, cell_named
from anxin.rota.board.why import gap, notes
from anxin.rota.facts import facts_of
from anxin.rota.gaps import gaps_of
from anxin.rota.kinds import VersionState
from anxin.rota.models import Version
from anxin.rota.remedies import help_for, stored_in
from anxin.rota.rules import Judged, judge
from anxin.rota.rules.facts import Colleague, Facts
from anxin.rota.views.cover import as_context
from anxin.rota.views.drawing import pulse_context

Context = dict[str, Any]
MOST_WRONG = 40
MOST_GAPS = 8  # that stand open; the rest is folded


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def version(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The page; `?at=` opens a cell, for who has no scripts."""
    campaign, _member = campaign_to_oversee(request, slug)
    row, at = version_in(campaign, id), clock.now()
    facts = facts_of(row, at)
    grid = Grid(facts, editable=row.state == VersionState.DRAFT)
    context: Context = {**about(row, campaign, at), **tables(grid), **pulse_context(row, campaign, at), "opened": None}
    named = cell_in(request.GET.get("at", ""), facts)
    if named is not None and grid.editable:
        context["opened"] = opened(grid, *named, row, at)
    return show(request, campaign, "rota/version.html", context)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def grid(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Both tables, as a fragment: after a draw, or an edit by another coordinator."""
    campaign, _member = campaign_to_oversee(request, slug)
    row = version_in(campaign, id)
    found = Grid(facts_of(row, clock.now()), editable=row.state == VersionState.DRAFT)
    return show(request, campaign, "rota/_tables.html", {**tables(found), "stamp": stamp(row), "version": row})


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def one_cell(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """A cell opened, as a fragment for the dialog."""
    campaign, _member = campaign_to_oversee(request, slug)
    row, at = draft_in(campaign, id), clock.now()
    place = cell_named(request.GET.get("at", ""), people_in(row), row.first_on, row.last_on)
    facts = facts_of(row, at, said_by=[place[0]] if place else [])
    named = cell_in(request.GET.get("at", ""), facts)
    if named is None:
        raise Http404
    found = opened(Grid(facts, editable=True), *named, row, at)
    return show(request, campaign, "rota/_cell.html", {"cell": found, "version": row, "refusal": None})


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def edit(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Assign, remove, pin, keep off, put another in her place. The dialog comes back, and every line that changed."""
    campaign, member = campaign_to_oversee(request, slug)
    row, at = draft_in(campaign, id), clock.now()
    named = cell_named(request.POST.get("at", ""), people_in(row), row.first_on, row.last_on)
    if named is None:
        raise Http404
    who, day = named
    wish = read(request, campaign, who, day)
    try:
        words, token = apply(row, wish, number(request.POST, "edits"), member, at)
    except Refused as refused:
        return not_done(request, campaign, row, named, refused)
    touched = {who: day, **({wish.other.pk: day} if wish.other else {})}
    return done(request, campaign, row, touched, words, token)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def undo(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put the cells of the last edit back."""
    campaign, member = campaign_to_oversee(request, slug)
    row, at = draft_in(campaign, id), clock.now()
    cells = cells_in(request.POST.get("token", ""), row)
    named = cell_named(request.POST.get("at", ""), people_in(row), row.first_on, row.last_on)
    try:
        put_back(version=row, cells=cells, edits=number(request.POST, "edits"), by=member, at=at)
    except Refused as refused:
        return not_done(request, campaign, row, named, refused)
    return done(request, campaign, row, {each.member: each.day for each in cells}, _("Undone."), "")


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def troubles(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """What is not good yet: gaps with why and what would help, and what the rules find. A fragment, as it takes a while."""
    campaign, _member = campaign_to_oversee(request, slug)
    row, at = version_in(campaign, id), clock.now()
    facts = facts_of(row, at)
    wrong = sorted(judge(facts), key=lambda each: not each.blocks)
    gaps, stored = gaps_of(facts, at), stored_in(row)
    context: Context = {
        "gaps": [gap(each, facts, help_for(each, stored, facts, at)) for each in gaps],
        "blocks": _sentences(facts, [each for each in wrong if each.blocks]),
        "warnings": _sentences(facts, [each for each in wrong if not each.blocks]),
        "more": max(0, sum(not each.blocks for each in wrong) - MOST_WRONG),
        "marks": " ".join(marks(facts, wrong)),
        "more_gaps": max(0, len(gaps) - MOST_GAPS),
        "notes": notes(row.findings),
        "version": row,
    }
    return show(request, campaign, "rota/_troubles.html", context)


def marks(facts: Facts, wrong: Iterable[Judged]) -> Iterable[str]:
    """Cells with the worst that is found there, as the page's script reads them: "<cell>:bad" or "<cell>:odd"."""
    worst: dict[str, bool] = {}
    for each in wrong:
        if each.day is not None:
            key = value(facts, each.member, each.day)
            worst[key] = worst.get(key, False) or each.blocks
    return (f"{key}:{'bad' if blocks else 'odd'}" for key, blocks in worst.items())


def _sentences(facts: Facts, found: list[Any]) -> list[Context]:
    return [
        {"words": sentence(each.finding), "value": value(facts, each.member, each.day) if each.day else ""}
        for each in found[:MOST_WRONG]
    ]


def value(facts: Facts, member: UUID, day: date) -> str:
    """How a cell is named."""
    return f"{member.hex[-10:]}-{(day - facts.first).days}"


# What the views share ---------------------------------------------------------------------------------------------------
def cell_in(text: str, facts: Facts) -> tuple[Colleague, date] | None:
    """The person and the day of a cell."""
    named = cell_named(text, facts.people, facts.first, facts.last)
    return (facts.people[named[0]], named[1]) if named else None


def people_in(row: Version) -> list[UUID]:
    """Who takes part, and who stands in the version though she does not."""
    taking_part = row.campaign.participants.filter(left_at=None).values_list("member", flat=True)
    return list(taking_part.union(row.assignments.values_list("member", flat=True)))


def draft_in(campaign: Campaign, id: UUID) -> Version:
    """A version that can be edited; the actions say so again under their lock."""
    return version_in(campaign, id)


def read(request: HttpRequest, campaign: Campaign, who: UUID, day: date) -> Edit:
    """The edit that a form asks for. Refused (400) where it cannot be read."""
    do = request.POST.get("do", "")
    anyway = do.endswith("-anyway")
    do = do.removesuffix("-anyway")
    try:
        kind = UUID(request.POST["kind"]) if request.POST.get("kind") else None
        other = UUID(request.POST["other"]) if request.POST.get("other") else None
    except ValueError:
        raise Refused(BAD_REQUEST, 400) from None
    if do not in VERBS:
        raise Refused(BAD_REQUEST, 400)
    return Edit(
        do, member_of_house(campaign.organisation_id, who), day, kind_in(campaign, kind) if kind else None,
        member_of_house(campaign.organisation_id, other) if other else None, anyway,
    )  # fmt: skip


def about(row: Version, campaign: Campaign, at: datetime) -> Context:
    """What every page of a version says of it."""
    return {
        "now": at,
        "version": row,
        "draft": row.state == VersionState.DRAFT,
        "published": row.state == VersionState.PUBLISHED,
        "made": said_when(row.made_at, at, campaign),
        "published_at": said_when(row.published_at, at, campaign) if row.published_at else "",
        "stamp": stamp(row),
        "stream_url": f"/live/rota/{campaign.slug}",
        "pulse_url": reverse("rota_pulse", args=[campaign.slug, row.pk]),
        "refusal": None,
    }


def tables(found: Grid) -> Context:
    """Person × day and profession × hour, and what their signs mean."""
    return {
        "table": found.table(),
        "hours": hours.tables(found),
        "signs": [sign for kind, sign in found.signs.items() if not found.facts.kinds[kind].ended],
        "nobody": not found.people,
    }


def stamp(row: Version) -> str:
    """Another stamp: the tables are others."""
    return f"{row.edits}-{row.cost}"


def opened(found: Grid, who: Colleague, day: date, row: Version, at: datetime) -> Context:
    """A cell for the dialog."""
    return {**cell(found, who, day, at), "edits": row.edits}


def done(
    request: HttpRequest, campaign: Campaign, row: Version, touched: dict[UUID, date], words: str, token: str
) -> HttpResponse:
    """After an edit: without scripts the page again; else a line that says it, and the lines that changed."""
    row.refresh_from_db()
    if not request.headers.get("HX-Request"):
        return redirect("rota_version", campaign.slug, row.pk)
    found = Grid(facts_of(row, clock.now(), said_by=touched), editable=True)
    context: Context = {
        "version": row,
        "key": request.POST.get("at", ""),
        "words": words,
        "token": token,
        "stamp": stamp(row),
        "lines": mark_safe("".join(lines(found, touched))),  # noqa: S308 - written by the board, escaped there
    }
    return show(request, campaign, "rota/_edited.html", context)


def lines(found: Grid, touched: dict[UUID, date]) -> Iterable[str]:
    """Each person's line, her profession's, and those of its hours on that day and the next."""
    groups = set()
    for member, day in touched.items():
        if member in found.facts.people:
            yield found.fresh_row(member).replace("<tr ", '<tr hx-swap-oob="true" ', 1)
            groups.add((found.facts.people[member].profession, day))
    for profession, day in groups:
        yield found.group(profession).replace("<tr ", '<tr hx-swap-oob="true" ', 1)
        for each in (day, day + timedelta(days=1)):
            if found.facts.within(each) and (profession, each) in found.covered:
                yield hours.day_row(found, profession, each).replace("<tr ", '<tr hx-swap-oob="true" ', 1)


def not_done(
    request: HttpRequest, campaign: Campaign, row: Version, named: tuple[UUID, date] | None, refused: Refused
) -> HttpResponse:  # fmt: skip
    """Refused: the dialog with the sentence, as things stand now; where somebody else edited, everything anew."""
    at = clock.now()
    row.refresh_from_db()
    found = Grid(facts_of(row, at), editable=row.state == VersionState.DRAFT)
    context: Context = {
        "version": row,
        "cell": opened(found, found.facts.people[named[0]], named[1], row, at)
        if named and named[0] in found.facts.people
        else None,
        "refusal": as_context(refused),
    }
    if not request.headers.get("HX-Request"):
        page = {**about(row, campaign, at), **tables(found), **pulse_context(row, campaign, at)}
        return show(
            request, campaign, "rota/version.html", {**page, **context, "opened": context["cell"]}, refused.status
        )
    changed = refused.finding.code == "edited_meanwhile"
    if changed:
        context |= {**tables(found), "stamp": stamp(row)}
    return show(request, campaign, "rota/_refused.html", {**context, "changed": changed}, refused.status)
