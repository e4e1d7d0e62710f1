"""What clocks bring about when nobody does anything, and who is told."""

import pytest

from anxin.desk import jobs
from anxin.desk.actions import offer as offering
from anxin.desk.actions.clocks import move_on
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.clocks import Move
from anxin.rota.actions import check_out
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, days, eight_next_morning, hours, minutes, nine, refused, seconds, ten_at_night


def test_late_the_coordinator_is_told_and_told_again(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    town.ticks(nine + minutes(15) - seconds(1))
    assert town.coordinator.told() == []
    town.ticks(nine + minutes(15))
    assert town.coordinator.told() == ["late"]
    assert town.fresh(question).late_at == nine + minutes(15)
    assert town.names_of(question)[-1] == "question.late"
    town.ticks(nine + minutes(16))
    town.ticks(nine + minutes(30) - seconds(1))
    assert town.names_of(question).count("question.late") == 1
    town.ticks(nine + minutes(30))
    assert town.names_of(question).count("question.late") == 2
    assert town.coordinator.told() == ["late"]  # still the one she has not seen


def test_a_silent_owner_is_warned_and_then_it_goes_back_and_the_coordinator_is_told(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine + minutes(3))
    assert question.looks_at == nine + minutes(3) + minutes(8)
    town.ticks(nine + minutes(11) - seconds(1))
    assert town.medic.told() == []
    town.ticks(nine + minutes(11))
    assert town.medic.told() == ["answer_soon"]
    assert town.fresh(question).state == State.CLAIMED
    town.ticks(nine + minutes(15) - seconds(1))
    assert town.fresh(question).state == State.CLAIMED
    town.ticks(nine + minutes(15))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner, fresh.due_at) == (State.WAITING, None, nine + minutes(15))
    assert town.coordinator.told() == ["late"]
    assert "question.returned" in town.names_of(question)


def test_who_takes_a_late_one_has_a_third_of_the_clock(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine + minutes(20))
    town.ticks(nine + minutes(25) - seconds(1))
    assert town.fresh(question).state == State.CLAIMED
    town.ticks(nine + minutes(25))
    assert town.fresh(question).state == State.WAITING


def test_an_answered_ordinary_one_is_let_go_after_three_days_of_silence(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine + minutes(1))
    town.ticks(nine + minutes(1) + days(3) - seconds(1))
    assert town.fresh(question).state == State.AWAITING_RESIDENT
    town.ticks(nine + minutes(1) + days(3))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.outcome) == (State.CLOSED, "no_reply")


