"""From the rules to the solver and back: what it draws, no rule blocks."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from anxin.people.kinds import Profession, Standing
from anxin.rota.kinds import Can, Weight
from anxin.rota.problem import cells_of, fitted, problem_of, start_of
from anxin.rota.rules import judge
from anxin.rota.rules.facts import Colleague, Facts, Kind, Need, Paper, Stint
from anxin.rota.rules.figures import Figures
from anxin.rota.segments import wanted
from anxin.rota.solver.answer import Progress, Status
from anxin.rota.solver.check import violations
from anxin.rota.solver.model.search import solve_model
from anxin.rota.solver.problem import Roster

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, LONG_AGO = date(2026, 3, 4), datetime(2026, 2, 1, tzinfo=ZONE)
EARLY, LATE, NIGHT = (UUID(int=n) for n in (101, 102, 103))
KINDS = {
    EARLY: Kind(EARLY, "早", time(8), time(14)),
    LATE: Kind(LATE, "晚", time(13), time(22), break_minutes=30),
    NIGHT: Kind(NIGHT, "夜", time(22), time(7), break_minutes=60),
}
DAYS = 12
DAY = timedelta(days=1)


def someone(n: int, dice: Random) -> Colleague:
    """A colleague with the troubles of real ones."""
    first = FIRST + DAY * dice.randrange(DAYS)
    ended = datetime.combine(first, time(dice.randrange(24)), ZONE)
    return Colleague(
        UUID(int=n + 1), f"p{n}", dice.choice((Profession.MEDIC, Profession.VOLUNTEER)),
        standing=Standing.LEARNING if dice.random() < 0.05 else Standing.SERVING,
        experienced=dice.random() < 0.7,
        pauses=((first, first + DAY * 2),) if dice.random() < 0.2 else (),
        papers=(Paper("证", ((None, first),)),) if dice.random() < 0.3 else (),
        strains=((ended, dice.choice((2, 3))),) if dice.random() < 0.3 else (),
        lacks=("课",) if dice.random() < 0.1 else (),
        most_shifts=dice.choice((None, 4)),
        train_with=frozenset({UUID(int=1)}) if dice.random() < 0.1 else frozenset(),
    )  # fmt: skip


def random_facts(seed: int) -> Facts:
    """Twelve days of nine people, with shifts around that stand, pins, bars, and what each said."""
    dice = Random(seed)
    people = {who.id: who for who in (someone(n, dice) for n in range(9))}
    last = FIRST + DAY * (DAYS - 1)
    base = Facts(
        FIRST, last, ZONE, Figures(days_in_a_row=dice.choice((4, 6)), week_hours=dice.choice((0, 30, 48)),
        campaign_hours=dice.choice((0, 60)), weights={"beside": dice.choice((Weight.WARN, Weight.BLOCK))}), people, KINDS,
    )  # fmt: skip
    cells = [(m, FIRST + DAY * n, k) for m in people for n in range(DAYS) for k in KINDS]
    stands = [
        replace(base.stint(m, FIRST + DAY * n, dice.choice(list(KINDS))), movable=False, here=dice.random() < 0.8)
        for m in people
        for n in (-3, -2, -1, DAYS, DAYS + 1, dice.randrange(DAYS) if dice.random() < 0.3 else 40)
        if dice.random() < 0.5
    ]
    facts = replace(
        base,
        stints=tuple(stands),
        said={cell: dice.choice((Can.CANNOT, Can.RATHER_NOT, Can.WANT)) for cell in cells if dice.random() < 0.4},
        barred=frozenset((m, d, dice.choice((k, None))) for m, d, k in cells if dice.random() < 0.03),
        needs=tuple(
            Need(
                p,
                datetime.combine(FIRST + DAY * n, time(0), ZONE),
                datetime.combine(FIRST + DAY * (n + 1), time(0), ZONE),
                1,
            )
            for n in range(DAYS)
            for p in (Profession.MEDIC, Profession.VOLUNTEER)
        ),
    )
    pins = [base.stint(m, d, k, pinned=True) for m, d, k in dice.sample(cells, 12)]
    for pin in pins:  # as by hand: only where no rule blocks
        if not [each for each in judge(facts.but(add=[pin])) if each.blocks and each not in judge(facts)]:
            facts = facts.but(add=[pin])
    return facts


def drawn(facts: Facts) -> Roster:
    """A roster of the model, however slow the machine is: what is good enough after a second, or the first after that."""
    problem = problem_of(facts, LONG_AGO)
    found = False

    def enough(news: Progress) -> bool:
        nonlocal found
        found = found or news.roster is not None
        return found and news.seconds > 1

    answer = solve_model(problem, seconds=60, workers=1, seed=1, start=None, watch=enough)
    assert answer.status in (Status.OPTIMAL, Status.FEASIBLE)
    assert not violations(problem, answer.roster)
    return answer.roster


@pytest.mark.parametrize("seed", range(6))
def test_what_the_solver_draws_no_rule_blocks(seed: int) -> None:
    facts = random_facts(seed)
    cells = cells_of(facts, drawn(facts))
    pinned = {(each.member, each.day, each.kind) for each in facts.stints if each.movable}
    assert pinned <= cells
    fresh = [facts.stint(*cell) for cell in sorted(cells - pinned)]
    before = [each for each in judge(facts) if each.blocks]
    assert not [each for each in judge(facts.but(add=fresh)) if each.blocks and each not in before]
    assert fresh == sorted(fitted(facts, cells, LONG_AGO), key=lambda each: (each.member, each.day))


def test_a_draft_to_go_on_from_keeps_every_limit() -> None:
    facts = random_facts(3)
    cells = cells_of(facts, drawn(facts))
    again = facts.but(add=[facts.stint(*cell) for cell in cells if cell not in cells_of_stints(facts)])
    problem = problem_of(again, LONG_AGO)
    start = start_of(again, problem, LONG_AGO)
    assert start is not None
    assert cells_of(again, start) == cells
    assert not violations(problem, start)
    assert start_of(replace(facts, stints=()), problem, LONG_AGO) is None


def cells_of_stints(facts: Facts) -> set[tuple[UUID, date, UUID | None]]:
    return {(each.member, each.day, each.kind) for each in facts.stints if each.movable}


def test_of_what_cannot_stand_only_that_goes() -> None:
    facts = replace(random_facts(1), stints=(), barred=frozenset())
    who = next(each.id for each in facts.people.values() if not each.strains and not each.papers and not each.pauses)
    facts = replace(facts, said={(who, FIRST, EARLY): Can.CANNOT})
    cells = {(who, FIRST, EARLY), (who, FIRST, LATE), (who, FIRST + DAY, EARLY), (who, FIRST + DAY * 2, EARLY)}
    assert {(each.day, each.kind) for each in fitted(facts, cells, LONG_AGO)} == {
        (FIRST, LATE),
        (FIRST + DAY * 2, EARLY),
    }
    begun = datetime.combine(FIRST + DAY, time(12), ZONE)
    assert {each.day for each in fitted(facts, cells, begun)} == {FIRST + DAY * 2}


def test_hours_that_several_shifts_share_are_wanted_once() -> None:
    facts = replace(random_facts(1), stints=())
    first = [each for each in wanted(facts) if each.segment.day == FIRST and each.profession == Profession.MEDIC]
    assert {each.segment.kinds: each.segment.minutes for each in first} == {
        (EARLY,): 5 * 60, (EARLY, LATE): 60, (LATE,): 8 * 60, (NIGHT,): 9 * 60,
    }  # fmt: skip


def test_who_stands_there_already_is_not_asked_for_again() -> None:
    facts = replace(random_facts(1), stints=())
    medic = next(each.id for each in facts.people.values() if each.profession == Profession.MEDIC)
    stands = Stint(medic, FIRST, *KINDS[LATE].stretch(FIRST, ZONE), 510, movable=False)
    first = {
        each.segment.kinds: each.segment.minutes
        for each in wanted(facts.but(add=[stands]))
        if each.segment.day == FIRST and each.profession == Profession.MEDIC
    }
    assert first == {(EARLY,): 5 * 60, (NIGHT,): 9 * 60}


def test_what_only_warns_has_a_price_and_what_is_off_has_none() -> None:
    facts = random_facts(2)
    new = replace(facts, figures=Figures(weights={"rest": Weight.WARN, "run": Weight.OFF, "hours": Weight.OFF}))
    shift = {each.id: each for each in problem_of(new, LONG_AGO).shifts}
    assert shift[str(EARLY)].not_before == frozenset()
    assert str(EARLY) in {each.id: each for each in problem_of(facts, LONG_AGO).shifts}[str(LATE)].not_before
    assert all(person.most_run > DAYS and not person.spells for person in problem_of(new, LONG_AGO).people)
