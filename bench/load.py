"""Questions under load: none lost, none twice, how long a POST takes and an answer needs to the asker's open stream.

First RATE questions a second for SECONDS, one in ten answered meanwhile, with STREAMS more streams open all the time; then
LATER questions a second for LATER_SECONDS, every one claimed, answered and closed. Identities are opened before the clock
starts. The times of POST count from the moment at which it was due, so a server that stalls cannot slow the asking down.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import uvloop

from bench import meter, table, town
from bench.check import check
from bench.house import House, house
from bench.meter import Reading
from bench.town import Asked, Staff
from bench.wire import Answer, Wire

ARRIVES_S = 20.0
PARTS = ("web", "worker pages", "worker default", "postgres", "generator")


@dataclass
class Phase:
    """What was measured in one phase; times in seconds."""

    name: str
    posts: list[float] = field(default_factory=list)
    claims: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    closes: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)  # on the asker's stream, after the call had returned
    whole: list[float] = field(default_factory=list)  # the same from the moment at which the call was sent
    behind: list[float] = field(default_factory=list)  # how late the generator itself was
    errors: list[int] = field(default_factory=list)
    unseen: int = 0  # answers that never arrived on an open stream
    unanswered: int = 0  # of those that were to be answered


@dataclass
class Stage:
    """What a phase needs."""

    house: House
    wire: Wire
    staff: Staff
    phase: Phase

    async def timed(self, into: list[float], call: Awaitable[Answer]) -> Answer:
        """`call`, with its time kept."""
        began = time.perf_counter()
        answer = await call
        into.append(time.perf_counter() - began)
        if answer.status == 0 or answer.status >= 500:
            self.phase.errors.append(answer.status)
        return answer


async def paced(rate: float, people: Sequence[Asked], one: Callable[[Asked, float], Awaitable[None]]) -> None:
    """Begin `one` for each of `people`, `rate` a second, whatever becomes of those before; then wait for all."""
    began, tasks = time.perf_counter(), list[asyncio.Task[None]]()
    for number, person in enumerate(people):
        due = began + number / rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(person, due)))  # type: ignore[arg-type]
    await asyncio.gather(*tasks)


async def ask(stage: Stage, person: Asked, due: float) -> None:
    """Ask, timed from when it was due."""
    stage.phase.behind.append(time.perf_counter() - due)
    await town.ask(stage.wire, person)
    stage.phase.posts.append(time.perf_counter() - due)
    if person.status == 0 or person.status >= 500:
        stage.phase.errors.append(person.status)


async def answer(stage: Stage, person: Asked) -> str:
    """Claim and answer, by the first on duty who may; the token of who did, or nothing."""
    for token in stage.staff.who_may(person.topic, person.risk):
        path = f"/questions/{person.id}"
        claimed = await stage.timed(stage.phase.claims, stage.wire.call("POST", f"{path}/claim", {}, token))
        if claimed.status != 200:
            continue
        began = time.perf_counter()
        said = await stage.timed(
            stage.phase.answers, stage.wire.call("POST", f"{path}/answer", {"text": person.answer}, token)
        )
        returned = time.perf_counter()
        if said.status != 201:
            break
        person.answered = True
        if person.stream is not None:
            arrived = await person.stream.wait_for(said.body["seq"], ARRIVES_S)
            stage.phase.unseen += arrived is None
            if arrived is not None:
                stage.phase.arrivals.append(max(0.0, arrived - returned))
                stage.phase.whole.append(arrived - began)
        return token
    stage.phase.unanswered += 1
    return ""


async def close(stage: Stage, person: Asked, token: str) -> None:
    """Close what was answered; in danger the supervisor says yes."""
    path = f"/questions/{person.id}"
    done = await stage.timed(
        stage.phase.closes, stage.wire.call("POST", f"{path}/close", {"outcome": "answered"}, token)
    )
    if done.status == 202:
        done = await stage.wire.call("POST", f"{path}/second", {"yes": True}, stage.staff.supervisors[0])
    person.closed = done.status == 200


async def first_phase(stage: Stage, people: Sequence[Asked], rate: float) -> None:
    """Everyone asks; one in ten stays on her page and is answered."""
    staying = {id(person) for person in people[::10]}

    async def one(person: Asked, due: float) -> None:
        await ask(stage, person, due)
        if id(person) in staying and person.id:
            await town.listen(stage.house, person)
            await answer(stage, person)
            if person.stream is not None:
                person.stream.close()

    await paced(rate, people, one)


async def second_phase(stage: Stage, people: Sequence[Asked], rate: float) -> None:
    """Everyone asks, is answered, and the question is closed."""

    async def one(person: Asked, due: float) -> None:
        await ask(stage, person, due)
        if person.id and (token := await answer(stage, person)):
            await close(stage, person, token)

    await paced(rate, people, one)


def rows(phase: Phase, before: Reading, after: Reading, seconds: float) -> list[tuple[str, object]]:
    """A phase's figures."""
    asked = len(phase.posts)
    cpu = [(what, after.cpu(what) - before.cpu(what)) for what in PARTS]
    return [
        ("asked", f"{asked:,} in {seconds:,.1f} s ({asked / seconds:,.0f} a second)"),
        ("POST question", table.spread(phase.posts)),
        ("claim", table.spread(phase.claims)),
        ("answer", table.spread(phase.answers)),
        ("close", table.spread(phase.closes)),
        ("answer on the asker's stream after the call returned", table.spread(phase.arrivals)),
        ("… after the call was sent", table.spread(phase.whole)),
        ("answers that never came on an open stream", phase.unseen),
        ("server errors and broken connections", f"{len(phase.errors)} {sorted(set(phase.errors)) or ''}"),
        ("to be answered and were not", phase.unanswered),
        ("generator behind its own clock", table.spread(phase.behind)),
        ("CPU a second", " · ".join(f"{what} {used / seconds:.2f}" for what, used in cpu)),
        ("CPU a question", " · ".join(f"{what} {table.ms(used / max(asked, 1))}" for what, used in cpu[:-1])),
        ("memory of a web process", table.mb(after.resident("web"))),
    ]


