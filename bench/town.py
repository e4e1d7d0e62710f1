"""What residents and staff of the demo town do over the API, for the benchmarks."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from anxin.desk.rules.scope import ANSWERS
from anxin.triage import Risk, Topic
from bench.house import CLONE, House
from bench.wire import Stream, Wire

SLUG = "huzhu"
AT_ONCE = 16
TEXTS = (
    (
        "我妈有高血压，今早量了 150/95，药只剩两天的了，怎么配药？",
        "先休息十分钟再量一次，把数值发给我，药的事社工来联系。",
    ),
    ("隔离第五天，口罩戴久了耳朵后面有点破皮，可以涂红霉素眼膏吗？", "可以，薄薄涂一层，口罩带子垫一块干净纱布。"),
    ("一个人在家隔离第九天，到了晚上就心慌睡不着，想找人聊聊。", "我在，愿意听您说说，最近几晚都是这样吗？"),
    ("楼上张奶奶一个人住，社区能不能帮忙代买菜，怎么登记？", "可以，把楼栋和电话告诉我，明天上午送到门口。"),
    ("网上说喝高度白酒能杀病毒，是真的吗？", "不是真的，酒精要 75% 才能消毒，喝下去只会伤身体。"),
    ("出小区买药需要开什么证明吗？", "带身份证到门岗登记即可，一户一次两小时内回来。"),
)


@dataclass
class Asked:
    """One question: who asked what, what came of it."""

    token: str
    text: str
    answer: str
    id: str = ""
    topic: str = ""
    risk: int = 0
    status: int = -1  # of the POST; 0: the connection broke
    answered: bool = False
    closed: bool = False
    stream: Stream | None = None


@dataclass
class Staff:
    """Those on duty, by profession, and the supervisor; each is a token."""

    by_profession: dict[str, list[str]] = field(default_factory=dict)
    supervisors: list[str] = field(default_factory=list)
    turn: int = 0

    def who_may(self, topic: str, risk: int) -> Iterator[str]:
        """Tokens of those who answer this, in turn."""
        self.turn += 1
        for profession in ANSWERS[Topic(topic), Risk(risk)]:
            tokens = self.by_profession.get(profession, [])
            yield from (tokens[(self.turn + place) % len(tokens)] for place in range(len(tokens)))


def texts() -> list[tuple[str, str]]:
    """(question, answer) from the shared data beside the clone, in a fixed mixed order; else a few of our own."""
    folder = CLONE.parent / "shared" / "data" / "questions"
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    pairs = [(row["ask"], row.get("answer") or row.get("first_reply") or TEXTS[0][1]) for row in rows] or list(TEXTS)
    random.Random(1).shuffle(pairs)
    return [(ask[:5000], answer[:5000]) for ask, answer in pairs]


async def sign_in(wire: Wire, house: House) -> Staff:
    """Tokens of the demo town's people who take part in the campaign."""
    staff = Staff()
    for person in house.staff:
        login = {"username": person["username"], "password": person["password"]}
        token = (await wire.call("POST", "/tokens", login)).body["token"]
        if (await wire.call("GET", f"/desk/{SLUG}/queue", token=token)).status != 200:
            continue
        if person["role"] == "supervisor":
            staff.supervisors.append(token)
        else:
            staff.by_profession.setdefault(person["profession"], []).append(token)
    return staff


async def residents(wire: Wire, count: int) -> list[Asked]:
    """`count` new identities, each with what she is going to ask."""
    pairs = texts()

    async def one(number: int) -> Asked:
        body = (await wire.call("POST", f"/c/{SLUG}/residents", {})).body
        return Asked(body["token"], *pairs[number % len(pairs)])

    return await some_at_once(one, range(count))


async def some_at_once(do: Callable[[Any], Any], items: Sequence[Any], most: int = AT_ONCE) -> list[Any]:
    """`do` for all `items`, `most` at a time."""
    gate = asyncio.Semaphore(most)

    async def gated(item: Any) -> Any:
        async with gate:
            return await do(item)

    return list(await asyncio.gather(*(gated(item) for item in items)))


async def ask(wire: Wire, one: Asked) -> None:
    """Send her question."""
    found = await wire.call("POST", f"/c/{SLUG}/questions", {"text": one.text, "private": True}, one.token)
    one.status = found.status
    if found.status == 201:
        one.id, one.topic, one.risk = found.body["id"], found.body["topic"], found.body["risk"]


async def listen(house: House, one: Asked) -> None:
    """Open her question's stream."""
    one.stream = await Stream.open(house.port, f"/api/v1/questions/{one.id}/stream", one.token)
