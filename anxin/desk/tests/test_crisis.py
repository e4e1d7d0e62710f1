"""A crisis: its beginning and end, and that nobody ends one alone by any road."""

from typing import Any

import pytest

from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.snooze import snooze_question
from anxin.desk.crises import in_danger_now, open_crisis
from anxin.desk.kinds import LowerReason, Outcome, State
from anxin.desk.models import Crisis, FollowUp, Question, SecondYes
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, days, hours, minutes, nine, refused


def in_danger(town: Town, risk: Risk = Risk.IMMINENT) -> Question:
    """A question in danger, answered by the counsellor."""
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=risk, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, "我在这里。", at=nine)
    return question


def holds(question: Question) -> bool:
    """Whether it has an open crisis exactly while it stands open in danger."""
    return (open_crisis(question) is not None) == in_danger_now(question)


@pytest.mark.parametrize("risk", [Risk.HIGH, Risk.IMMINENT])
def test_what_the_machine_hears_begins_a_crisis_at_once(town: Town, risk: Risk) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=risk, at=nine)
    crisis = Crisis.objects.get(question=question)
    assert (crisis.began_at, crisis.highest, crisis.ended_at) == (nine, risk, None)
    event = next(each for each in town.events_of(question) if each.name == "crisis.began")
    assert (event.actor_kind, event.data["risk"]) == ("machine", risk)


def test_a_person_begins_one_and_a_higher_level_is_the_same_one(town: Town) -> None:
    question = town.resident.asks(at=nine)
    assert not Crisis.objects.exists()
    town.medic.raises(question, Risk.DISTRESSED)
    assert not Crisis.objects.exists()
    town.medic.raises(question, Risk.HIGH)
    town.volunteer.raises(question, Risk.IMMINENT)
    assert Crisis.objects.get(question=question).highest == Risk.IMMINENT
    assert town.names_of(question).count("crisis.began") == 1


def test_closing_with_a_second_yes_ends_it_with_who_carried_it(town: Town) -> None:
    question = in_danger(town)
    town.supervisor.joins(question)
    town.counsellor.closes(question)
    assert open_crisis(question)
    town.supervisor.decides(question, True, at=nine + hours(1))
    assert Crisis.objects.get(question=question).ended_at == nine + hours(1)
    event = next(each for each in town.events_of(question) if each.name == "crisis.ended")
    assert event.data["owner"] == str(town.counsellor.member.pk)
    assert event.data["beside"] == [str(town.supervisor.member.pk)]
    assert (event.data["end"], event.data["highest"]) == ("answered", 3)


