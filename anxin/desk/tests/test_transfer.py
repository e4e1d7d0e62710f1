"""Handing a question over, and sorting it anew."""

import pytest

from anxin.conversations.models import Message, MessageKind
from anxin.core.refusal import Refused
from anxin.desk.kinds import Outcome, State, TransferWhy
from anxin.desk.models import Question, Transfer
from anxin.desk.queries import waiting
from anxin.people.actions import deactivate_member
from anxin.people.kinds import Profession
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, hours, minutes, nine, refused, seconds


def notices(question: Question) -> list[str]:
    rows = Message.objects.filter(conversation=question.conversation, kind=MessageKind.NOTICE)
    return list(rows.order_by("seq").values_list("code", flat=True))


def test_an_ordinary_one_waits_at_once_for_the_profession_it_goes_to(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, Profession.COUNSELLOR, reason="主要是焦虑", at=nine + minutes(1))
    assert (question.state, question.owner, question.wanted) == (State.WAITING, None, "counsellor")
    assert question.due_at == nine + minutes(15)
    assert Transfer.objects.get(question=question).reason == "主要是焦虑"
    event = town.events_of(question)[-1]
    assert (event.name, event.data["to_profession"]) == ("question.transferred", "counsellor")
    town.ticks(nine + minutes(1))
    assert town.fresh(question).offered_to in (town.counsellor.member, town.supervisor.member)


def test_to_one_person_by_name_it_stays_with_its_owner_until_she_says_yes(town: Town) -> None:
    question = town.resident.asks("去哪里领药", topic=Topic.RESOURCE, at=nine)
    town.social_worker.claims(question, at=nine)
    town.social_worker.transfers(question, town.medic, why=TransferWhy.EXPERTISE, reason="这是药的事", at=nine)
    assert (question.state, question.owner, question.handing_over) == (
        State.CLAIMED, town.social_worker.member, True
    )  # fmt: skip
    assert (question.offered_to, question.due_at) == (town.medic.member, nine + minutes(15))
    assert notices(question) == ["claimed"]  # the resident is told when somebody has it, not before
    town.follows()
    assert town.medic.told() == ["handed_to_you"]
    town.medic.accepts(question, at=nine + minutes(1))
    assert (question.owner, question.handing_over, question.offered_to) == (town.medic.member, False, None)
    assert question.due_at == nine + minutes(15)
    assert town.medic.told() == []
    assert notices(question) == ["claimed", "accepted_expertise"]
    transfer = Transfer.objects.get(question=question)
    assert (transfer.end, transfer.ended_by, transfer.reason) == ("accepted", town.medic.member, "这是药的事")
    assert town.events_of(question)[-1].data == {
        "before": str(town.social_worker.member.pk), "transfer": str(transfer.pk), "end": "accepted"
    }  # fmt: skip
    town.medic.accepts(question)  # twice is once
    assert town.names_of(question).count("question.claimed") == 2


def test_by_name_nobody_else_takes_it(town: Town) -> None:
    question = town.resident.asks("去哪里领药", topic=Topic.RESOURCE, at=nine)
    town.social_worker.claims(question, at=nine)
    town.social_worker.transfers(question, town.medic, at=nine)
    with refused("already_claimed"):
        town.volunteer.claims(question, at=nine + minutes(6))
    with refused("not_held_out"):
        town.volunteer.accepts(question)
    assert question not in waiting(town.campaign)
    town.social_worker.answers(question)  # who still has it may answer
    assert question.handing_over


def test_she_declines_with_a_reason_and_its_owner_is_told(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, town.colleague, at=nine)
    town.follows()
    with refused("empty", 422):
        town.colleague.declines(question, " ")
    town.colleague.declines(question, "我马上要出诊")
    assert (question.owner, question.handing_over, question.state) == (town.medic.member, False, State.CLAIMED)
    town.follows()
    assert (town.colleague.told(), town.medic.told()) == ([], ["transfer_declined"])
    transfer = Transfer.objects.get(question=question)
    assert (transfer.end, transfer.answer) == ("declined", "我马上要出诊")
    with refused("not_held_out"):
        town.colleague.declines(question)
    town.medic.transfers(question, town.counsellor)  # and may be held out again


