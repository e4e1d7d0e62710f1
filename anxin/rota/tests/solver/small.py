"""Small problems whose answers can be worked out by hand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from anxin.rota.solver.problem import Cover, Person, Problem, Shift

SHARED = Path(__file__).resolve().parents[5] / "shared"
SCORER = SHARED / "acceptance" / "score_roster.py"
INSTANCES = SHARED / "data" / "roster-curtois"

needs_instances = pytest.mark.skipif(
    not (SCORER.exists() and INSTANCES.is_dir()), reason="the published instances are not beside this clone"
)

EARLY = Shift("E", 240, begins=480, ends=720)
LATE = Shift("L", 240, not_before=frozenset({"E"}), begins=1080, ends=1320)


def person(name: str = "刘", **limits: Any) -> Person:
    """Somebody whom nothing limits but `limits`."""
    free: dict[str, Any] = {"most": {"E": 99, "L": 99}, "most_minutes": 100_000, "most_run": 99}
    return Person(id=name, **{**free, **limits})


def problem(*people: Person, days: int = 14, **more: Any) -> Problem:
    """Two shifts a day, from a Monday."""
    return Problem(days=days, shifts=(EARLY, LATE), people=people or (person(),), **more)


def row(text: str) -> dict[int, str]:
    """“E.L” → early on day 0, late on day 2."""
    return {day: shift for day, shift in enumerate(text) if shift != "."}


def wanted(days: int, *shifts: str, need: int = 1, group: str | None = None, under: int = 100) -> tuple[Cover, ...]:
    """`need` people in each of `shifts` on every day."""
    return tuple(
        Cover(day, (shift,), need, under, group=group, label=f"{shift}{day}") for day in range(days) for shift in shifts
    )


def changed(whole: Problem, name: str, **limits: Any) -> Problem:
    """`whole` where one person has other limits."""
    return replace(whole, people=tuple(replace(p, **limits) if p.id == name else p for p in whole.people))
