"""A rota day by day: for each kind of shift who is put down. For phones and for paper."""

from typing import Any

from django.utils.translation import gettext as _

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.board.grid import Grid
from anxin.rota.rules.facts import Stint


def by_kind(grid: Grid) -> list[dict[str, Any]]:
    """Each day with its shifts in order, each with names by profession, and what is missing."""
    facts = grid.facts
    found = []
    for day in grid.days:
        stints = sorted((s for s in facts.by_day.get(day, ()) if s.here), key=lambda s: (s.begins, s.ends))
        shifts: dict[tuple[Any, Any, Any], list[Stint]] = {}
        for stint in stints:
            shifts.setdefault((stint.kind, stint.begins, stint.ends), []).append(stint)
        missing = sum(p.missing for (_of, on), pieces in grid.covered.items() if on == day for p in pieces)
        found.append({
            "day": day,
            "shifts": [_shift(grid, key, hers) for key, hers in shifts.items()],
            "missing": f"{missing:g}" if missing else "",
        })  # fmt: skip
    return found


def _shift(grid: Grid, key: tuple[Any, Any, Any], stints: list[Stint]) -> dict[str, Any]:
    kind, begins, ends = key
    zone, sign = grid.facts.zone, grid.signs.get(kind)
    names: dict[Profession, list[str]] = {}
    for stint in stints:
        who = grid.facts.people[stint.member]
        names.setdefault(who.profession, []).append(who.name)
    return {
        "name": sign.name if sign else "",
        "letter": sign.letter if sign else "●",
        "colour": sign.colour if sign else "other",
        "begins": begins.astimezone(zone),
        "ends": ends.astimezone(zone),
        "people": [
            {"label": _(PROFESSION_NAMES[each]), "names": "、".join(names[each])}
            for each in Profession
            if each in names
        ],
    }