def test_nobody_is_let_go_of_in_danger(town: Town) -> None:
    question = town.resident.asks(risk=Risk.HIGH, at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.ticks(nine + days(30))
    assert town.fresh(question).state == State.AWAITING_RESIDENT


def test_a_move_is_made_once(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    assert move_on(question=question, at=nine + minutes(15)) == Move.LATE
    assert move_on(question=question, at=nine + minutes(15)) is None


def test_one_that_cannot_be_moved_holds_up_no_other(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = town.resident.asks("甲", at=nine), town.resident.asks("乙", at=nine + seconds(1))
    town.ticks(nine + seconds(1))

    def fails(*, question: Question, at: object) -> None:
        if question.pk == first.pk:
            raise ValueError
        move_on(question=question, at=at)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "move_on", fails)
    town.ticks(nine + hours(1))
    assert (town.fresh(first).late_at, town.fresh(second).late_at) == (None, nine + hours(1))


def test_off_duty_what_waits_for_her_answer_goes_back(town: Town) -> None:
    claimed, answered = town.resident.asks("甲", at=nine), town.resident.asks("乙", at=nine)
    for question in (claimed, answered):
        town.medic.claims(question, at=nine)
    town.medic.answers(answered, at=nine)
    town.medic.checks_out(at=nine + minutes(1))
    assert town.fresh(claimed).state == State.WAITING
    assert (town.fresh(answered).state, town.fresh(answered).owner) == (State.AWAITING_RESIDENT, town.medic.member)


def test_off_and_on_again_at_once_she_keeps_what_she_has(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.follows()
    check_out(attendance=Attendance.objects.get(member=town.medic.member), by=town.medic.member, at=nine)
    town.medic.checks_in()
    town.follows()
    assert town.fresh(question).owner == town.medic.member


def test_danger_put_back_is_paged(town: Town) -> None:
    question = town.resident.asks(topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.follows()
    town.counsellor.claims(question, at=nine)
    assert town.supervisor.told() == []
    town.counsellor.checks_out(at=nine + seconds(20))
    assert town.fresh(question).state == State.WAITING
    assert town.supervisor.told() == ["risk_2"]


def test_who_is_paged_for_danger(town: Town) -> None:
    town.resident.asks("甲", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.follows()
    told = {each.member.name: each.told() for each in town.staff if each.told()}
    assert told == {"周老师": ["risk_2"], "秦督导": ["risk_2"]}


def test_in_imminent_danger_everyone_who_can_act_is_paged(town: Town) -> None:
    town.resident.asks("甲", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT, at=nine)
    town.follows()
    paged = {each.member.name for each in town.staff if each.told() == ["risk_3"]}
    assert paged == {"林医生", "何医生", "周老师", "陈姐", "秦督导"}


def test_at_night_the_supervisor_on_call_is_paged_for_danger_only(town: Town) -> None:
    for staff in town.staff:
        staff.checks_out()
    night = ten_at_night + hours(3)
    town.resident.asks("甲", risk=Risk.DISTRESSED, at=night)
    town.ticks(night)
    assert town.supervisor.told() == []
    town.resident.asks("乙", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=night)
    town.ticks(night)
    assert town.supervisor.told() == ["risk_2"]
    assert town.counsellor.told() == []


def test_in_the_morning_what_waited_all_night_is_offered_first(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night + hours(1))
    town.ticks(eight_next_morning - seconds(1))
    assert town.fresh(question).offered_at is None
    town.ticks(eight_next_morning)
    assert town.fresh(question).offered_to is not None
    town.ticks(eight_next_morning + minutes(15))
    assert town.coordinator.told() == ["late"]


def test_an_offer_is_held_out_for_a_third_of_the_clock(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    fresh = town.fresh(question)
    assert (fresh.offered_at, fresh.offered_until) == (nine, nine + minutes(5))
    assert fresh.held_out(nine + minutes(5) - seconds(1))
    assert not fresh.held_out(nine + minutes(5))
    assert town.names_of(question)[-1] == "question.offered"
    assert town.events_of(question)[-1].data == {"to": str(fresh.offered_to_id)}


def test_an_offer_near_closing_time_stands_still_over_night(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night - minutes(2))
    town.ticks(ten_at_night - minutes(2))
    assert town.fresh(question).offered_until == eight_next_morning + minutes(3)


def test_offers_are_spread_and_nobody_gets_more_than_three(town: Town) -> None:
    asked = [town.resident.asks(f"{n}", at=nine) for n in range(8)]
    town.ticks(nine)
    names = [offered.name if (offered := town.fresh(each).offered_to) else None for each in asked]
    assert sorted(names, key=str) == [None, None, "何医生", "何医生", "何医生", "林医生", "林医生", "林医生"]


def test_with_nobody_there_it_waits_without_an_offer_and_the_coordinator_hears_of_it(town: Town) -> None:
    town.medic.checks_out()
    town.colleague.checks_out()
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    assert (town.fresh(question).offered_to, town.fresh(question).looks_at) == (None, nine + minutes(15))
    town.ticks(nine + minutes(15))
    assert town.coordinator.told() == ["late"]


def test_who_carries_less_is_offered_more(town: Town) -> None:
    for text in "甲乙":
        town.medic.claims(town.resident.asks(text, at=nine), at=nine)
    question = town.resident.asks("丙", at=nine)
    town.ticks(nine)
    assert town.fresh(question).offered_to == town.colleague.member


def test_a_campaign_at_a_time(town: Town) -> None:
    town.resident.asks(at=nine)
    town.outsider.asks("去哪里领药", topic=Topic.RESOURCE, campaign=town.elsewhere, at=nine)
    assert offering.offer_questions(campaign=town.elsewhere, at=nine) == 1
    offered = Question.objects.exclude(offered_to=None).get()
    assert offered.offered_to == town.stranger.member


def test_a_return_that_comes_too_late_is_no_fault(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.coordinator.claims(question, reason="接手", at=nine)
    town.medic.checks_out()
    with refused("not_yours"):
        town.medic.puts_back(question)
    assert town.fresh(question).owner == town.coordinator.member
