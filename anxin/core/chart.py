"""Where the lines of a small chart go: pure geometry, drawn by the template `parts/wait_chart.html`."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400.0, 160.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 14.0, 22.0, 24.0
LIMIT_WORD_ROOM = 5.0
VALUE_ROOM = 56.0


@dataclass(frozen=True, slots=True)
class Wait:
    """How long askers waited in one stretch of the day: `hour` of day (10.5 is 10:30), `minutes`, `label` as shown."""

    hour: float
    minutes: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: where, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything the template draws, in the units of its viewBox."""

    width: float
    height: float
    left: float
    right: float
    base: float
    limit_y: float
    limit_word_y: float
    line: str
    area: str
    last_x: float
    last_y: float
    value_x: float
    value_y: float
    over: bool
    hours: list[Tick]
    minutes: list[Tick]


def wait_chart(waits: Sequence[Wait], *, opens: float, closes: float, limit: float) -> LineChart:
    """Lay out waiting times (`minutes`) over a day from `opens` to `closes` (hours), with `limit` minutes as a line."""
    top = max([limit * 1.25, *(wait.minutes for wait in waits)])
    right, base = WIDTH - RIGHT, HEIGHT - BOTTOM
    span = max(closes - opens, 1.0)

    def x(hour: float) -> float:
        return round(LEFT + (min(max(hour, opens), closes) - opens) / span * (right - LEFT), 1)

    def y(minutes: float) -> float:
        return round(base - minutes / top * (base - TOP), 1)

    points = [(x(wait.hour), y(wait.minutes)) for wait in waits]
    line = "M" + " L".join(f"{px} {py}" for px, py in points) if points else ""
    area = f"{line} L{points[-1][0]} {base} L{points[0][0]} {base} Z" if points else ""
    last_x, last_y = points[-1] if points else (LEFT, base)
    step = 2 if span > 8 else 1
    hours = range(int(-(-opens // 1)), int(closes) + 1, step)
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        base=base,
        limit_y=y(limit),
        limit_word_y=round(y(limit) - LIMIT_WORD_ROOM, 1),
        line=line,
        area=area,
        last_x=last_x,
        last_y=last_y,
        value_x=round(min(last_x + 8, WIDTH - VALUE_ROOM), 1),
        value_y=round(max(last_y - 8, TOP - 8), 1),
        over=bool(waits) and waits[-1].minutes > limit,
        hours=[Tick(x(hour), str(hour)) for hour in hours],
        minutes=[Tick(y(value), f"{value:g}") for value in (0, limit / 3, 2 * limit / 3)],
    )
