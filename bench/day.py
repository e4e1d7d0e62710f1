"""A whole day of a large desk: QUESTIONS by residents, forty helpers who claim, answer, transfer, merge, hand over at the end
of a shift and close, on two web processes of which one is killed every minute. At the end every question is in exactly one
state and over, its events tell of it from asking to its end without a gap, and nothing was lost or done twice.
"""

import argparse
import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from anxin.replay.line import Line
from bench import meter, table, town
from bench.colleagues import hire
from bench.house import House, house
from bench.town import SLUG

KILL_EVERY_S = 60.0
STILL_S = 90.0  # nothing ended for so long: what is open counts as forgotten


@dataclass
class Matter:
    """One question of the day."""

    id: str
    token: str
    risk: int
    twin: str = ""  # another question of the same resident
    texts: int = 1  # what the resident has sent
    over: bool = False


@dataclass
class Helper:
    """One on duty: who she is, what is held out to her, what she holds."""

    name: str
    profession: str
    member: str
    token: str
    inbox: list[str] = field(default_factory=list)
    holds: set[str] = field(default_factory=set)


@dataclass
class Day:
    """What everyone sees."""

    line: Line
    helpers: list[Helper]
    bosses: list[str]  # tokens of coordinator and supervisor
    chance: random.Random
    matters: dict[str, Matter] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    all_asked: bool = False
    moved_at: float = field(default_factory=time.monotonic)

    async def post(self, path: str, body: Any, token: str) -> tuple[int, Any]:
        """A write of the API, tried again until it is answered."""
        status, said = await self.line.call("POST", path, body, token)
        self.done[f"{path.rsplit('/', 1)[-1]} {status}"] += 1
        return status, said

    @property
    def over(self) -> bool:
        """Whether all that was asked has ended, or nothing moves any more."""
        still = time.monotonic() - self.moved_at > STILL_S
        return self.all_asked and (still or all(each.over for each in self.matters.values()))


