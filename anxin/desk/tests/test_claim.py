"""Taking a question on, putting it back, and who may."""

import pytest

from anxin.core.refusal import Refused
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Acceptance, RiskNote
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, refused, seconds


def test_a_claim_gives_it_an_owner_and_leaves_the_clock(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine + minutes(2))
    assert (question.state, question.owner) == (State.CLAIMED, town.medic.member)
    assert (question.claimed_at, question.due_at) == (nine + minutes(2), nine + minutes(15))
    assert Acceptance.objects.get(question=question).member == town.medic.member
    assert town.names_of(question) == ["question.asked", "question.claimed"]


def test_claiming_twice_is_claiming_once(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    town.medic.claims(question, at=nine + minutes(3))
    assert question.claimed_at == nine
    assert town.names_of(question).count("question.claimed") == 1


def test_who_may_not_claim(town: Town) -> None:
    question = town.resident.asks()
    for other in (town.counsellor, town.social_worker, town.volunteer, town.coordinator, town.supervisor):
        with refused("out_of_scope"):
            other.claims(question)
    with refused("not_on_duty"):
        town.stranger.claims(question)
    town.medic.checks_out()
    with refused("not_on_duty"):
        town.medic.claims(question)
    town.colleague.claims(question)
    town.medic.checks_in()
    with pytest.raises(Refused) as caught:
        town.medic.claims(question)
    assert (caught.value.finding.code, caught.value.finding.params) == ("already_claimed", {"name": "何医生"})
    town.colleague.closes(question, Outcome.SPAM)
    with refused("already_closed"):
        town.medic.claims(question)


def test_a_coordinator_takes_any_with_a_reason(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    with refused("already_claimed"):
        town.coordinator.claims(question)
    town.coordinator.claims(question, reason="林医生去出诊了")
    assert question.owner == town.coordinator.member
    assert RiskNote.objects.get(question=question).reason == "林医生去出诊了"
    assert town.events_of(question)[-1].data == {"before": str(town.medic.member.pk)}


def test_a_reason_opens_nothing_to_who_is_not_a_coordinator(town: Town) -> None:
    question = town.resident.asks()
    with refused("out_of_scope"):
        town.volunteer.claims(question, reason="我想帮忙")
    town.medic.claims(question)
    with refused("already_claimed"):
        town.colleague.claims(question, reason="我想帮忙")


def test_a_coordinator_of_another_organisation_overrides_nothing(town: Town) -> None:
    question = town.resident.asks()
    with refused("not_on_duty"):
        town.stranger.claims(question, reason="我来")
    assert town.fresh(question).state == State.WAITING


def test_a_question_that_waits_for_its_resident_is_not_there_to_be_taken(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question)
    with refused("already_claimed"):
        town.colleague.claims(question)


def test_an_owner_who_claims_after_answering_is_not_told_that_someone_else_has_it(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.claims(question)
    assert (question.state, question.owner) == (State.AWAITING_RESIDENT, town.medic.member)


def test_a_supervisor_stands_in_from_risk_2_on(town: Town) -> None:
    plain, danger = town.resident.asks("甲", risk=Risk.DISTRESSED), town.resident.asks("乙", risk=Risk.HIGH)
    with refused("out_of_scope"):
        town.supervisor.claims(plain)
    town.supervisor.claims(danger)


def test_put_back_it_waits_for_somebody_else_and_its_clock_goes_on(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine + minutes(1))
    town.medic.puts_back(question, at=nine + minutes(2))
    assert (question.state, question.owner, question.due_at) == (State.WAITING, None, nine + minutes(15))
    assert town.events_of(question)[-1].name == "question.put_back"
    with refused("not_claimed"):
        town.medic.puts_back(question)
    town.colleague.claims(question)
    with refused("not_yours"):
        town.medic.puts_back(question)
    with refused("not_yours"):
        town.stranger.puts_back(question)


def test_put_back_after_an_answer_the_clock_starts_anew(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine + minutes(1))
    town.medic.puts_back(question, at=nine + minutes(30))
    assert question.due_at == nine + minutes(45)


def test_a_claim_settles_what_others_were_told_about_it(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.IMMINENT)
    town.follows()
    assert town.counsellor.told() == ["risk_3"]
    town.counsellor.claims(question)
    assert town.counsellor.told() == town.medic.told() == town.supervisor.told() == []


def test_an_offer_to_one_does_not_keep_others_out(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.ticks(nine)
    offered = town.fresh(question).offered_to
    assert offered in (town.medic.member, town.colleague.member)
    other = town.colleague if offered == town.medic.member else town.medic
    other.claims(question, at=nine + seconds(1))
    assert question.offered_to is None


def test_handed_to_a_profession_only_that_one_takes_it(town: Town) -> None:
    question = town.resident.asks("睡不着", topic=Topic.PSYCHOLOGICAL)
    town.social_worker.claims(question)
    town.social_worker.transfers(question, Profession.COUNSELLOR)
    with refused("out_of_scope"):
        town.social_worker.claims(question)
    town.counsellor.claims(question)
