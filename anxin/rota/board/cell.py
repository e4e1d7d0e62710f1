"""One cell opened: each kind of shift with what she said, what the rules find, and what can be done by one tap."""

from datetime import date, datetime
from typing import Any

from anxin.core.web import sentence
from anxin.rota.board.grid import Grid, short
from anxin.rota.board.look import CAN_NAMES, on_date
from anxin.rota.rules import Judged, judge, judge_adding
from anxin.rota.rules.facts import Colleague, Facts, Kind, Stint

Context = dict[str, Any]


def cell(grid: Grid, who: Colleague, day: date, at: datetime) -> Context:
    """What the dialog shows."""
    facts = grid.facts
    stints = grid.by_cell.get((who.id, day), [])
    wrong = judge(facts, [who.id])
    return {
        "key": f"{short(who.id)}-{(day - facts.first).days}",
        "name": who.name,
        "day": on_date(day),
        "kinds": [
            _kind(grid, who, day, kind, stints, wrong, at)
            for kind in facts.kinds.values()
            if not kind.ended or any(each.kind == kind.id for each in stints)
        ],
        "others": [_other(each, facts) for each in stints if not each.movable or each.kind is None],
        "barred": (who.id, day, None) in facts.barred,
        "day_begun": datetime.combine(day, datetime.min.time(), facts.zone) <= at and not stints,
        "whole": [_said(each) for each in wrong if each.day is None],
    }


def _kind(
    grid: Grid, who: Colleague, day: date, kind: Kind, stints: list[Stint], wrong: list[Judged], at: datetime
) -> Context:
    facts = grid.facts
    here = next((each for each in stints if each.kind == kind.id and each.movable), None)
    begun = kind.stretch(day, facts.zone)[0] <= at
    if here is not None:
        found = [each for each in wrong if each.day == day and each.kind in (None, kind.id)]
    else:
        found = [] if begun else judge_adding(facts, facts.stint(who.id, day, kind.id))
    said = facts.said.get((who.id, day, kind.id))
    sign = grid.signs[kind.id]
    return {
        "id": kind.id,
        "sign": sign,
        "said": str(CAN_NAMES[said]) if said else "",
        "can": str(said or ""),
        "there": here is not None,
        "pinned": here is not None and here.pinned,
        "begun": begun,
        "barred": (who.id, day, kind.id) in facts.barred,
        "blocks": [_said(each) for each in found if each.blocks],
        "warnings": [_said(each) for each in found if not each.blocks],
    }


def _other(stint: Stint, facts: Facts) -> Context:
    return {
        "begins": stint.begins.astimezone(facts.zone),
        "ends": stint.ends.astimezone(facts.zone),
        "here": stint.here,
    }


def _said(judged: Judged) -> str:
    return sentence(judged.finding)
