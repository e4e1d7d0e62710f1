"""What stands behind the grid of 150 people and 31 days: its facts, its judgement, the solver's problem, a hand edit.

Times are medians, with the database; the page itself is measured by `rota_board`.
"""

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bench import table, teams
from bench.house import House, house

PEOPLE, DAYS, EVERY = 150, 31, 2  # each works every other day


def fill(version: Any) -> int:
    """Shifts for everybody, as a solver might have put them; how many."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.rota.models import Assignment, ShiftKind  # noqa: PLC0415

    kinds = list(ShiftKind.objects.filter(campaign=version.campaign).order_by("begins"))
    members = list(version.campaign.participants.order_by("id"))
    rows = [
        Assignment(
            organisation_id=version.organisation_id, version=version, member_id=each.member_id,
            kind=kinds[n % len(kinds)], day=version.first_on + timedelta(days=ahead),
        )
        for n, each in enumerate(members)
        for ahead in range(n % EVERY, DAYS, EVERY)
    ]  # fmt: skip
    Assignment.objects.bulk_create(rows)
    return len(rows)


def timed(times: int, deed: Callable[[], Any]) -> list[float]:
    """Seconds of each of `times`, after one that is not counted."""
    deed()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        deed()
        found.append(time.perf_counter() - began)
    return found


def measure(times: int) -> list[tuple[str, object]]:
    """All of it."""
    from django.db import connection, reset_queries  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from anxin.rota.actions.draft import assign, unassign  # noqa: PLC0415
    from anxin.rota.facts import facts_of  # noqa: PLC0415
    from anxin.rota.models import Assignment  # noqa: PLC0415
    from anxin.rota.problem import problem_of  # noqa: PLC0415
    from anxin.rota.rules import judge  # noqa: PLC0415

    at = datetime.now(UTC)
    version: Any = teams.found(1, PEOPLE, (at + timedelta(days=2)).date(), DAYS, at)
    count = fill(version)
    facts = facts_of(version, at)
    by = version.made_by
    row = Assignment.objects.filter(version=version).select_related("member", "kind").order_by("day", "id").last()
    assert row is not None
    what: dict[str, Any] = {
        "version": version,
        "member": row.member,
        "kind": row.kind,
        "day": row.day,
        "by": by,
        "at": at,
    }

    def edit() -> None:
        unassign(bar=False, **what)
        assign(anyway=True, **what)

    rows: list[tuple[str, object]] = [("shifts in the grid", count)]
    reset_queries()
    with CaptureQueriesContext(connection) as seen:
        facts_of(version, at)
    rows.append(("queries for all its facts", len(seen)))
    for name, deed in (
        ("its facts", lambda: facts_of(version, at)),
        ("all rules over it", lambda: judge(facts)),
        ("the solver's problem of it", lambda: problem_of(facts, at)),
        ("one shift taken off and put down by hand", edit),
    ):
        rows.append((name, f"median {table.ms(median(timed(times, deed)))}"))
    return rows


def main(options: argparse.Namespace, here: House) -> None:
    """Print it."""
    teams.begin(here)
    table.show(f"a rota of {PEOPLE} people × {DAYS} days", measure(options.times))


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m bench rota_grid", description=__doc__)
    parser.add_argument("--times", type=int, default=15, help="how often each is done")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    print(table.machine())
    with house(web=1) as running:
        main(chosen, running)
