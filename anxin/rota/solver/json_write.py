"""Writes a problem down in Anxin's own form; `anxin_json` reads it back as it was."""

import json
from collections.abc import Iterable
from typing import Any

from anxin.rota.solver.json_frame import VERSION, WEEKDAYS
from anxin.rota.solver.problem import Cell, Person, Problem


def write_json(problem: Problem) -> str:
    """`problem` as text; `read_json` gives it back as it was."""
    return json.dumps(given_of(problem), ensure_ascii=False, indent=1)


def given_of(problem: Problem) -> dict[str, Any]:
    """`problem` as what goes into JSON; what is as by default is left out."""
    return {
        "anxin-rota": VERSION,
        "days": problem.days,
        "first_weekday": WEEKDAYS[problem.first_weekday],
        "shifts": [
            _less(
                {
                    "id": shift.id,
                    "minutes": shift.minutes,
                    "from": _clock(shift.begins),
                    "to": _clock(shift.ends),
                    "not_before": sorted(shift.not_before),
                }
            )
            for shift in problem.shifts
        ],
        "people": [_written(person, problem) for person in problem.people],
        "requests": [
            {"person": each.person, "day": each.day, "shift": each.shift, "weight": each.weight, "on": each.on}
            for each in problem.requests
        ],
        "cover": [
            _less(
                {
                    "day": each.day,
                    "shifts": list(each.shifts),
                    "need": each.need,
                    "under": each.under,
                    "over": each.over,
                    "group": each.group,
                    "label": each.label,
                },
                keep=("day", "shifts", "need", "under"),
            )
            for each in problem.cover
        ],
        "links": [
            _less(
                {
                    "day": each.day,
                    "shifts": list(each.shifts),
                    "these": sorted(each.these),
                    "beside": sorted(each.beside),
                    "ratio": each.ratio,
                    "price": each.price,
                    "code": each.code,
                },
                keep=("day", "shifts", "these", "beside", "ratio", "price"),
            )
            for each in problem.links
        ],
    }


def _written(person: Person, problem: Problem) -> dict[str, Any]:
    past = person.past
    return _less(
        {
            "id": person.id,
            "groups": sorted(person.groups),
            "most": dict(person.most),
            "minutes": _less({"most": person.most_minutes, "least": person.least_minutes}, keep=("most",)),
            "run": {"most": person.most_run, "least": person.least_run},
            "off": {"least": person.least_off},
            "weekends": {"most": person.most_weekends},
            "cannot": _cells(person.cannot, problem),
            "days_off": sorted(person.days_off),
            "pins": {str(day): shift for day, shift in sorted(person.pins.items())},
            "spells": [
                {"first": each.first, "last": each.last, "most": each.most, "least": each.least}
                for each in person.spells
            ],
            "shares": [
                {"code": each.code, "cells": _cells(each.cells, problem), "costs": list(each.costs)}
                for each in person.shares
            ],
            "past": past and {"worked": past.worked, "off": past.off, "last": past.last, "weekend": past.weekend},
        },
        keep=("most",),
    )


def _cells(cells: frozenset[Cell], problem: Problem) -> list[dict[str, Any]]:
    """By days that the same shifts share."""
    days: dict[str, tuple[int, ...]] = {
        shift.id: tuple(sorted(day for day, each in cells if each == shift.id)) for shift in problem.shifts
    }
    grouped: dict[tuple[int, ...], list[str]] = {}
    for shift, those in days.items():
        if those:
            grouped.setdefault(those, []).append(shift)
    return [{"days": list(those), "shifts": shifts} for those, shifts in grouped.items()]


def _less(given: dict[str, Any], keep: Iterable[str] = ()) -> dict[str, Any]:
    kept = frozenset(keep)
    return {key: value for key, value in given.items() if key in kept or value not in (None, [], {}, 0, "")}


def _clock(minutes: int) -> str | None:
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else None