def test_from_three_to_two_it_goes_on_and_below_it_ends(town: Town) -> None:
    question = in_danger(town)
    town.counsellor.lowers(question, Risk.HIGH, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    assert open_crisis(question)
    town.counsellor.lowers(question, Risk.DISTRESSED, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    assert open_crisis(question) is None
    assert town.names_of(question).count("crisis.ended") == 1


@pytest.mark.parametrize("by", ["resident", "counsellor"])
def test_opened_again_in_danger_it_is_a_new_crisis(town: Town, by: str) -> None:
    question = in_danger(town)
    town.counsellor.closes(question)
    town.supervisor.decides(question, True)
    assert FollowUp.objects.filter(question=question, cancelled_at=None).count() == 2
    if by == "resident":
        town.resident.writes_back(question, "又来了", at=nine + hours(2))
    else:
        town.counsellor.reopens(question, at=nine + hours(2))
    assert holds(question)
    assert Crisis.objects.filter(question=question).count() == 2
    assert not FollowUp.objects.filter(question=question, cancelled_at=None).exists()  # she is spoken with now


# Nobody goes around the second yes ---------------------------------------------------------------------------------
def test_a_snooze_does_not_go_around_it(town: Town) -> None:
    question = in_danger(town)
    with refused("in_danger"):
        snooze_question(question=question, until=nine + days(1), by=town.supervisor.member, at=nine)
    assert question.state == State.AWAITING_RESIDENT


def test_a_hand_over_leaves_it_with_its_owner_until_it_is_taken_and_ends_nothing(town: Town) -> None:
    question = in_danger(town)
    town.counsellor.transfers(question, Profession.MEDIC)
    fresh = town.fresh(question)
    assert fresh.owner == town.counsellor.member
    assert holds(fresh)


def test_merged_into_a_calm_one_the_level_and_the_crisis_go_with_it(town: Town) -> None:
    question = in_danger(town)
    town.counsellor.records(question, "safe", "plan")
    other = town.resident.asks("口罩在哪里领？", topic=Topic.INFORMATION, at=nine)
    merge_question(question=question, into=other, by=town.supervisor.member, at=nine)
    source, target = town.fresh(question), town.fresh(other)
    assert (source.state, source.outcome) == (State.CLOSED, Outcome.MERGED)
    assert (target.risk, target.state != State.CLOSED) == (Risk.IMMINENT, True)
    assert holds(source)
    assert holds(target)
    crisis = open_crisis(target)
    assert crisis
    assert [each.step for each in crisis.steps.all()] == ["safe"]
    assert not FollowUp.objects.exists()  # nothing is over
    with refused("already_closed"):
        town.counsellor.closes(question)


def test_what_waits_for_a_second_yes_does_not_outlive_a_merge(town: Town) -> None:
    question = in_danger(town)
    town.counsellor.closes(question)
    other = town.resident.asks("还有一件事", at=nine)
    merge_question(question=question, into=other, by=town.supervisor.member, at=nine)
    assert not SecondYes.objects.filter(decided_at=None).exists()
    with refused("nothing_to_decide"):
        town.supervisor.decides(other, True)


def test_going_off_duty_ends_nothing(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.checks_out(at=nine + minutes(1))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner) == (State.WAITING, None)
    assert holds(fresh)


def test_silence_for_days_closes_nothing_in_danger(town: Town) -> None:
    question = in_danger(town)
    town.ticks(nine + days(30))
    assert town.fresh(question).state == State.AWAITING_RESIDENT
    assert holds(question)


@pytest.mark.parametrize("why", list(LowerReason))
def test_no_listed_reason_lowers_it_alone(town: Town, why: LowerReason) -> None:
    question = in_danger(town)
    assert town.counsellor.lowers(question, Risk.ORDINARY, why=why) is not None
    assert town.fresh(question).risk == Risk.IMMINENT


def test_the_machine_lowers_nothing(town: Town) -> None:
    question = in_danger(town)
    town.resident.writes_back(question, "没事了，我开玩笑的", risk=Risk.ORDINARY)
    assert question.risk == Risk.IMMINENT


def test_over_the_api_both_wait_for_a_second(town: Town) -> None:
    question = in_danger(town)
    api = town.browser()
    key: Any = {"HTTP_AUTHORIZATION": f"Bearer {town.counsellor.token()}"}
    for verb, body in (("lower", {"risk": 0, "why": "safe_now"}), ("close", {"outcome": "answered"})):
        response = api.post(
            f"/api/v1/questions/{question.pk}/{verb}", body, content_type="application/json", **key
        )  # fmt: skip
        assert (response.status_code, response.json()["waits_for"]) == (202, "second_person")
        api.post(
            f"/api/v1/questions/{question.pk}/second", {"yes": False}, content_type="application/json", **key
        )  # fmt: skip
    fresh = town.fresh(question)
    assert (fresh.risk, fresh.state) == (Risk.IMMINENT, State.AWAITING_RESIDENT)
    lower = {"risk": 0, "why": "because"}
    response = api.post(f"/api/v1/questions/{question.pk}/lower", lower, content_type="application/json", **key)
    assert response.status_code == 422  # a reason that is not on the list
