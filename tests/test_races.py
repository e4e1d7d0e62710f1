"""Two people at once: each outcome is one that could have come about one after the other, and nothing is done twice."""

import json
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from anxin.clients.actions import block_resident
from anxin.conversations.models import Message
from anxin.core.event import verify_chain
from anxin.core.models import Event
from anxin.core.refusal import Refused
from anxin.desk import jobs
from anxin.desk.actions.accept import accept_question, decline_question
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.feedback import give_feedback
from anxin.desk.actions.handover import leave_desk, take_break
from anxin.desk.actions.join import ask_in, join_question, leave_question
from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.note import write_note
from anxin.desk.actions.offer import offer_questions
from anxin.desk.actions.risk import lower_risk, raise_risk
from anxin.desk.actions.snooze import snooze_question, wake_question
from anxin.desk.actions.transfer import take_back_transfer, transfer_question
from anxin.desk.kinds import Feeling, LowerReason, Outcome, State
from anxin.desk.models import Acceptance, Question, Transfer
from anxin.people.actions import see_notice
from anxin.people.kinds import Profession
from anxin.people.models import Member, Notice
from anxin.rota.actions import check_in, check_out, enter_slot
from anxin.rota.models import Attendance, Slot
from anxin.triage import Risk
from tests.at_once import at_once
from tests.town import Town, days, hours, minutes, nine

ROUNDS = 5


def test_of_eight_who_claim_at_once_one_gets_it(busy_town: Town) -> None:
    town = busy_town
    medics = [town.comes(town.campaign, f"m{n}", f"医{n}", Profession.MEDIC, []) for n in range(8)]
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}")
        said = at_once(*(partial(claim_question, question=question, by=each.member, at=nine) for each in medics))
        won = [each for each, answer in zip(medics, said, strict=True) if isinstance(answer, Question)]
        assert len(won) == 1, said
        assert said.count("already_claimed") == 7
        assert town.fresh(question).owner == won[0].member
        assert Acceptance.objects.filter(question=question).count() == 1
        assert town.names_of(question).count("question.claimed") == 1


def test_six_taps_with_one_key_make_one_question(busy_town: Town) -> None:
    town = busy_town
    headers = {"Authorization": f"Bearer {town.resident.token}", "Idempotency-Key": "tap"}

    def tap() -> Any:
        body = json.dumps({"text": "社区买菜怎么报名？"})
        return Client().post("/api/v1/c/huzhu/questions", body, content_type="application/json", headers=headers)

    said = at_once(*[tap] * 6)
    assert {answer.status_code for answer in said} == {201}
    assert len({answer.content for answer in said}) == 1
    assert Question.objects.count() == Message.objects.count() == 1


def test_an_answer_while_it_is_transferred(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}")
        town.medic.claims(question)
        said = at_once(
            partial(answer_question, question=question, text="好的", by=town.medic.member, at=nine),
            partial(
                transfer_question, question=question, reason="转", by=town.coordinator.member, at=nine,
                to_profession=Profession.COUNSELLOR,
            ),
        )  # fmt: skip
        fresh = town.fresh(question)
        assert (fresh.state, fresh.owner, fresh.wanted) == (State.WAITING, None, "counsellor")
        answered = isinstance(said[0], Message)
        assert answered or said[0] == "not_claimed"
        assert Message.objects.filter(conversation=question.conversation, text__isnull=False).count() == 1 + answered


def test_a_reply_while_it_is_closed_is_never_lost(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}")
        town.medic.claims(question)
        town.medic.answers(question)
        said = at_once(
            partial(close_question, question=question, outcome=Outcome.ANSWERED, by=town.medic.member, at=nine),
            partial(write_back, question=question, text="还有一事", by=town.resident.resident, at=nine),
        )
        assert isinstance(said[1], Message)
        names = town.names_of(question)
        if names[-1] == "question.reopened":
            assert town.fresh(question).state == State.CLAIMED
        else:
            assert names[-2:] == ["question.written_back", "question.closed"]


