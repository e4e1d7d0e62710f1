"""Who may do what with a question: product.md's rule "Scope" as tables."""

import itertools
from dataclasses import replace

import pytest

from anxin.desk.kinds import State
from anxin.desk.rules import scope
from anxin.desk.rules.scope import ANSWERS, Helper, Matter
from anxin.desk.rules.second import may_second
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic

M, C, S, V, N = Profession
WAITING = Matter(topic=Topic.MEDICAL, risk=Risk.ORDINARY, state=State.WAITING)
MINE = replace(WAITING, state=State.CLAIMED, owned=True, mine=True)
THEIRS = replace(MINE, mine=False)
CLOSED = replace(MINE, state=State.CLOSED)

# What product.md says, row by row: who may take it at risk 0, 1, 2, 3.
WANTED = {
    Topic.MEDICAL: ({M}, {M}, {M}, {M}),
    Topic.PSYCHOLOGICAL: ({C, S}, {C, S}, {C}, {C}),
    Topic.RESOURCE: ({S, V, N}, {S, V, N}, {S, C}, {M, S, C}),
    Topic.INFORMATION: ({S, V, N}, {S, V, N}, {C}, {C}),
    Topic.OTHER: ({S, V, N}, {S, V, N}, {C}, {C}),
}


def code(finding: object) -> str | None:
    return getattr(finding, "code", None)


def test_every_topic_has_somebody_at_every_risk() -> None:
    assert set(ANSWERS) == set(itertools.product(Topic, Risk))
    assert all(ANSWERS.values())


@pytest.mark.parametrize(("topic", "risk", "profession"), list(itertools.product(Topic, Risk, Profession)))
def test_who_takes_what(topic: Topic, risk: Risk, profession: Profession) -> None:
    matter, helper = replace(WAITING, topic=topic, risk=risk), Helper(profession=profession, on_duty=True)
    allowed = profession in WANTED[topic][risk]
    assert code(scope.may_claim(helper, matter)) == (None if allowed else "out_of_scope")
    # A supervisor stands in from risk 2 on; a coordinator takes any with a reason, and none without.
    supervisor, coordinator = replace(helper, supervisor=True), replace(helper, coordinator=True)
    assert (scope.may_claim(supervisor, matter) is None) == (allowed or risk >= Risk.HIGH)
    assert (scope.may_claim(coordinator, matter) is None) == allowed
    assert scope.may_claim(coordinator, matter, overriding=True) is None
    assert (scope.may_claim(helper, matter, overriding=True) is None) == allowed


@pytest.mark.parametrize("risk", [Risk.HIGH, Risk.IMMINENT])
def test_no_volunteer_gets_anyone_in_danger(risk: Risk) -> None:
    assert all(V not in ANSWERS[topic, risk] and N not in ANSWERS[topic, risk] for topic in Topic)


@pytest.mark.parametrize(
    ("matter", "helper", "expected"),
    [
        (WAITING, Helper(M, on_duty=False), "not_on_duty"),
        (WAITING, Helper(M, on_duty=False, coordinator=True), "not_on_duty"),
        (CLOSED, Helper(M, on_duty=True), "already_closed"),
        (THEIRS, Helper(M, on_duty=True), "already_claimed"),
        (replace(THEIRS, to_be_taken=True), Helper(M, on_duty=True), None),
        (replace(THEIRS, state=State.AWAITING_RESIDENT), Helper(M, on_duty=True), "already_claimed"),
        (replace(WAITING, state=State.FOLLOW_UP), Helper(M, on_duty=True), "not_waiting"),
        (replace(WAITING, wanted=V), Helper(M, on_duty=True), "out_of_scope"),
        (replace(WAITING, wanted=V), Helper(V, on_duty=True), None),
        (replace(WAITING, wanted_me=True), Helper(N, on_duty=True), None),
        (MINE, Helper(V, on_duty=True), None),
        (MINE, Helper(M, on_duty=False), "not_on_duty"),
    ],
)
def test_claiming(matter: Matter, helper: Helper, expected: str | None) -> None:
    assert code(scope.may_claim(helper, matter)) == expected


def test_out_of_scope_names_the_profession_that_is_needed() -> None:
    finding = scope.may_claim(Helper(V, on_duty=True), WAITING)
    assert finding is not None
    assert finding.params == {"profession": "medic"}
    assert finding.sentence % finding.params == "This needs a medic."


