"""Merges that cross, and merges over what somebody else does at that moment: nothing lost, nobody waits in a circle."""

import random
from functools import partial
from typing import Any

import pytest

from anxin.conversations.models import Message
from anxin.core.event import verify_chain
from anxin.desk.actions import merge
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.claim import claim_question
from anxin.desk.actions.close import close_question
from anxin.desk.actions.merge import merge_question
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question
from anxin.desk.threads import root_id
from anxin.triage import Risk
from tests.at_once import at_once
from tests.town import Town, minutes, nine

ROUNDS = 6


def whole(town: Town) -> list[Question]:
    """What is open; every merged one leads to one that was not merged, and has its own end."""
    rows = list(Question.objects.all())
    for row in rows:
        assert (row.merged_into_id is not None) == (row.outcome == Outcome.MERGED)
        root = Question.objects.get(pk=root_id(row.pk))
        assert root.merged_into_id is None
        assert root.risk >= row.risk or root.risk == Risk.IMMINENT
    assert verify_chain(town.organisation.pk)
    return [row for row in rows if row.state != State.CLOSED]


def test_two_merges_that_cross_make_one(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        one, two = town.resident.asks(f"{round} 一"), town.resident.asks(f"{round} 二", at=nine + minutes(1))
        said = at_once(
            partial(merge_question, question=one, into=two, by=town.coordinator.member, at=nine),
            partial(merge_question, question=two, into=one, by=town.supervisor.member, at=nine),
            partial(merge_question, question=one, into=two, by=town.medic.member, at=nine),
        )
        assert said.count("into_itself") == 2
        assert len(whole(town)) == round + 1


def test_a_ring_of_merges_ends_in_one(busy_town: Town) -> None:
    town = busy_town
    asked = [town.resident.asks(f"{n}") for n in range(5)]
    at_once(
        *(
            partial(merge_question, question=asked[n], into=asked[(n + 1) % 5], by=town.coordinator.member, at=nine)
            for n in range(5)
        )
    )
    assert len(whole(town)) == 1


def test_a_word_of_the_resident_meanwhile_is_never_lost(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        one, two = town.resident.asks(f"{round} 一"), town.resident.asks(f"{round} 二")
        said = at_once(
            partial(merge_question, question=one, into=two, by=town.coordinator.member, at=nine),
            partial(write_back, question=one, text="还有一句", by=town.resident.resident, at=nine),
            partial(write_back, question=two, text="再有一句", by=town.resident.resident, at=nine),
            partial(merge_question, question=two, into=one, by=town.coordinator.member, at=nine),
        )
        assert isinstance(said[1], Message)
        assert isinstance(said[2], Message)
        threads = [one.conversation_id, two.conversation_id]
        assert Message.objects.filter(conversation__in=threads, author_kind="resident").count() == 4
        assert len(whole(town)) == round + 1


def test_an_answer_a_claim_and_an_end_meanwhile(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        one, two = town.resident.asks(f"{round} 一"), town.resident.asks(f"{round} 二")
        town.medic.claims(one)
        town.medic.answers(one)
        at_once(
            partial(merge_question, question=one, into=two, by=town.coordinator.member, at=nine),
            partial(answer_question, question=one, text="好的", by=town.medic.member, at=nine),
            partial(claim_question, question=two, by=town.colleague.member, at=nine),
            partial(close_question, question=one, outcome=Outcome.ANSWERED, by=town.medic.member, at=nine),
        )
        fresh = town.fresh(one)
        assert fresh.state == State.CLOSED
        assert town.fresh(two).state in (State.WAITING, State.CLAIMED)
        whole(town)


def test_random_merges_and_words_leave_every_question_reachable(busy_town: Town) -> None:
    town = busy_town
    dice = random.Random(7)
    asked = [town.resident.asks(f"{n}", risk=Risk(n % 4)) for n in range(6)]
    staff = [town.coordinator.member, town.supervisor.member, town.medic.member]
    verbs: list[Any] = []
    for n in range(40):
        one, two = dice.choice(asked), dice.choice(asked)
        verbs.append(
            partial(write_back, question=one, text=f"第{n}句", by=town.resident.resident, at=nine)
            if n % 2
            else partial(merge_question, question=one, into=two, by=dice.choice(staff), at=nine)
        )
    for start in range(0, 40, 8):
        at_once(*verbs[start : start + 8])
    threads = [each.conversation_id for each in asked]
    assert Message.objects.filter(conversation__in=threads, author_kind="resident").count() == 6 + 20
    assert whole(town)


def test_a_crash_in_the_middle_leaves_both_as_they_were(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = town.resident.asks("一"), town.resident.asks("二", risk=Risk.HIGH)

    def dies(*_args: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(merge, "_carry_over", dies)
    with pytest.raises(RuntimeError):
        town.coordinator.merges(two, one)
    assert (town.fresh(one).risk, town.fresh(two).state) == (Risk.ORDINARY, State.WAITING)
    assert town.names_of(one) == ["question.asked"]
    assert "question.closed" not in town.names_of(two)
