"""Two people at once on who has it: nothing lost, nothing twice, one owner."""

from functools import partial
from typing import Any

from anxin.conversations.models import Message
from anxin.desk.actions.accept import accept_question, decline_question
from anxin.desk.actions.answer import answer_question
from anxin.desk.actions.claim import claim_question
from anxin.desk.actions.join import join_question, leave_question
from anxin.desk.actions.transfer import take_back_transfer, transfer_question
from anxin.desk.kinds import State
from anxin.desk.models import Acceptance, Joining, Question, Transfer
from anxin.people.actions import deactivate_member
from anxin.people.models import Member
from anxin.rota.actions import check_out
from anxin.rota.models import Attendance
from anxin.triage import Risk
from tests.at_once import at_once
from tests.town import Town, nine

ROUNDS = 4


hold_out = partial(transfer_question, reason="转", at=nine)


def handed(town: Town, text: str) -> Question:
    """The medic holds it out to her colleague."""
    question = town.resident.asks(text)
    town.medic.claims(question)
    town.medic.transfers(question, town.colleague)
    return question


def test_yes_no_and_back_at_once_end_it_once(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = handed(town, f"{round}")
        her: dict[str, Any] = {"question": question, "by": town.colleague.member, "at": nine}
        said = at_once(
            partial(accept_question, **her),
            partial(accept_question, **her),
            partial(decline_question, reason="忙", **her),
            partial(take_back_transfer, question=question, by=town.medic.member, at=nine),
            partial(claim_question, question=question, by=town.coordinator.member, reason="我来", at=nine),
        )
        fresh, transfer = town.fresh(question), Transfer.objects.get(question=question)
        assert isinstance(said[4], Question)  # a coordinator with a reason always gets it
        assert (fresh.owner, fresh.handing_over, fresh.state) == (town.coordinator.member, False, State.CLAIMED)
        assert transfer.end in ("accepted", "declined", "taken_back", "lapsed")
        ends = [
            name
            for name in town.names_of(question)
            if name in ("question.transfer_declined", "question.transfer_taken_back")
        ]
        assert len(ends) <= 1
        assert Acceptance.objects.filter(question=question, member=town.colleague.member).exists() == (
            transfer.end == "accepted"
        )


def test_two_hand_overs_that_cross(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        hers, others = town.resident.asks(f"甲{round}"), town.resident.asks(f"乙{round}")
        town.medic.claims(hers)
        town.colleague.claims(others)
        at_once(
            partial(hold_out, question=hers, to_member=town.colleague.member, by=town.medic.member),
            partial(hold_out, question=others, to_member=town.medic.member, by=town.colleague.member),
        )
        at_once(
            partial(accept_question, question=hers, by=town.colleague.member, at=nine),
            partial(accept_question, question=others, by=town.medic.member, at=nine),
        )
        assert (town.fresh(hers).owner, town.fresh(others).owner) == (town.colleague.member, town.medic.member)
        town.medic.answers(others)
        town.colleague.answers(hers)


def test_held_out_to_two_people_at_once_it_goes_to_one(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}")
        town.medic.claims(question)
        at_once(
            partial(hold_out, question=question, to_member=town.colleague.member, by=town.medic.member),
            partial(hold_out, question=question, to_member=town.counsellor.member, by=town.coordinator.member),
        )
        said = at_once(
            partial(accept_question, question=question, by=town.colleague.member, at=nine),
            partial(accept_question, question=question, by=town.counsellor.member, at=nine),
        )
        assert said.count("not_held_out") == 1
        owner = town.fresh(question).owner
        assert owner in (town.colleague.member, town.counsellor.member)
        town.staff_by_id(owner.pk).answers(question)


def test_who_accepts_leaves_at_that_moment(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = handed(town, f"{round}")
        attendance = Attendance.objects.get(member=town.colleague.member, out_at=None)
        at_once(
            partial(accept_question, question=question, by=town.colleague.member, at=nine),
            partial(check_out, attendance=attendance, by=town.colleague.member, at=nine),
        )
        town.follows()
        fresh = town.fresh(question)
        # She was in time, so it went back to the queue with her; or she was not, and it is still the medic's.
        assert (fresh.state, fresh.owner, fresh.handing_over) in (
            (State.WAITING, None, False), (State.CLAIMED, town.medic.member, False)
        )  # fmt: skip
        assert not Transfer.objects.filter(question=question, ended_at=None).exists()
        town.colleague.checks_in()
        if fresh.owner is not None:
            town.medic.puts_back(question)


def test_the_place_of_who_accepts_is_closed_at_that_moment(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = handed(town, f"{round}")
        stale = Member.objects.get(pk=town.colleague.member.pk)
        at_once(
            partial(accept_question, question=question, by=stale, at=nine),
            partial(deactivate_member, member=town.colleague.member, by=town.coordinator.member, at=nine),
        )
        town.follows()
        fresh = town.fresh(question)
        assert fresh.owner in (None, town.medic.member)
        assert not fresh.handing_over
        Member.objects.filter(pk=stale.pk).update(active=True)
        town.colleague.checks_in()
        if fresh.owner is not None:
            town.medic.puts_back(question)


def test_two_who_write_at_once_are_both_heard_in_order(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}", risk=Risk.HIGH)
        town.medic.claims(question)
        town.supervisor.joins(question)
        said = at_once(
            partial(answer_question, question=question, text="我在", by=town.medic.member, at=nine),
            partial(answer_question, question=question, text="我也在", by=town.supervisor.member, at=nine),
        )
        assert all(isinstance(each, Message) for each in said)
        seqs = list(
            Message.objects.filter(conversation=question.conversation).order_by("seq").values_list("seq", flat=True)
        )
        assert seqs == list(range(1, len(seqs) + 1))
        assert town.names_of(question).count("question.answered") == 2
        assert town.fresh(question).owner == town.medic.member


def test_joining_twice_at_once_is_once(busy_town: Town) -> None:
    town = busy_town
    question = town.resident.asks(risk=Risk.HIGH)
    town.medic.claims(question)
    at_once(*[partial(join_question, question=question, by=town.supervisor.member, at=nine)] * 4)
    assert Joining.objects.count() == 1
    said = at_once(*[partial(leave_question, question=question, by=town.supervisor.member, at=nine)] * 3)
    assert said.count("not_in_it") == 2
    assert town.names_of(question).count("question.joined") == town.names_of(question).count("question.left") == 1


def test_the_limit_holds_for_taps_at_once(busy_town: Town) -> None:
    town = busy_town
    town.campaign.most_answering = 2
    town.campaign.save(update_fields=["most_answering"])
    asked = [town.resident.asks(f"{n}") for n in range(6)]
    said = at_once(*(partial(claim_question, question=each, by=town.medic.member, at=nine) for each in asked))
    assert said.count("too_many") == 4
    assert Question.objects.filter(owner=town.medic.member).count() == 2