def test_checking_in_twice_at_once_is_once(busy_town: Town) -> None:
    town = busy_town
    town.medic.checks_out()
    said = at_once(
        *[partial(check_in, campaign=town.campaign, member=town.medic.member, by=town.medic.member, at=nine)] * 6
    )
    assert len({each.pk for each in said}) == 1
    assert Attendance.objects.filter(member=town.medic.member, out_at=None).count() == 1
    assert Event.objects.filter(name="duty.begun", actor_id=town.medic.member.pk).count() == 2


def test_two_shifts_entered_at_once_do_not_clash(busy_town: Town) -> None:
    town = busy_town
    enter = partial(enter_slot, campaign=town.campaign, member=town.medic.member, by=town.coordinator.member, at=nine)
    said = at_once(*(partial(enter, begins_at=nine + minutes(n), ends_at=nine + hours(4)) for n in range(6)))
    assert said.count("slot_clashes") == 5
    assert Slot.objects.count() == 1


def test_two_ticks_at_once_do_each_thing_once(busy_town: Town) -> None:
    town = busy_town
    asked = [town.resident.asks(f"{n}", at=nine) for n in range(6)]
    at_once(*[partial(jobs.tick, nine)] * 4)
    jobs.tick(nine)
    for each in asked:
        assert town.names_of(each) == ["question.asked", "question.offered"]
    at_once(*[partial(jobs.tick, nine + minutes(15))] * 4)
    for each in asked:
        assert town.names_of(each).count("question.late") == 1


def test_an_offer_and_a_claim_at_once(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}")
        at_once(
            partial(offer_questions, campaign=town.campaign, at=nine),
            partial(claim_question, question=question, by=town.medic.member, at=nine),
        )
        fresh = town.fresh(question)
        assert (fresh.state, fresh.owner, fresh.offered_to) == (State.CLAIMED, town.medic.member, None)


def test_a_second_yes_is_given_once(busy_town: Town) -> None:
    town = busy_town
    question = town.resident.asks("不想活了", risk=Risk.HIGH)
    town.medic.claims(question)
    town.medic.answers(question)
    town.medic.closes(question)
    said = at_once(
        *(
            partial(decide_second, question=question, yes=yes, by=each.member, at=nine)
            for each, yes in ((town.supervisor, True), (town.colleague, False), (town.counsellor, True))
        )
    )
    assert said.count("nothing_to_decide") + said.count("already_closed") == 2
    assert town.names_of(question).count("question.second_decided") == 1


def test_a_yes_and_a_look_at_the_notice_do_not_wait_for_each_other(busy_town: Town) -> None:
    town = busy_town
    for round in range(ROUNDS):
        question = town.resident.asks(f"{round}", risk=Risk.HIGH)
        town.medic.claims(question)
        town.medic.answers(question)
        town.medic.closes(question)
        town.follows()
        notices = Notice.objects.filter(member=town.supervisor.member, seen_at=None)
        at_once(
            partial(decide_second, question=question, yes=True, by=town.supervisor.member, at=nine),
            *(partial(see_notice, notice=each, by=town.supervisor.member, at=nine) for each in notices),
        )
        assert town.fresh(question).state == State.CLOSED


