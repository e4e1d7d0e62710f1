"""To whom a question is offered."""

from dataclasses import replace
from uuid import UUID

from anxin.desk.kinds import State
from anxin.desk.rules.routing import MOST_OFFERS, Candidate, choose
from anxin.desk.rules.scope import Helper, Matter
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import minutes, nine

M, C, S, V, N = Profession


def somebody(number: int, profession: Profession, **more: object) -> Candidate:
    return Candidate(id=UUID(int=number), helper=Helper(profession, on_duty=True), **more)  # type: ignore[arg-type]


def matter(topic: Topic, risk: Risk = Risk.ORDINARY, wanted: Profession | None = None) -> Matter:
    return Matter(topic=topic, risk=risk, state=State.WAITING, wanted=wanted)


def chosen(of: Matter, *candidates: Candidate) -> int | None:
    found = choose(of, candidates)
    return found.id.int if found else None


def test_the_profession_named_first_goes_first_however_much_it_carries() -> None:
    busy, free = somebody(1, C, answering=9), somebody(2, S)
    assert chosen(matter(Topic.PSYCHOLOGICAL), free, busy) == 1
    assert chosen(matter(Topic.PSYCHOLOGICAL), free) == 2


def test_then_who_carries_least_then_who_waited_longest() -> None:
    light, heavy = somebody(1, M, answering=1), somebody(2, M, answering=1, offers=1)
    assert chosen(matter(Topic.MEDICAL), heavy, light) == 1
    early, late = somebody(1, M, offered_at=nine + minutes(1)), somebody(2, M, offered_at=nine)
    assert chosen(matter(Topic.MEDICAL), early, late) == 2
    never = somebody(3, M)
    assert chosen(matter(Topic.MEDICAL), early, late, never) == 3


def test_the_same_facts_choose_the_same_person() -> None:
    pair = [somebody(1, M), somebody(2, M)]
    assert chosen(matter(Topic.MEDICAL), *pair) == chosen(matter(Topic.MEDICAL), *reversed(pair)) == 1


def test_nobody_gets_more_than_three_at_a_time() -> None:
    assert chosen(matter(Topic.MEDICAL), somebody(1, M, offers=MOST_OFFERS - 1)) == 1
    assert chosen(matter(Topic.MEDICAL), somebody(1, M, offers=MOST_OFFERS)) is None


def test_nobody_out_of_scope_and_nobody_who_is_left_out() -> None:
    assert chosen(matter(Topic.MEDICAL), somebody(1, V), somebody(2, C)) is None
    assert choose(matter(Topic.MEDICAL), [somebody(1, M)], but={UUID(int=1)}) is None
    assert chosen(matter(Topic.MEDICAL)) is None


def test_what_was_handed_to_a_profession_goes_there() -> None:
    assert chosen(matter(Topic.MEDICAL, wanted=V), somebody(1, M), somebody(2, V)) == 2


def test_in_danger_a_counsellor_goes_before_the_supervisor_of_another_profession() -> None:
    supervisor = replace(somebody(1, S), helper=Helper(S, on_duty=True, supervisor=True))
    assert chosen(matter(Topic.PSYCHOLOGICAL, Risk.HIGH), supervisor, somebody(2, C, answering=3)) == 2
    assert chosen(matter(Topic.PSYCHOLOGICAL, Risk.HIGH), supervisor) == 1
    assert chosen(matter(Topic.PSYCHOLOGICAL, Risk.DISTRESSED), replace(supervisor, helper=Helper(V, True))) is None
