"""Levels of danger: raised by anyone on duty, confirmed and lowered by people only."""

import pytest

from anxin.desk.actions.risk import raise_by_machine
from anxin.desk.kinds import LowerReason, Outcome, State
from anxin.desk.models import Question, RiskNote, SecondYes
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, refused, seconds


def test_raised_to_2_it_becomes_private_and_its_clock_is_two_minutes_at_most(town: Town) -> None:
    question = town.resident.asks(at=nine, private=False)
    town.volunteer.raises(question, Risk.HIGH, reason="提到不想活", at=nine + minutes(1))
    assert (question.risk, question.private, question.risk_by_machine) == (Risk.HIGH, True, False)
    assert question.due_at == nine + minutes(3)
    note = RiskNote.objects.get(question=question)
    assert (note.by, note.before, note.after, note.reason) == (town.volunteer.member, 0, 2, "提到不想活")
    assert town.names_of(question) == ["question.asked", "crisis.began", "question.risk_raised"]


def test_raising_never_gives_more_time(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.raises(question, Risk.DISTRESSED, at=nine + minutes(10))
    assert question.due_at == nine + minutes(15)  # not ten minutes more
    town.medic.raises(question, Risk.HIGH, at=nine + minutes(14))
    assert question.due_at == nine + minutes(15)


def test_raised_while_waiting_it_is_offered_anew(town: Town) -> None:
    question = town.resident.asks(topic=Topic.PSYCHOLOGICAL, at=nine)
    town.ticks(nine)
    town.social_worker.raises(question, Risk.HIGH, at=nine + seconds(30))
    assert (question.offered_to, question.offered_at) == (None, None)
    town.ticks(nine + seconds(31))
    assert town.fresh(question).offered_to in (town.counsellor.member, town.supervisor.member)


def test_an_owner_whose_profession_may_not_go_on_gives_it_back(town: Town) -> None:
    question = town.resident.asks(topic=Topic.PSYCHOLOGICAL, at=nine)
    town.social_worker.claims(question, at=nine)
    town.social_worker.raises(question, Risk.HIGH, at=nine + minutes(1))
    assert (question.state, question.owner) == (State.WAITING, None)
    assert question.due_at == nine + minutes(3)


def test_an_owner_who_may_go_on_keeps_it(town: Town) -> None:
    question = town.resident.asks(topic=Topic.PSYCHOLOGICAL, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.raises(question, Risk.IMMINENT, at=nine + minutes(1))
    assert (question.state, question.owner) == (State.CLAIMED, town.counsellor.member)
    assert question.due_at == nine + minutes(1) + seconds(30)


def test_raised_after_an_answer_somebody_is_waited_for_again(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.raises(question, Risk.HIGH, at=nine + minutes(5))
    assert (question.state, question.owner) == (State.CLAIMED, town.medic.member)
    assert question.due_at == nine + minutes(7)


def test_raised_while_a_follow_up_is_planned_its_clock_runs_at_once(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.plans(question, nine + minutes(600), at=nine)
    town.medic.raises(question, Risk.IMMINENT, at=nine + minutes(5))
    assert (question.state, question.due_at) == (State.CLAIMED, nine + minutes(5) + seconds(30))


def test_who_may_not_raise_and_what_is_not_a_raise(town: Town) -> None:
    question = town.resident.asks(risk=Risk.DISTRESSED)
    for risk in (Risk.ORDINARY, Risk.DISTRESSED):
        with refused("not_higher"):
            town.medic.raises(question, risk)
    with refused("empty", 422):
        town.medic.raises(question, Risk.HIGH, reason=" ")
    with refused("not_on_duty"):
        town.stranger.raises(question, Risk.HIGH)
    town.volunteer.checks_out()
    with refused("not_on_duty"):
        town.volunteer.raises(question, Risk.HIGH)
    town.coordinator.checks_out()
    town.medic.claims(question)
    town.medic.closes(question, Outcome.SPAM)
    with refused("already_closed"):
        town.medic.raises(question, Risk.HIGH)
    assert town.fresh(question).risk == Risk.DISTRESSED


def test_a_person_stands_behind_what_the_machine_heard(town: Town) -> None:
    question = town.resident.asks(risk=Risk.HIGH)
    with refused("not_claimed"):
        town.medic.confirms(question)
    town.medic.claims(question)
    town.medic.confirms(question)
    assert not question.risk_by_machine
    assert town.names_of(question)[-1] == "question.risk_confirmed"
    with refused("nothing_to_confirm"):
        town.medic.confirms(question)
    with refused("not_yours"):
        town.colleague.confirms(question)


def test_the_machine_raises_once_more_on_what_it_hears_later(town: Town) -> None:
    question = town.resident.asks(risk=Risk.DISTRESSED, at=nine)
    raise_by_machine(question=question, risk=Risk.IMMINENT, signals=["plan_and_means"], at=nine + minutes(1))
    fresh = town.fresh(question)
    assert (fresh.risk, fresh.signals, fresh.due_at) == (3, ["plan_and_means"], nine + minutes(1) + seconds(30))


def test_lowered_from_1_at_once_with_the_clock_of_the_new_level_from_its_own_start(town: Town) -> None:
    question = town.resident.asks(risk=Risk.DISTRESSED, at=nine)
    town.medic.claims(question, at=nine + minutes(1))
    assert town.medic.lowers(question, Risk.ORDINARY, at=nine + minutes(2)) is None
    assert (question.risk, question.risk_by_machine, question.due_at) == (0, False, nine + minutes(15))
    event = town.events_of(question)[-1]
    assert (event.name, event.data) == ("question.risk_lowered", {"before": 1, "after": 0, "why": "idiom"})


def test_lowering_from_2_or_3_waits_for_a_second_yes(town: Town) -> None:
    for text, risk in (("甲", Risk.HIGH), ("乙", Risk.IMMINENT)):
        question = town.resident.asks(text, risk=risk)
        town.medic.claims(question)
        second = town.medic.lowers(question, Risk.DISTRESSED, why=LowerReason.MISREAD, reason="是歌词")
        assert isinstance(second, SecondYes)
        assert question.risk == risk
        with refused("second_already_asked"):
            town.medic.lowers(question, Risk.ORDINARY)
        town.colleague.decides(question, True)
        assert (question.risk, question.private) == (Risk.DISTRESSED, True)
        note = RiskNote.objects.filter(question=question).latest("id")
        assert (note.by, note.after, note.reason) == (town.medic.member, 1, "是歌词")


def test_who_may_not_lower_and_what_is_not_lower(town: Town) -> None:
    question = town.resident.asks(risk=Risk.DISTRESSED)
    with refused("not_claimed"):
        town.medic.lowers(question, Risk.ORDINARY)
    town.medic.claims(question)
    for risk in (Risk.DISTRESSED, Risk.HIGH):
        with refused("not_lower"):
            town.medic.lowers(question, risk)
    for other in (town.colleague, town.stranger):
        with refused("not_yours"):
            other.lowers(question, Risk.ORDINARY)


def test_a_higher_level_drops_what_was_asked_for_before_it(town: Town) -> None:
    question = town.resident.asks(topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    town.counsellor.lowers(question, Risk.ORDINARY)
    town.resident.writes_back(question, "药在手里", risk=Risk.IMMINENT)
    with refused("nothing_to_decide"):
        town.supervisor.decides(question, True)
    assert town.fresh(question).risk == Risk.IMMINENT


@pytest.mark.parametrize("profession", [Profession.VOLUNTEER, Profession.SOCIAL_WORKER])
def test_lowered_again_it_is_within_their_scope_again(town: Town, profession: Profession) -> None:
    question = town.resident.asks(topic=Topic.RESOURCE, risk=Risk.HIGH)
    town.social_worker.claims(question)
    town.social_worker.lowers(question, Risk.ORDINARY, why=LowerReason.SAFE_NOW)
    town.supervisor.decides(question, True)
    town.social_worker.puts_back(question)
    taker = town.volunteer if profession == Profession.VOLUNTEER else town.social_worker
    taker.claims(question)


def test_calmer_words_later_take_no_reason_of_the_machine_away(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    Question.objects.filter(pk=question.pk).update(signals=["wish_to_die"])
    town.resident.writes_back(question, "我妈妈来了", risk=Risk.DISTRESSED, at=nine + minutes(1))
    assert question.signals == ["wish_to_die"]
    town.resident.writes_back(question, "还是不想活", risk=Risk.HIGH, at=nine + minutes(2))
    assert question.signals == ["heard_danger", "wish_to_die"]
