"""Who could take a shift instead of somebody, in words: as rota/replacements.py ranks them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from anxin.core.web import sentence
from anxin.rota.board.grid import Grid
from anxin.rota.board.look import CAN_NAMES
from anxin.rota.replacements import Candidate, ranked_in
from anxin.rota.rules.facts import Colleague

MOST = 12


def others(grid: Grid, who: Colleague, day: date, kind: UUID, at: datetime) -> list[dict[str, Any]]:
    """The first twelve who are not on that shift already; nobody where it has begun or is not hers."""
    facts = grid.facts
    stint = next((s for s in facts.by_member.get(who.id, ()) if s.day == day and s.kind == kind and s.movable), None)
    if stint is None or stint.begins <= at:
        return []
    there = {each.member for each in facts.by_day.get(day, ()) if each.kind == kind}
    return [_told(each) for each in ranked_in(facts, stint) if each.member not in there][:MOST]


def _told(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.member,
        "name": candidate.name,
        "said": str(CAN_NAMES[candidate.said]) if candidate.said else "",
        "blocks": [sentence(each.finding) for each in candidate.judged if each.blocks][:2],
        "warnings": [sentence(each.finding) for each in candidate.judged if not each.blocks][:2],
    }
