"""Handing a question over, and sorting it anew."""

import pytest

from anxin.core.refusal import Refused
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import RiskNote
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, refused, seconds


def test_an_ordinary_one_waits_at_once_for_the_profession_it_goes_to(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, Profession.COUNSELLOR, reason="主要是焦虑", at=nine + minutes(1))
    assert (question.state, question.owner, question.wanted) == (State.WAITING, None, "counsellor")
    assert question.due_at == nine + minutes(15)
    assert RiskNote.objects.get(question=question).reason == "主要是焦虑"
    event = town.events_of(question)[-1]
    assert (event.name, event.data["to_profession"]) == ("question.transferred", "counsellor")
    town.ticks(nine + minutes(1))
    assert town.fresh(question).offered_to in (town.counsellor.member, town.supervisor.member)


def test_to_one_person_by_name(town: Town) -> None:
    question = town.resident.asks("去哪里领药", topic=Topic.RESOURCE, at=nine)
    town.social_worker.claims(question, at=nine)
    town.social_worker.transfers(question, town.medic, at=nine)
    assert (question.offered_to, question.offered_until) == (town.medic.member, nine + minutes(5))
    town.follows()
    assert town.medic.told() == ["handed_to_you"]
    town.medic.claims(question, at=nine + minutes(1))
    assert question.owner == town.medic.member


def test_when_she_does_not_take_it_everyone_who_may_can(town: Town) -> None:
    question = town.resident.asks("去哪里领药", topic=Topic.RESOURCE, at=nine)
    town.social_worker.claims(question, at=nine)
    town.social_worker.transfers(question, town.medic, at=nine)
    with refused("out_of_scope"):
        town.medic.claims(question, at=nine + minutes(5))
    town.volunteer.claims(question, at=nine + minutes(5))


def test_in_danger_it_stays_with_its_owner_until_it_is_taken(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.transfers(question, town.supervisor, at=nine + seconds(10))
    assert (question.state, question.owner, question.handing_over) == (State.CLAIMED, town.counsellor.member, True)
    town.counsellor.answers(question, "我还在。", at=nine + seconds(20))
    town.supervisor.claims(question, at=nine + seconds(30))
    assert (question.owner, question.handing_over) == (town.supervisor.member, False)


def test_in_danger_its_owner_may_take_it_back_to_herself(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.transfers(question, town.supervisor, at=nine + seconds(10))
    town.counsellor.claims(question, at=nine + seconds(20))
    assert (question.owner, question.handing_over) == (town.counsellor.member, False)


def test_what_is_refused(town: Town) -> None:
    question = town.resident.asks()
    with refused("not_claimed"):
        town.medic.transfers(question, Profession.COUNSELLOR)
    town.medic.claims(question)
    with refused("not_yours"):
        town.colleague.transfers(question, Profession.COUNSELLOR)
    with refused("not_yours"):
        town.stranger.transfers(question, Profession.COUNSELLOR)
    with refused("to_herself"):
        town.medic.transfers(question, town.medic)
    with refused("empty", 422):
        town.medic.transfers(question, Profession.COUNSELLOR, reason="  ")
    with refused("too_long", 422):
        town.medic.transfers(question, Profession.COUNSELLOR, reason="长" * 501)
    town.volunteer.checks_out()
    with pytest.raises(Refused) as caught:
        town.medic.transfers(question, town.volunteer)
    assert (caught.value.finding.code, caught.value.finding.params) == ("not_on_duty", {"name": "小吴"})
    with refused("not_on_duty"):
        town.medic.transfers(question, town.stranger)
    town.medic.closes(question, Outcome.SPAM)
    with refused("already_closed"):
        town.medic.transfers(question, Profession.COUNSELLOR)
    assert "question.transferred" not in town.names_of(question)


def test_a_profession_that_may_not_answer_it_gets_it_from_nobody_but_the_coordinator(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    with refused("out_of_scope"):
        town.counsellor.transfers(question, Profession.VOLUNTEER)
    town.coordinator.transfers(question, Profession.SOCIAL_WORKER)


def test_a_coordinator_transfers_what_is_not_hers(town: Town) -> None:
    question = town.resident.asks()
    town.coordinator.transfers(question, town.colleague)
    assert (question.state, question.offered_to) == (State.WAITING, town.colleague.member)


def test_transferred_after_an_answer_its_clock_starts_anew(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.transfers(question, Profession.COUNSELLOR, at=nine + minutes(30))
    assert question.due_at == nine + minutes(45)


def test_a_transfer_in_danger_that_had_been_answered_runs_a_clock(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(question, at=nine)
    town.counsellor.answers(question, at=nine)
    town.counsellor.transfers(question, town.supervisor, at=nine + minutes(30))
    town.ticks(nine + minutes(33))
    town.ticks(nine + minutes(40))
    assert town.fresh(question).state == State.WAITING  # nobody took it, so it went back and everyone was told
    assert "late" in town.coordinator.told()


def test_sorting_offers_it_anew_to_the_right_people(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    town.coordinator.sorts(question, Topic.PSYCHOLOGICAL, at=nine + seconds(10))
    assert (question.topic, question.offered_at, question.offered_to) == ("psychological", None, None)
    assert town.events_of(question)[-1].data == {"before": "medical", "after": "psychological"}
    town.ticks(nine + seconds(11))
    assert town.fresh(question).offered_to in (town.counsellor.member, town.supervisor.member)
    for other in (town.volunteer, town.stranger):
        with refused("not_claimed"):
            other.sorts(question, Topic.OTHER)
