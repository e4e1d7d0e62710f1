"""A second person in a question, beside its owner."""

import pytest

from anxin.conversations.models import Message, MessageKind
from anxin.desk.access import may_open_book
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Joining, Question
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, refused


@pytest.fixture
def question(town: Town) -> Question:
    """A private one that the medic has."""
    asked = town.resident.asks(at=nine)
    town.medic.claims(asked)
    return asked


def notices(question: Question) -> list[str]:
    rows = Message.objects.filter(conversation=question.conversation, kind=MessageKind.NOTICE)
    return list(rows.order_by("seq").values_list("code", flat=True))


def test_who_is_asked_in_is_told_joins_reads_answers_and_leaves(town: Town, question: Question) -> None:
    town.medic.asks_in(question, town.counsellor)
    town.medic.asks_in(question, town.counsellor)  # twice is once
    town.follows()
    assert town.counsellor.told() == ["asked_in"]
    with refused("private", 403):
        may_open_book(question, town.counsellor.member, nine)
    town.counsellor.joins(question)
    town.counsellor.joins(question)
    assert town.counsellor.told() == []
    may_open_book(question, town.counsellor.member, nine)
    town.counsellor.answers(question, "我是周老师，也在这里。", at=nine + minutes(1))
    town.medic.answers(question, "我们一起看。", at=nine + minutes(1))
    assert (question.owner, question.state) == (town.medic.member, State.AWAITING_RESIDENT)
    assert question.first_answer_at == nine + minutes(1)
    town.counsellor.leaves(question)
    with refused("private", 403):
        may_open_book(question, town.counsellor.member, nine)
    with refused("not_yours"):
        town.counsellor.answers(question)
    assert notices(question) == ["claimed", "joined", "left"]
    assert town.names_of(question) == [
        "question.asked", "question.claimed", "question.asked_in", "question.joined", "question.answered",
        "question.answered", "question.left",
    ]  # fmt: skip


def test_who_was_asked_in_may_say_no(town: Town, question: Question) -> None:
    town.medic.asks_in(question, town.counsellor)
    town.follows()
    town.counsellor.leaves(question)
    assert town.counsellor.told() == []
    assert notices(question) == ["claimed"]
    with refused("not_asked_in"):
        town.counsellor.joins(question)
    with refused("not_in_it"):
        town.counsellor.leaves(question)


def test_a_supervisor_joins_by_herself_in_danger_only(town: Town, question: Question) -> None:
    with refused("not_asked_in"):
        town.supervisor.joins(question)
    town.supervisor.raises(question, Risk.HIGH)
    town.supervisor.checks_out()
    town.supervisor.joins(question)  # also from home
    town.supervisor.answers(question, "我是督导，我也在。")
    assert question.owner == town.medic.member
    with refused("not_asked_in"):
        town.counsellor.joins(question)


def test_who_may_not_ask_in_and_whom_not(town: Town, question: Question) -> None:
    for other in (town.colleague, town.volunteer, town.stranger):
        with refused("not_yours"):
            other.asks_in(question, town.counsellor)
    with refused("owns_it"):
        town.medic.asks_in(question, town.medic)
    town.volunteer.checks_out()
    for away in (town.volunteer, town.stranger):
        with refused("not_on_duty"):
            town.medic.asks_in(question, away)
    town.coordinator.asks_in(question, town.counsellor)
    town.counsellor.checks_out()
    with refused("not_on_duty"):
        town.counsellor.joins(question)
    with refused("to_herself"):
        town.medic.joins(question)
    with refused("not_claimed"):
        town.medic.puts_back(question)
        town.medic.asks_in(question, town.counsellor)


def test_where_the_owner_is_gone_who_joined_takes_it_first(town: Town) -> None:
    question = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    town.supervisor.joins(question)
    town.counsellor.puts_back(question)
    with refused("not_claimed"):
        town.supervisor.answers(question)
    town.supervisor.claims(question)
    town.supervisor.answers(question)
    assert not Joining.objects.filter(question=question, left_at=None).exists()  # she stands in it, no longer beside


def test_closing_ends_it_for_everyone(town: Town, question: Question) -> None:
    town.medic.asks_in(question, town.counsellor)
    town.medic.asks_in(question, town.social_worker)
    town.counsellor.joins(question)
    town.follows()
    town.medic.closes(question, Outcome.SPAM)
    assert town.social_worker.told() == []
    assert not Joining.objects.filter(left_at=None).exists()
    with refused("already_closed"):
        town.social_worker.joins(question)
    with refused("private", 403):
        may_open_book(question, town.counsellor.member, nine)
