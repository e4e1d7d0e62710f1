"""The figures by which the rules judge, and which of them block or only warn; a campaign keeps those that differ.

Lengths are whole minutes or hours, as their names say; 0 at a limit means that there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from types import MappingProxyType
from typing import Any

from anxin.core.words import _
from anxin.rota.kinds import Weight

WEIGHTS = "weights"  # the key under which a campaign says which rules block, warn or are off
MOST_STRAIN_HOURS = 96  # of rest after a crisis


@dataclass(frozen=True, slots=True)
class Field:
    """One figure that a coordinator can change: its name, what people call it, its usual value and its bounds."""

    name: str
    title: str
    usual: int
    least: int
    most: int


FIELDS = (
    Field("rest_hours", _("Hours of rest between two shifts"), 11, 0, 16),
    Field("days_in_a_row", _("Days in a row, at most"), 6, 1, 31),
    Field("day_hours", _("Hours a day, at most"), 10, 1, 16),
    Field("week_hours", _("Hours a week, at most (0: no limit)"), 48, 0, 112),
    Field("campaign_hours", _("Hours in the whole service, at most (0: no limit)"), 0, 0, 5_000),
    Field("strain_hours_2", _("Hours of rest after a crisis of high risk"), 12, 0, MOST_STRAIN_HOURS),
    Field("strain_hours_3", _("Hours of rest after a crisis of imminent danger"), 24, 0, MOST_STRAIN_HOURS),
    Field("break_after_hours", _("A shift longer than so many hours has a break"), 6, 1, 16),
    Field("break_minutes", _("A break lasts so many minutes at least"), 30, 0, 240),
    Field("newcomers_beside", _("New volunteers beside one who is experienced, at most"), 2, 1, 20),
    Field("experienced_after", _("A volunteer is experienced after so many shifts"), 5, 0, 200),
    Field("least_shifts", _("Shifts in a rota, at least (0: as it comes)"), 0, 0, 93),
    Field("most_shifts", _("Shifts in a rota, at most (0: no limit)"), 0, 0, 93),
    Field("evening_from", _("A shift that goes on after this hour is an evening"), 18, 12, 24),
    Field("share_over", _("Evenings or weekends above her colleagues' average that are still fair"), 2, 0, 31),
)
NAMES = {each.name: each for each in FIELDS}


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one campaign."""

    rest_hours: int = 11
    days_in_a_row: int = 6
    day_hours: int = 10
    week_hours: int = 48
    campaign_hours: int = 0
    strain_hours_2: int = 12
    strain_hours_3: int = 24
    break_after_hours: int = 6
    break_minutes: int = 30
    newcomers_beside: int = 2
    experienced_after: int = 5
    least_shifts: int = 0
    most_shifts: int = 0
    evening_from: int = 18
    share_over: int = 2
    weights: Mapping[str, Weight] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def evening(self) -> time:
        """From when on a shift is an evening; midnight: none is."""
        return time(self.evening_from % 24)


def read_figures(raw: Mapping[str, Any]) -> Figures:
    """The figures that a campaign keeps, as they were checked when they were set: what cannot be read is the usual one."""
    said = {name: raw[name] for name, each in NAMES.items() if _fits(each, raw.get(name))}
    weights = {code: Weight(value) for code, value in dict(raw.get(WEIGHTS, {})).items() if value in list(Weight)}
    return Figures(**said, weights=weights)


def faults_in(raw: Mapping[str, Any]) -> list[Field]:
    """The figures in `raw` that are no whole number within their bounds."""
    return [each for name, each in NAMES.items() if name in raw and not _fits(each, raw[name])]


def _fits(field: Field, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and field.least <= value <= field.most