async def ask_all(day: Day, count: int, rate: float) -> None:
    """Residents ask, `rate` a second; one in twelve asks twice."""
    pairs, began, gate = town.texts(), time.monotonic(), asyncio.Semaphore(32)

    async def one(number: int) -> None:
        async with gate:
            _, resident = await day.line.call("POST", f"/c/{SLUG}/residents", {})
            first = await ask(day, pairs[number % len(pairs)][0], resident["token"])
            if number % 12 == 0:
                second = await ask(day, pairs[(number + 7) % len(pairs)][0], resident["token"])
                second.twin = first.id

    tasks = []
    for number in range(count * 12 // 13):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    day.all_asked = True


async def ask(day: Day, text: str, token: str) -> Matter:
    """One question."""
    status, said = await day.line.call("POST", f"/c/{SLUG}/questions", {"text": text, "private": True}, token)
    assert status == 201, said
    matter = day.matters[said["id"]] = Matter(said["id"], token, said["risk"])
    return matter


async def serve(day: Day, helper: Helper) -> None:
    """A shift after the other, until the day is over."""
    while not day.over:
        while helper.inbox:
            await receive(day, helper, helper.inbox.pop())
        if day.chance.random() < 0.004:
            await hand_over(day, helper)
        if not await take(day, helper):
            await asyncio.sleep(0.3)


async def take(day: Day, helper: Helper) -> bool:
    """The next that is hers, and what she does with it."""
    status, queue = await day.line.call("GET", f"/desk/{SLUG}/queue?mine=true", token=helper.token)
    rows = [row for row in queue["items"] if row["may_claim"] and row["id"] in day.matters] if status == 200 else []
    if not rows:
        return False
    id = rows[0 if rows[0]["risk"] >= 2 else day.chance.randrange(min(len(rows), 12))]["id"]
    status, _ = await day.post(f"/questions/{id}/claim", {}, helper.token)
    if status == 200:
        helper.holds.add(id)
        await work_on(day, helper, day.matters[id])
    return status == 200


async def work_on(day: Day, helper: Helper, matter: Matter) -> None:
    """What a helper does with what she holds: mostly she answers and closes."""
    kinds: tuple[tuple[float, Callable[[Day, Helper, Matter], Awaitable[bool]]], ...] = (
        (0.07, to_colleague), (0.04, to_profession), (0.03, put_back), (0.03, raise_it), (0.35 if matter.twin else 0.0, merge),
    )  # fmt: skip
    for share, do in kinds:
        if day.chance.random() < share and await do(day, helper, matter):
            return
    await finish(day, helper, matter)


async def to_colleague(day: Day, helper: Helper, matter: Matter) -> bool:
    """Hold it out to somebody by name; she says yes or no when she looks."""
    other = day.chance.choice([each for each in day.helpers if each.profession == helper.profession])
    if other is helper:
        return False
    body = {"to_member": other.member, "reason": "这方面她更熟悉", "why": "expertise"}
    status, _ = await day.post(f"/questions/{matter.id}/transfer", body, helper.token)
    if status == 200:
        other.inbox.append(matter.id)
    return status == 200


async def receive(day: Day, helper: Helper, id: str) -> None:
    """Say yes, or no, to what a colleague holds out."""
    yes = day.chance.random() < 0.8
    verb, body = ("accept", {}) if yes else ("decline", {"reason": "我这边正忙"})
    status, _ = await day.post(f"/questions/{id}/{verb}", body, helper.token)
    matter = day.matters[id]
    if status == 200 and yes:
        helper.holds.add(id)
        await finish(day, helper, matter)
    elif not matter.over:  # it stays with its owner, or went back to the queue meanwhile
        owner = next((each for each in day.helpers if id in each.holds), None)
        if owner is not None:
            await finish(day, owner, matter)


async def to_profession(day: Day, helper: Helper, matter: Matter) -> bool:
    """It needs somebody else."""
    profession = day.chance.choice(["medic", "counsellor"])
    body = {"to_profession": profession, "reason": "需要专业意见", "why": "expertise"}
    status, _ = await day.post(f"/questions/{matter.id}/transfer", body, helper.token)
    helper.holds.discard(matter.id)
    return status == 200


async def put_back(day: Day, helper: Helper, matter: Matter) -> bool:
    """Somebody else takes it."""
    status, _ = await day.post(f"/questions/{matter.id}/return", {}, helper.token)
    helper.holds.discard(matter.id)
    return status == 200


async def raise_it(day: Day, helper: Helper, matter: Matter) -> bool:
    """She hears danger; whether she keeps it depends on her profession, so others look, too."""
    await day.post(f"/questions/{matter.id}/raise", {"risk": 2, "reason": "听起来很危险"}, helper.token)
    matter.risk = max(matter.risk, 2)
    return False


async def merge(day: Day, helper: Helper, matter: Matter) -> bool:
    """The same resident asked twice: one goes on."""
    status, _ = await day.post(f"/questions/{matter.id}/merge", {"into": matter.twin}, helper.token)
    if status == 200:
        ends(day, matter)
        helper.holds.discard(matter.id)
    return status == 200


async def finish(day: Day, helper: Helper, matter: Matter) -> None:
    """Answer, sometimes hear more and answer again, close; in danger a second person says yes."""
    status, _ = await day.post(
        f"/questions/{matter.id}/answer", {"text": "您好，先坐下休息，慢慢说，我在。"}, helper.token
    )
    if status == 201 and day.chance.random() < 0.15:
        status, _ = await day.post(f"/questions/{matter.id}/messages", {"text": "谢谢，还想再问一句。"}, matter.token)
        matter.texts += status == 201
        await day.post(f"/questions/{matter.id}/answer", {"text": "好的，您说。"}, helper.token)
    await close(day, matter, helper.token)
    helper.holds.discard(matter.id)


async def close(day: Day, matter: Matter, token: str) -> None:
    """The end."""
    status, _ = await day.post(f"/questions/{matter.id}/close", {"outcome": "answered"}, token)
    if status == 202:
        status, _ = await day.post(f"/questions/{matter.id}/second", {"yes": True}, day.bosses[-1])
    if status == 200:
        ends(day, matter)


def ends(day: Day, matter: Matter) -> None:
    """It is over as far as its helper knows."""
    matter.over, day.moved_at = True, time.monotonic()


async def hand_over(day: Day, helper: Helper) -> None:
    """Her shift ends: she holds all she has out to colleagues, goes, and is back some time later."""
    for id in list(helper.holds):
        await to_colleague(day, helper, day.matters[id])
    await day.post(f"/duty/{SLUG}/check-out", {}, helper.token)
    helper.holds.clear()
    await asyncio.sleep(3)
    await day.post(f"/duty/{SLUG}/check-in", {}, helper.token)


async def sweep(day: Day, here: House) -> None:
    """What is still open at the end of the day: the coordinator takes it over, answers it and closes it."""
    open_ids = {
        str(row[0])
        for row in here.sql(
            "SELECT id FROM desk_question WHERE state <> 'closed' AND id = ANY(%s::uuid[])", [list(day.matters)]
        )
    }
    for id, matter in day.matters.items():
        matter.over = id not in open_ids
    for id in open_ids:
        await day.post(f"/questions/{id}/claim", {"reason": "今天结束前都要有人回"}, day.bosses[0])
        await day.post(f"/questions/{id}/answer", {"text": "今天的值班就要结束了，我来接着回您。"}, day.bosses[0])
        await close(day, day.matters[id], day.bosses[0])


async def kill_one_after_another(here: House, every: float) -> int:
    """Kill a web process every so often; how many."""
    killed = 0
    try:
        while True:
            await asyncio.sleep(every)
            pids = meter.read(here).pids("web")
            if pids:
                os.kill(pids[killed % len(pids)], signal.SIGKILL)
                killed += 1
    except asyncio.CancelledError:
        return killed


FAULTS = """
SELECT count(*) FILTER (WHERE q.id IS NULL), count(*) FILTER (WHERE q.state IS DISTINCT FROM 'closed'),
       count(*) FILTER (WHERE e.asked <> 1), count(*) FILTER (WHERE NOT e.begins), count(*) FILTER (WHERE e.ended = 0),
       count(*) FILTER (WHERE (q.state = 'closed') IS DISTINCT FROM e.ended_last)
FROM unnest(%s::uuid[]) AS asked(id) LEFT JOIN desk_question q ON q.id = asked.id
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE name = 'question.asked') AS asked, bool_or(first AND name = 'question.asked') AS begins,
           count(*) FILTER (WHERE name IN ('question.closed', 'question.merged')) AS ended,
           max(seq) FILTER (WHERE name IN ('question.closed', 'question.merged'))
               >= coalesce(max(seq) FILTER (WHERE name IN ('question.reopened', 'question.claimed')), 0) AS ended_last
    FROM (SELECT *, row_number() OVER (ORDER BY seq) = 1 AS first FROM core_event WHERE about_id = q.id) AS told
) AS e ON true
"""
NAMES = (
    "lost",
    "not over",
    "asked not once",
    "chain begins with something else",
    "no end recorded",
    "state and events disagree",
)


def judge(here: House, day: Day) -> list[tuple[str, object]]:
    """What must hold, counted."""
    ids = list(day.matters)
    [counts] = here.sql(FAULTS, [ids])
    texts = dict(
        here.sql(
            "SELECT q.id::text, count(*) FROM desk_question q JOIN conversations_message m USING (conversation_id)"
            " WHERE q.id = ANY(%s::uuid[]) AND m.kind = 'text' AND m.author_kind = 'resident' GROUP BY 1",
            [ids],
        )
    )
    doctor = here.anxin("doctor")
    return [
        *zip(NAMES, counts, strict=True),
        ("words lost or doubled", sum(texts.get(id, 0) != each.texts for id, each in day.matters.items())),
        ("doctor", doctor.returncode),
    ]


async def main(options: argparse.Namespace, here: House) -> int:
    """The day; how many faults were found."""
    hired = hire(here.database)
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=128), timeout=timeout) as session:
        line = Line(session, here.base)
        tokens = {name: await sign_in(line, here, name) for name, _ in hired}
        bosses = [await sign_in(line, here, name) for name in ("chen", "qin")]
        members = {str(name): str(id) for name, id in here.sql(
            "SELECT a.username, m.id FROM people_member m JOIN people_account a ON a.id = m.account_id")}  # fmt: skip
        helpers = [Helper(name, profession, members[name], tokens[name]) for name, profession in hired]
        day = Day(line, helpers, bosses, random.Random(4))
        killer = asyncio.create_task(kill_one_after_another(here, options.kill))
        began = time.monotonic()
        await asyncio.gather(ask_all(day, options.questions, options.rate), *(serve(day, each) for each in helpers))
        seconds = time.monotonic() - began
        left = sum(not each.over for each in day.matters.values())
        for _ in range(3):
            await sweep(day, here)
        killer.cancel()
        killed = await killer
    found = judge(here, day)
    table.show(
        "a day",
        [
            ("questions", f"{len(day.matters):,} in {seconds:,.0f} s ({len(day.matters) / seconds:,.1f} a second)"),
            ("helpers", len(helpers)),
            ("web processes killed", killed),
            ("left to the coordinator at the end", left),
            ("what was done", " · ".join(f"{name} {count:,}" for name, count in sorted(day.done.items()))),
            *found,
        ],
    )
    return sum(int(str(count)) for _, count in found)


async def sign_in(line: Line, here: House, name: str) -> str:
    """A token of somebody of the town; the hired have the password of `lin`."""
    known = {each["username"]: each["password"] for each in here.staff}
    _, said = await line.call("POST", "/tokens", {"username": name, "password": known.get(name, known["lin"])})
    return str(said["token"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench day", description=__doc__)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--rate", type=float, default=15.0, help="questions a second")
    parser.add_argument("--kill", type=float, default=KILL_EVERY_S, help="seconds between kills")
    with house(web=2) as here:
        raise SystemExit(min(1, asyncio.run(main(parser.parse_args(), here))))
