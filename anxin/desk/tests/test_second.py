"""The second person's yes, and the end of a question."""

import pytest

from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question, SecondYes
from anxin.triage import Risk, Topic
from tests.town import Town, days, minutes, nine, refused, seconds


@pytest.fixture
def in_danger(town: Town) -> Question:
    """A question in danger, answered by the counsellor."""
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine)
    town.follows()
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, "我在这里。", at=nine)
    return question


def test_nobody_closes_danger_alone(town: Town, in_danger: Question) -> None:
    second = town.counsellor.closes(in_danger)
    assert isinstance(second, SecondYes)
    assert in_danger.state == State.AWAITING_RESIDENT
    town.follows()
    assert town.supervisor.told() == ["second_asked"]
    with refused("own_request"):
        town.counsellor.decides(in_danger, True)
    for other in (town.volunteer, town.social_worker, town.stranger):
        with refused("not_a_second"):
            other.decides(in_danger, True)
    town.supervisor.decides(in_danger, True)
    assert (in_danger.state, in_danger.outcome) == (State.CLOSED, Outcome.ANSWERED)
    row = SecondYes.objects.get(question=in_danger)
    assert (row.decided_by, row.agreed) == (town.supervisor.member, True)
    assert {"question.closed", "question.second_decided"} == set(town.names_of(in_danger)[-2:])
    assert town.supervisor.told() == []


def test_the_supervisor_alone_does_not_close_it_either(town: Town, in_danger: Question) -> None:
    assert town.supervisor.closes(in_danger) is not None
    with refused("own_request"):
        town.supervisor.decides(in_danger, True)
    town.medic.decides(in_danger, True)
    assert in_danger.state == State.CLOSED


def test_a_no_leaves_it_as_it_is_and_it_can_be_asked_again(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.follows()
    with refused("second_already_asked"):
        town.counsellor.closes(in_danger)
    town.supervisor.decides(in_danger, False)
    assert in_danger.state == State.AWAITING_RESIDENT
    town.counsellor.closes(in_danger)
    town.follows()
    assert town.supervisor.told() == ["second_asked"]  # told anew


def test_who_asked_may_take_it_back(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.counsellor.decides(in_danger, False)
    with refused("nothing_to_decide"):
        town.supervisor.decides(in_danger, True)
    assert in_danger.state == State.AWAITING_RESIDENT


def test_the_residents_new_words_drop_the_request_to_close(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.resident.writes_back(in_danger, "你还在吗")
    with refused("nothing_to_decide"):
        town.supervisor.decides(in_danger, True)
    assert in_danger.state == State.CLAIMED


def test_new_words_leave_a_request_to_lower_alone(town: Town, in_danger: Question) -> None:
    town.counsellor.lowers(in_danger, Risk.DISTRESSED)
    town.resident.writes_back(in_danger, "我妈妈回来了")
    town.supervisor.decides(in_danger, True)
    assert in_danger.risk == Risk.DISTRESSED


def test_a_request_that_is_decided_before_the_job_runs_is_told_to_nobody(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.counsellor.decides(in_danger, False)
    town.follows()
    assert town.supervisor.told() == []


def test_off_duty_no_medic_is_a_second(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.medic.checks_out()
    with refused("not_a_second"):
        town.medic.decides(in_danger, True)


def test_an_ordinary_one_is_closed_by_its_owner(town: Town) -> None:
    question = town.resident.asks(at=nine)
    with refused("not_claimed"):
        town.medic.closes(question)
    town.medic.claims(question, at=nine)
    with refused("not_yours"):
        town.colleague.closes(question)
    with refused("not_yours"):
        town.stranger.closes(question)
    town.medic.answers(question, at=nine)
    assert town.medic.closes(question, at=nine + minutes(1)) is None
    assert (question.state, question.closed_at, question.outcome) == (State.CLOSED, nine + minutes(1), "answered")
    assert (question.due_at, question.looks_at) == (None, None)
    event = town.events_of(question)[-1]
    assert (event.name, event.data) == ("question.closed", {"outcome": "answered", "into": None})


def test_closing_twice_is_closing_once(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.closes(question)
    town.medic.closes(question)
    assert town.names_of(question).count("question.closed") == 1
    with refused("already_closed"):
        town.medic.closes(question, Outcome.SPAM)


def test_reopened_within_seven_days_to_the_second(town: Town) -> None:
    question = town.resident.asks(at=nine)
    with refused("not_closed"):
        town.medic.reopens(question)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.closes(question, at=nine)
    with refused("closed_for_good"):
        town.medic.reopens(question, at=nine + days(7) + seconds(1))
    town.medic.reopens(question, at=nine + days(7))
    assert (question.state, question.owner, question.outcome) == (State.CLAIMED, town.medic.member, "")
    assert question.due_at == nine + days(7) + minutes(15)
    assert town.names_of(question)[-1] == "question.reopened"


def test_reopened_by_another_it_waits_for_all(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.closes(question)
    with refused("not_on_duty"):
        town.stranger.reopens(question)
    town.volunteer.reopens(question)
    assert (question.state, question.owner) == (State.WAITING, None)


def test_reopened_in_danger_it_is_paged(town: Town, in_danger: Question) -> None:
    town.counsellor.closes(in_danger)
    town.supervisor.decides(in_danger, True)
    town.counsellor.checks_out()
    town.follows()
    assert town.supervisor.told() == []
    town.volunteer.reopens(in_danger)
    town.follows()
    assert (in_danger.state, town.supervisor.told()) == (State.WAITING, ["risk_3"])


def test_a_follow_up_rests_and_comes_back_to_its_owner(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    with refused("not_answered"):
        town.medic.plans(question, nine + days(1))
    town.medic.answers(question, at=nine)
    with refused("in_the_past", 422):
        town.medic.plans(question, nine, at=nine)
    with refused("too_far", 422):
        town.medic.plans(question, nine + days(367), at=nine)
    with refused("not_yours"):
        town.colleague.plans(question, nine + days(1))
    town.medic.plans(question, nine + days(1), at=nine)
    assert (question.state, question.looks_at) == (State.FOLLOW_UP, nine + days(1))
    town.ticks(nine + days(1) - seconds(1))
    assert town.fresh(question).state == State.FOLLOW_UP
    town.ticks(nine + days(1))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner, fresh.comes_back_at) == (State.CLAIMED, town.medic.member, None)
    assert fresh.due_at == nine + days(1) + minutes(15)


def test_a_follow_up_of_someone_off_duty_comes_back_to_all(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.plans(question, nine + days(1), at=nine)
    town.medic.checks_out()
    town.ticks(nine + days(1))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner) == (State.WAITING, None)
    assert town.names_of(question)[-1] == "question.follow_up_due"
    town.ticks(nine + days(1) + seconds(1))
    assert town.fresh(question).offered_to == town.colleague.member