def test_its_owner_takes_it_back(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, town.colleague, at=nine)
    town.follows()
    with refused("not_yours"):
        town.volunteer.takes_back(question)
    town.medic.takes_back(question)
    assert town.colleague.told() == []
    assert (question.owner, question.handing_over) == (town.medic.member, False)
    with refused("not_held_out"):
        town.colleague.accepts(question)
    with refused("nothing_to_take_back"):
        town.medic.takes_back(question)
    assert Transfer.objects.get().end == "taken_back"


@pytest.mark.parametrize("how", ["closed", "taken", "returned", "gone", "deactivated"])
def test_it_lapses_and_who_held_it_out_is_told(town: Town, how: str) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, town.colleague, at=nine)
    town.follows()
    match how:
        case "closed":
            town.coordinator.closes(question, Outcome.SPAM)
        case "taken":
            town.coordinator.claims(question, reason="我来")
        case "returned":
            for wait in (minutes(11), minutes(16)):
                town.ticks(nine + wait)
        case "gone":
            town.colleague.checks_out()
        case "deactivated":
            deactivate_member(member=town.colleague.member, by=town.coordinator.member, at=nine)
            town.follows()
    transfer, fresh = Transfer.objects.get(), town.fresh(question)
    assert (transfer.end, fresh.handing_over) == ("lapsed", False)
    assert "handed_to_you" not in town.colleague.told()
    assert ("transfer_lapsed" in town.medic.told()) == (how != "closed")
    if how in ("gone", "deactivated"):
        assert (fresh.owner, fresh.state) == (town.medic.member, State.CLAIMED)
        assert town.names_of(question)[-1] == "question.transfer_lapsed"


def test_the_profession_that_takes_it_ends_it(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    town.medic.transfers(question, Profession.COUNSELLOR)
    assert Transfer.objects.get().to_profession == "counsellor"
    town.counsellor.claims(question)
    transfer = Transfer.objects.get()
    assert (transfer.end, transfer.ended_by) == ("accepted", town.counsellor.member)
    assert notices(question) == ["claimed", "transferred", "claimed"]


def test_held_out_to_another_the_first_is_called_no_more(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    town.medic.transfers(question, town.colleague)
    town.follows()
    town.coordinator.transfers(question, town.counsellor)
    town.follows()
    assert (town.colleague.told(), town.counsellor.told()) == ([], ["handed_to_you"])
    with refused("not_held_out"):
        town.colleague.accepts(question)
    town.counsellor.accepts(question)
    assert question.owner == town.counsellor.member


def test_what_only_changes_hands_at_the_end_of_a_shift_rests_on(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.transfers(question, town.colleague, why=TransferWhy.SHIFT_ENDS)
    assert (question.state, question.due_at) == (State.AWAITING_RESIDENT, None)
    town.colleague.accepts(question)
    assert (question.state, question.owner) == (State.AWAITING_RESIDENT, town.colleague.member)
    town.colleague.plans(question, nine + hours(5))
    town.colleague.transfers(question, town.medic, why=TransferWhy.SHIFT_ENDS)
    town.medic.accepts(question)
    assert (question.state, question.comes_back_at) == (State.FOLLOW_UP, nine + hours(5))
    town.medic.transfers(question, town.colleague, why=TransferWhy.EXPERTISE)
    town.colleague.accepts(question)
    assert (question.state, question.due_at, question.comes_back_at) == (State.CLAIMED, nine + minutes(15), None)


def test_who_is_gone_or_rests_is_held_out_nothing(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question)
    Attendance.objects.filter(member=town.colleague.member).update(resting_since=nine)
    with refused("resting"):
        town.medic.transfers(question, town.colleague)
    town.medic.raises(question, Risk.HIGH)
    town.medic.transfers(question, town.colleague)
    town.colleague.checks_out()
    with refused("not_held_out"):
        town.colleague.accepts(question)


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
