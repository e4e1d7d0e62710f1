"""How a rota got better while it was made: a small drawing, and a sentence for each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

WIDTH, HEIGHT, EDGE = 400.0, 110.0, 14.0
LATEST = 5


@dataclass(frozen=True, slots=True)
class Curve:
    """What the template draws, in the units of its viewBox; `steps` are sentences, the newest first."""

    width: float
    height: float
    cost: str
    bound: str
    last_x: float
    last_y: float
    drawn: bool  # one point is no line
    steps: list[str]


def curve(steps: Sequence[Sequence[Any]]) -> Curve | None:
    """`steps`: [seconds, cost, bound, hours missing], in order; None where there is none."""
    if not steps:
        return None
    costs = [float(step[1]) for step in steps]
    bounds = [(float(step[0]), float(step[2])) for step in steps if step[2] is not None]
    # Beginnings are wild: what lies far above the last cost would press the rest flat, so it is cut off at the top.
    low = min([*costs, *(bound for _s, bound in bounds)])
    top = max(min(max(costs), low + 4 * max(1.0, costs[-1] - low, costs[len(costs) // 2] - low)), low + 1)
    until = max(float(steps[-1][0]), 1.0)

    def x(seconds: float) -> float:
        return round(EDGE + seconds / until * (WIDTH - 2 * EDGE), 1)

    def y(value: float) -> float:
        return round(HEIGHT - EDGE - (min(value, top) - low) / (top - low) * (HEIGHT - 2 * EDGE), 1)

    cost = [(x(float(step[0])), y(float(step[1]))) for step in steps]
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        cost=_stairs(cost),
        bound=_stairs([(x(seconds), y(bound)) for seconds, bound in bounds]),
        last_x=cost[-1][0],
        last_y=cost[-1][1],
        drawn=len(steps) > 1,
        steps=_said(steps),
    )


def _stairs(points: list[tuple[float, float]]) -> str:
    """A line that stays level until the next step."""
    if not points:
        return ""
    parts = [f"M{points[0][0]} {points[0][1]}"]
    parts += [f"H{px} V{py}" for px, py in points[1:]]
    return " ".join(parts)


def _said(steps: Sequence[Sequence[Any]]) -> list[str]:
    """ "second 12: 3 → 1 hours missing"; where that did not change, the cost."""
    found, before = [], None
    for step in steps:
        seconds, cost, missing = step[0], step[1], step[3] if len(step) > 3 else None
        second = f"{seconds:.0f}"
        if before is None:
            words = _("second %(s)s: a first rota, %(missing)s hours missing")
            found.append(words % {"s": second, "missing": _plain(missing)})
        elif missing != before[0]:
            words = _("second %(s)s: hours missing %(before)s → %(now)s")
            found.append(words % {"s": second, "before": _plain(before[0]), "now": _plain(missing)})
        elif cost != before[1]:
            words = _("second %(s)s: fairer and closer to wishes (%(before)s → %(now)s)")
            found.append(words % {"s": second, "before": before[1], "now": cost})
        before = (missing, cost)
    return found[::-1][:LATEST]


def _plain(number: Any) -> str:
    return "?" if number is None else f"{float(number):g}"