@pytest.mark.parametrize(
    ("matter", "expected"),
    [(WAITING, "not_claimed"), (MINE, None), (THEIRS, "not_yours"), (CLOSED, "already_closed")],
)
def test_answering_is_for_the_owner_whoever_else_asks(matter: Matter, expected: str | None) -> None:
    for roles in ({}, {"coordinator": True}, {"supervisor": True}):
        assert code(scope.may_answer(Helper(M, on_duty=True, **roles), matter)) == expected


@pytest.mark.parametrize(
    ("matter", "plain", "trusted"),
    [
        (WAITING, "not_claimed", None),
        (MINE, None, None),
        (THEIRS, "not_yours", None),
        (CLOSED, "already_closed", "already_closed"),
    ],
)
def test_deciding(matter: Matter, plain: str | None, trusted: str | None) -> None:
    assert code(scope.may_decide(Helper(M, on_duty=True), matter)) == plain
    assert code(scope.may_decide(Helper(M, on_duty=False, coordinator=True), matter)) == trusted
    assert code(scope.may_decide(Helper(M, on_duty=False, supervisor=True), matter)) == trusted


@pytest.mark.parametrize("profession", Profession)
def test_danger_may_be_named_by_anyone_on_duty(profession: Profession) -> None:
    assert scope.may_raise(Helper(profession, on_duty=True), THEIRS) is None
    assert code(scope.may_raise(Helper(profession, on_duty=False), THEIRS)) == "not_on_duty"
    assert code(scope.may_raise(Helper(profession, on_duty=True), CLOSED)) == "already_closed"


@pytest.mark.parametrize(
    ("risk", "topic", "receiver", "allowed"),
    [
        (Risk.ORDINARY, Topic.MEDICAL, V, True),
        (Risk.DISTRESSED, Topic.PSYCHOLOGICAL, V, True),
        (Risk.HIGH, Topic.PSYCHOLOGICAL, V, False),
        (Risk.HIGH, Topic.PSYCHOLOGICAL, S, False),
        (Risk.HIGH, Topic.PSYCHOLOGICAL, M, True),
        (Risk.HIGH, Topic.RESOURCE, S, True),
        (Risk.IMMINENT, Topic.MEDICAL, C, True),
        (Risk.IMMINENT, Topic.MEDICAL, N, False),
    ],
)
def test_to_whom_it_may_be_handed(risk: Risk, topic: Topic, receiver: Profession, allowed: bool) -> None:
    matter = replace(MINE, risk=risk, topic=topic)
    assert (scope.may_receive(Helper(C, on_duty=True), matter, receiver) is None) == allowed
    assert scope.may_receive(Helper(C, on_duty=True, coordinator=True), matter, receiver) is None


def test_reopening_is_for_who_had_it_and_who_is_there() -> None:
    assert scope.may_reopen(Helper(M, on_duty=False), CLOSED) is None
    assert scope.may_reopen(Helper(V, on_duty=True), replace(CLOSED, mine=False)) is None
    assert code(scope.may_reopen(Helper(V, on_duty=False), replace(CLOSED, mine=False))) == "not_on_duty"


@pytest.mark.parametrize(
    ("mine", "accepted", "private", "on_duty", "coordinator", "supervisor", "reads"),
    [
        (True, False, True, False, False, False, True),
        (False, True, True, False, False, False, True),
        (False, False, True, False, False, True, True),
        (False, False, True, True, False, False, False),
        (False, False, True, True, True, False, False),
        (False, False, False, True, False, False, True),
        (False, False, False, False, False, False, False),
        (False, False, False, False, True, False, True),
    ],
)
def test_who_reads_the_words(
    mine: bool, accepted: bool, private: bool, on_duty: bool, coordinator: bool, supervisor: bool, reads: bool
) -> None:
    helper = Helper(M, on_duty=on_duty, coordinator=coordinator, supervisor=supervisor)
    assert scope.may_read(helper, replace(THEIRS, mine=mine), private, accepted) is reads


@pytest.mark.parametrize(
    ("helper", "own", "expected"),
    [
        (Helper(C, on_duty=True), True, "own_request"),
        (Helper(C, on_duty=True, supervisor=True), True, "own_request"),
        (Helper(C, on_duty=True), False, None),
        (Helper(M, on_duty=True), False, None),
        (Helper(M, on_duty=False), False, "not_a_second"),
        (Helper(S, on_duty=True), False, "not_a_second"),
        (Helper(V, on_duty=True), False, "not_a_second"),
        (Helper(S, on_duty=False, coordinator=True), False, None),
        (Helper(C, on_duty=False, supervisor=True), False, None),
    ],
)
def test_who_may_be_the_second(helper: Helper, own: bool, expected: str | None) -> None:
    assert code(may_second(helper, MINE, own)) == expected
    assert code(may_second(helper, CLOSED, own)) == "already_closed"
