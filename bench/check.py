"""What must hold after a load, seen from both sides: by every asker over the API, and in the database."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench import town
from bench.house import House
from bench.town import SLUG, Asked
from bench.wire import Wire


async def check(house: House, wire: Wire, everyone: Sequence[Asked]) -> tuple[int, list[tuple[str, object]]]:
    """(faults, rows to print)."""
    accepted = [each for each in everyone if each.status == 201]
    seen = await town.some_at_once(lambda each: _as_she_sees_it(wire, each), accepted)
    faults: Counter[str] = Counter(fault for faults in seen for fault in faults)
    faults.update(_in_the_database(house, everyone, accepted))
    doctor = house.anxin("doctor")
    faults["the doctor is not content"] += doctor.returncode != 0
    said = doctor.stdout.strip() or doctor.stderr.strip()
    states = house.sql(
        "SELECT state, count(*) FROM desk_question q JOIN campaigns_campaign c ON c.id = q.campaign_id"
        " WHERE c.slug = %s GROUP BY 1 ORDER BY 1",
        [SLUG],
    )
    return sum(faults.values()), [
        ("accepted", f"{len(accepted):,} of {len(everyone):,}"),
        ("lost", faults["lost"]),
        ("twice", faults["twice"]),
        (
            "other faults",
            {name: count for name, count in faults.items() if count and name not in ("lost", "twice")} or 0,
        ),
        ("states", " · ".join(f"{state} {count:,}" for state, count in states)),
        ("doctor", f"{doctor.returncode}: " + " / ".join(said.splitlines()[-4:])),
    ]


async def _as_she_sees_it(wire: Wire, one: Asked) -> list[str]:
    """Her thread: what she asked once, an answer once where one was accepted."""
    found = await wire.call("GET", f"/questions/{one.id}/messages", token=one.token)
    items: list[dict[str, Any]] = found.body["items"] if found.status == 200 else []
    mine = [each["text"] for each in items if each["by"] == "resident"]
    theirs = [each["text"] for each in items if each["by"] == "staff"]
    wanted = 1 if one.answered else 0
    faults = ["lost"] if not mine or len(theirs) < wanted else []
    faults += ["twice"] if len(mine) > 1 or len(theirs) > max(wanted, 1) else []
    faults += ["a text was changed"] if mine[:1] and mine[0].split() != one.text.split() else []
    return faults


def _in_the_database(house: House, everyone: Sequence[Asked], accepted: Sequence[Asked]) -> list[str]:
    """Questions, events and states against what the API had said."""
    ids = [each.id for each in accepted]
    faults = ["twice"] * (len(ids) - len(set(ids)))
    state = dict(house.sql("SELECT id::text, state FROM desk_question WHERE id = ANY(%s::uuid[])", [ids]))
    faults += ["lost"] * sum(id not in state for id in ids)
    faults += ["twice"] * len(
        house.sql(
            "SELECT resident_id FROM desk_question q JOIN campaigns_campaign c ON c.id = q.campaign_id"
            " WHERE c.slug = %s GROUP BY 1 HAVING count(*) > 1",
            [SLUG],
        )
    )
    told = Counter(
        dict(
            house.sql(
                "SELECT about_id::text || name, count(*) FROM core_event WHERE about_id = ANY(%s::uuid[])"
                " AND name IN ('question.asked', 'question.answered', 'question.closed') GROUP BY 1",
                [ids],
            )
        )
    )
    for each in accepted:
        wanted = {"asked": True, "answered": each.answered, "closed": each.closed}
        faults += ["event missing or twice"] * sum(
            told[f"{each.id}question.{name}"] != hoped for name, hoped in wanted.items() if hoped
        )
        faults += ["answered by nobody"] * (told[f"{each.id}question.answered"] > each.answered)
        faults += ["not closed"] * (each.closed and state.get(each.id) != "closed")
        faults += ["answered and waiting"] * (each.answered and state.get(each.id) == "waiting")
    known = len(accepted) + sum(each.status in (0, 500, 502, 503, 504) for each in everyone)
    [(total,)] = house.sql(
        "SELECT count(*) FROM desk_question q JOIN campaigns_campaign c ON c.id = q.campaign_id WHERE c.slug = %s"
        " AND q.id >= %s::uuid",  # ids sort by the time they were made; the demo town moves its own questions' times
        [SLUG, min(ids)],
    )
    return faults + ["a question that nobody asked"] * max(0, total - known)
