"""What a draft changes in the living rota, and publishing it; who else could take a shift."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import sentence
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.access import version_in
from anxin.rota.actions.publish import publish
from anxin.rota.board.edits import number
from anxin.rota.board.grid import Grid
from anxin.rota.board.look import Sign, on_date, signs, stint_words
from anxin.rota.board.others import others
from anxin.rota.diff import MemberDiff, compared
from anxin.rota.facts import facts_of, living_facts
from anxin.rota.kinds import VersionState
from anxin.rota.models import RotaRules, Version
from anxin.rota.rules import judge
from anxin.rota.rules.facts import Facts
from anxin.rota.views.cover import as_context
from anxin.rota.views.version import about, cell_in

Context = dict[str, Any]
MOST_WRONG = 30


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def publish_page(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The differences; a POST publishes what was looked at, or shows the new differences where they are others by now."""
    campaign, member = campaign_to_oversee(request, slug)
    row = version_in(campaign, id)
    if request.method != "POST":
        return page(request, campaign, row)
    try:
        seen = number(request.POST, "revision")
        if number(request.POST, "edits") != row.edits:  # somebody edited the draft since these differences were shown
            return page(request, campaign, row, edited=True)
        publish(version=row, revision=seen, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, row, refused=refused)
    messages.success(request, _("Published. Whose shifts changed is told."))
    return redirect("rota_board", slug)


def page(
    request: HttpRequest, campaign: Campaign, row: Version, *, refused: Refused | None = None, edited: bool = False
) -> HttpResponse:
    """The differences as they are now."""
    at = clock.now()
    row.refresh_from_db()
    rules = RotaRules.objects.filter(campaign=campaign).first()
    drafted = facts_of(row, at)
    found = compared(drafted, living_facts(campaign, row.first_on, row.last_on, at))
    wrong = judge(drafted)
    look = signs(drafted.kinds)
    lacks = sum(piece.missing for pieces in Grid(drafted, editable=False).covered.values() for piece in pieces)
    blocks = [sentence(each.finding) for each in wrong if each.blocks]
    warnings = [sentence(each.finding) for each in wrong if not each.blocks]
    context: Context = {
        **about(row, campaign, at),
        "revision": rules.revision if rules else 0,
        "began_from": row.revision,
        "elsewhere": bool(rules and rules.revision != row.revision),
        "members": [_member(each, look, drafted) for each in found.members],
        "changes": found.count,
        "kept": found.kept,
        "lacks": f"{lacks:g}" if lacks else "",
        "blocks": blocks[:MOST_WRONG],
        "warnings": warnings[:MOST_WRONG],
        "more": max(0, len(warnings) - MOST_WRONG),
        "edited": edited,
        "refusal": as_context(refused),
    }
    return show(request, campaign, "rota/publish.html", context, refused.status if refused else 409 if edited else 200)


def _member(each: MemberDiff, look: dict[UUID, Sign], facts: Facts) -> Context:
    def words(stint: Any) -> str:
        return f"{on_date(stint.day)} {stint_words(stint, look, facts)}"

    return {
        "name": each.name,
        "added": [words(stint) for stint in each.added],
        "removed": [words(stint) for stint in each.removed],
        "moved": [f"{words(a)} → {stint_words(b, look, facts)}" for a, b in each.moved],
    }


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def who_else(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Ranked replacements for a shift, as a fragment."""
    campaign, _who = campaign_to_oversee(request, slug)
    row, at = version_in(campaign, id), clock.now()
    facts = facts_of(row, at)
    named = cell_in(request.GET.get("at", ""), facts)
    kind = _kind(request, facts)
    if named is None or kind is None or row.state != VersionState.DRAFT:
        raise Http404
    found = others(Grid(facts, editable=True), *named, kind, at)
    context: Context = {"version": row, "others": found, "key": request.GET["at"], "kind_id": kind, "name": named[0].name,
                        "kind_name": facts.kinds[kind].name}  # fmt: skip
    return show(request, campaign, "rota/_others.html", context)


def _kind(request: HttpRequest, facts: Facts) -> UUID | None:
    try:
        kind = UUID(request.GET.get("kind", ""))
    except ValueError:
        return None
    return kind if kind in facts.kinds else None