# Random verbs by random people -----------------------------------------------------------------------------------------
def some_verb(dice: random.Random, town: Town, question: Question) -> Callable[[], Any]:
    who = dice.choice(town.staff).member
    at = nine + minutes(dice.randrange(60))
    told = Notice.objects.filter(member=who, seen_at=None).first()
    verbs: list[Callable[[], Any]] = [
        partial(claim_question, question=question, by=who, at=at, reason=dice.choice(["", "接手"])),
        partial(answer_question, question=question, text="好的", by=who, at=at),
        partial(write_back, question=question, text="还在", by=question.resident, at=at),
        partial(return_question, question=question, by=who, at=at),
        partial(
            transfer_question,
            question=question,
            reason="转",
            by=who,
            at=at,
            to_profession=dice.choice(list(Profession)),
        ),
        partial(
            transfer_question, question=question, reason="转", by=who, at=at, to_member=dice.choice(town.staff).member
        ),
        partial(accept_question, question=question, by=who, at=at),
        partial(decline_question, question=question, reason="忙", by=who, at=at),
        partial(take_back_transfer, question=question, by=who, at=at),
        partial(ask_in, question=question, member=dice.choice(town.staff).member, by=who, at=at),
        partial(join_question, question=question, by=who, at=at),
        partial(leave_question, question=question, by=who, at=at),
        partial(
            take_break, campaign=town.campaign, back_by=at + minutes(9), hand_back=dice.random() < 0.5, by=who, at=at
        ),
        partial(leave_desk, campaign=town.campaign, by=who, at=at, anyway=True),
        partial(raise_risk, question=question, risk=Risk(dice.randrange(1, 4)), reason="听到", by=who, at=at),
        partial(
            lower_risk, question=question, risk=Risk(dice.randrange(3)), why=LowerReason.PAST, reason="", by=who, at=at
        ),
        partial(close_question, question=question, outcome=dice.choice(list(Outcome)), by=who, at=at),
        partial(decide_second, question=question, yes=dice.random() < 0.5, by=who, at=at),
        partial(reopen_question, question=question, by=who, at=at),
        partial(write_note, question=question, text="备注", by=who, at=at),
        partial(snooze_question, question=question, until=at + hours(2), reason="等", by=who, at=at),
        partial(wake_question, question=question, by=who, at=at),
        partial(give_feedback, question=question, feeling=dice.choice(list(Feeling)), by=question.resident, at=at),
        partial(jobs.tick, at),
        partial(off_and_on, town, who, at),
        partial(enter_slot, campaign=town.campaign, member=who, begins_at=at, ends_at=at + hours(1), by=who, at=at),
        partial(
            block_resident, resident=question.resident, reason="骂人", until=at + days(-1) + hours(30), by=who, at=at
        ),
    ]
    if dice.random() < 0.1:  # seldom, as what was merged takes part in little else
        other = Question.objects.exclude(pk=question.pk).order_by("?")[0]
        verbs += [partial(merge_question, question=question, into=other, by=who, at=at)] * 5
    if told is not None:
        verbs.append(partial(see_notice, notice=told, by=who, at=at))
    return dice.choice(verbs)


def off_and_on(town: Town, who: Member, at: Any) -> None:
    attendance = Attendance.objects.filter(member=who, out_at=None).first()
    if attendance is not None:
        check_out(attendance=attendance, by=who, at=at)
    check_in(campaign=town.campaign, member=who, by=who, at=at)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_verbs_never_wait_for_each_other_and_leave_everything_whole(busy_town: Town, seed: int) -> None:
    town = busy_town
    asked = [town.resident.asks(f"{n}", risk=Risk(n % 4), private=n % 2 == 0) for n in range(4)]
    done: list[str] = []

    def worker(number: int) -> None:
        dice, end = random.Random(seed * 100 + number), time.monotonic() + 4
        for _ in range(40):
            if time.monotonic() > end:
                break
            try:
                verb = some_verb(dice, town, dice.choice(asked))
                verb()
                done.append(verb.func.__name__)  # type: ignore[attr-defined]
            except (Refused, Attendance.DoesNotExist):
                pass

    at_once(*(partial(worker, number) for number in range(8)))  # a deadlock is raised here
    assert len(done) > 20
    town.follows()
    check_whole(town)


def check_whole(town: Town) -> None:
    """What must hold of every question, whatever was done."""
    for question in Question.objects.all():
        state = State(question.state)
        assert (question.owner_id is None) == (state == State.WAITING) or state == State.CLOSED
        assert (question.due_at is not None) == (state in (State.WAITING, State.CLAIMED))
        assert (question.closed_at is not None) == (state == State.CLOSED) == bool(question.outcome)
        assert question.private or question.risk < Risk.HIGH
        held_out = Transfer.objects.filter(question=question, ended_at=None).count()
        assert held_out == int(question.handing_over or bool(question.wanted))
        if state in (State.WAITING, State.CLAIMED):
            assert question.looks_at is not None, "no clock will ever look at it again"
        seqs = list(
            Message.objects.filter(conversation=question.conversation).order_by("seq").values_list("seq", flat=True)
        )
        assert seqs == list(range(1, len(seqs) + 1))
    assert verify_chain(town.organisation.pk) == Event.objects.filter(organisation_id=town.organisation.pk).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        assert cursor.fetchone()[0] == 0
