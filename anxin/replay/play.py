"""The replay itself: residents who ask and read, staff who claim, answer and close, all at once."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from anxin.replay.line import Line
from anxin.replay.report import Report, percentile

STILL_S = 60.0  # without an answer for so long, what is open counts as lost
IDLE_S = 0.15
AT_A_LOOK = 5  # questions somebody takes before she looks at the queue again
AT_ONCE = 64  # residents who ask at the same moment
GENERIC = "您好，已收到您的提问，我们来帮您。"


@dataclass(frozen=True)
class Plan:
    """What to play, where, how fast (questions a second; 0 is as fast as it goes) and with whom."""

    base: str
    campaign: str
    rate: float
    questions: Sequence[dict[str, Any]]
    staff: Sequence[dict[str, str]]


@dataclass
class Asked:
    """One question on its way."""

    text: str
    answer: str
    token: str = ""
    id: str = ""
    at: float = 0.0
    answered_at: float = 0.0


@dataclass
class Stage:
    """What everyone sees while it runs."""

    plan: Plan
    line: Line
    asked: dict[str, Asked] = field(default_factory=dict)
    seconds: list[str] = field(default_factory=list)  # in danger, answered, waiting for a second person to close
    twice: int = 0
    moved_at: float = field(default_factory=time.monotonic)
    all_asked: bool = False

    @property
    def open(self) -> int:
        """Questions without an answer yet."""
        return sum(not each.answered_at for each in self.asked.values())

    @property
    def over(self) -> bool:
        """Whether there is nothing left to wait for."""
        still = time.monotonic() - self.moved_at > STILL_S
        return self.all_asked and (not self.open or still)


async def play(plan: Plan, progress: Callable[[int, int], None] = lambda asked, answered: None) -> Report:
    """Play it all; raises `line.Unreachable` where the server is away, ValueError where no staff can sign in."""
    limit = aiohttp.TCPConnector(limit=AT_ONCE + 2 * len(plan.staff))
    async with aiohttp.ClientSession(connector=limit, timeout=aiohttp.ClientTimeout(total=20)) as session:
        stage = Stage(plan, Line(session, plan.base.rstrip("/")))
        tokens = [token for each in plan.staff if (token := await _sign_in(stage, each))]
        if not tokens:
            raise ValueError(f"Nobody of the staff can sign in and see the desk {plan.campaign}.")
        workers = [asyncio.create_task(_serve(stage, token, place)) for place, token in enumerate(tokens)]
        watcher = asyncio.create_task(_watch(stage, progress))
        try:
            await _ask_all(stage)
            await asyncio.gather(*workers)
            return await _judge(stage)
        finally:
            for task in (*workers, watcher):
                task.cancel()
            await asyncio.gather(*workers, watcher, return_exceptions=True)


async def _sign_in(stage: Stage, person: dict[str, str]) -> str | None:
    login = {"username": person["username"], "password": person["password"]}
    status, body = await stage.line.call("POST", "/tokens", login)
    if status not in (200, 201):
        return None
    token = str(body["token"])
    status, _ = await stage.line.call("GET", f"/desk/{stage.plan.campaign}/queue", token=token)
    return token if status == 200 else None


async def _watch(stage: Stage, progress: Callable[[int, int], None]) -> None:
    while True:
        progress(len(stage.asked), len(stage.asked) - stage.open)
        await asyncio.sleep(0.2)


async def _ask_all(stage: Stage) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    tasks: set[asyncio.Task[None]] = set()
    began = time.monotonic()
    for number, row in enumerate(stage.plan.questions):
        if stage.plan.rate:
            await asyncio.sleep(max(0.0, began + number / stage.plan.rate - time.monotonic()))
        await gate.acquire()
        task = asyncio.create_task(_ask(stage, row))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        task.add_done_callback(lambda _: gate.release())
    await asyncio.gather(*tasks)
    stage.all_asked = True


async def _ask(stage: Stage, row: dict[str, Any]) -> None:
    one = Asked(text=str(row["ask"]), answer=str(row.get("answer") or row.get("first_reply") or GENERIC)[:5000])
    status, body = await stage.line.call("POST", f"/c/{stage.plan.campaign}/residents", {})
    if status in (200, 201):
        one.token = body["token"]
        question = {"text": one.text, "private": True}
        status, body = await stage.line.call("POST", f"/c/{stage.plan.campaign}/questions", question, one.token)
    one.at = time.monotonic()
    one.id = body["id"] if status in (200, 201) else f"refused-{row['id']}"
    stage.twice += one.id in stage.asked
    stage.asked[one.id] = one
    stage.moved_at = time.monotonic()


async def _serve(stage: Stage, token: str, place: int) -> None:
    """Somebody on duty: takes what is hers from the top of the queue until nothing is left."""
    while not stage.over:
        if not await _take(stage, token, place):
            await asyncio.sleep(IDLE_S)
        await _second(stage, token)


async def _take(stage: Stage, token: str, place: int) -> bool:
    """Look at the queue and answer the next few of it, danger first."""
    path, cursor = f"/desk/{stage.plan.campaign}/queue?mine=true", ""
    while True:
        status, queue = await stage.line.call("GET", path + cursor, token=token)
        rows = queue["items"] if status == 200 else []
        ours = [row for row in rows if row["may_claim"] and row["id"] in stage.asked]
        if ours or status != 200 or not queue["next"]:
            break
        cursor = f"&cursor={queue['next']}"  # a page that holds only what others asked
    # Colleagues look at the same rows: each begins at another, so that they seldom reach for the same.
    start = 0 if ours and ours[0]["risk"] >= 2 else place * AT_A_LOOK % max(len(ours), 1)
    took = [await _answer(stage, token, stage.asked[row["id"]], row["risk"]) for row in ours[start : start + AT_A_LOOK]]
    return any(took)


async def _answer(stage: Stage, token: str, one: Asked, risk: int) -> bool:
    status, _ = await stage.line.call("POST", f"/questions/{one.id}/claim", {}, token)
    if status != 200:
        return False
    status, _ = await stage.line.call("POST", f"/questions/{one.id}/answer", {"text": one.answer}, token)
    if status not in (200, 201):
        return False
    one.answered_at = stage.moved_at = time.monotonic()
    await stage.line.call("POST", f"/questions/{one.id}/close", {"outcome": "answered"}, token)
    if risk >= 2:
        stage.seconds.append(one.id)
    return True


async def _second(stage: Stage, token: str) -> None:
    """Say yes to what a colleague closes in danger; one's own is refused and left to another."""
    for id in list(stage.seconds[:3]):
        status, _ = await stage.line.call("POST", f"/questions/{id}/second", {"yes": True}, token)
        if status == 200 and id in stage.seconds:
            stage.seconds.remove(id)


async def _judge(stage: Stage) -> Report:
    """Read every thread as the one who asked: her question once, one answer once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def read(one: Asked) -> tuple[bool, bool]:
        if not one.token:
            return False, False
        async with gate:
            status, body = await stage.line.call("GET", f"/questions/{one.id}/messages", token=one.token)
        items = body["items"] if status == 200 else []
        mine = [item for item in items if item["by"] == "resident"]
        theirs = [item for item in items if item["by"] == "staff"]
        return bool(mine and theirs), len(mine) > 1 or len(theirs) > 1

    seen = await asyncio.gather(*(read(one) for one in stage.asked.values()))
    waits = [(one.answered_at - one.at) * 1000 for one in stage.asked.values() if one.answered_at]
    answered = sum(whole for whole, _ in seen)
    return Report(
        asked=len(stage.plan.questions),
        answered=answered,
        lost=len(stage.plan.questions) - answered,
        duplicated=sum(doubled for _, doubled in seen) + stage.twice,
        p50=percentile(waits, 0.50),
        p95=percentile(waits, 0.95),
        p99=percentile(waits, 0.99),
    )