async def measure(
    stage: Stage, people: Sequence[Asked], rate: float, play: Callable[[Stage, Sequence[Asked], float], Awaitable[None]]
) -> None:
    """Play one phase and print it."""
    before, began = meter.read(stage.house), time.perf_counter()
    await play(stage, people, rate)
    seconds = time.perf_counter() - began
    table.show(stage.phase.name, rows(stage.phase, before, meter.read(stage.house), seconds))


async def main(options: argparse.Namespace, here: House) -> int:
    """Everything; how many faults were found."""
    wire = Wire(here.port)
    staff = await town.sign_in(wire, here)
    counts = (options.streams, int(options.rate * options.seconds), int(options.later * options.later_seconds))
    everyone = await town.residents(wire, sum(counts))
    waiting, first = everyone[: counts[0]], everyone[counts[0] : sum(counts[:2])]
    second = everyone[sum(counts[:2]) :]
    await town.some_at_once(lambda person: town.ask(wire, person), waiting)
    await town.some_at_once(lambda person: town.listen(here, person), [each for each in waiting if each.id])
    name = f"{options.rate:g} a second for {options.seconds:g} s, one in ten answered, {len(waiting)} open streams"
    await measure(Stage(here, wire, staff, Phase(name)), first, options.rate, first_phase)
    name = f"{options.later:g} a second for {options.later_seconds:g} s, every one claimed, answered and closed"
    await measure(Stage(here, wire, staff, Phase(name)), second, options.later, second_phase)
    still = sum(not each.stream.ended for each in waiting if each.stream)
    repeats = sum(each.stream.repeats for each in everyone if each.stream)
    faults, found = await check(here, wire, everyone)
    table.show("whole", [("streams still open", f"{still} of {len(waiting)}"), ("events sent twice", repeats), *found])
    for each in waiting:
        if each.stream:
            each.stream.close()
    wire.close()
    return faults + repeats


def parse() -> argparse.Namespace:
    """The options; the defaults are the figures' sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench load", description=__doc__)
    parser.add_argument("--rate", type=float, default=100.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--later", type=float, default=40.0)
    parser.add_argument("--later-seconds", type=float, default=60.0)
    parser.add_argument("--web", type=int, default=1, help="web processes")
    return parser.parse_args()


if __name__ == "__main__":
    chosen = parse()
    print(f"{table.machine()}, {chosen.web} web process(es)")
    with house(chosen.web) as here:
        wrong = uvloop.run(main(chosen, here))
    raise SystemExit(1 if wrong else 0)
