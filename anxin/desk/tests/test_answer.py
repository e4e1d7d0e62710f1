"""The helper answers and the resident writes back: which clock stops, which starts, who may."""

from datetime import UTC

import pytest

from anxin.conversations.models import Conversation, Message
from anxin.desk.actions.close import close_question
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, days, eight_next_morning, minutes, nine, refused, seconds, ten_at_night


def test_the_first_answer_stops_the_clock(town: Town) -> None:
    question = town.resident.asks(at=nine)
    assert question.due_at == nine + minutes(15)
    town.medic.claims(question, at=nine + minutes(2))
    message = town.medic.answers(question, "先休息十分钟再量一次。", at=nine + minutes(7))
    assert question.state == State.AWAITING_RESIDENT
    assert question.waited() == minutes(7)
    assert town.fresh(question).due_at is None
    last = town.events_of(question)[-1]
    assert (last.name, last.actor_id, last.data) == (
        "question.answered",
        town.medic.member.pk,
        {"message": str(message.pk), "first": True, "due_at": (nine + minutes(15)).astimezone(UTC).isoformat()},
    )
    town.resident.writes_back(question, at=nine + minutes(8))
    town.medic.answers(question, at=nine + minutes(9))
    assert town.events_of(question)[-1].data["first"] is False
    assert question.waited() == minutes(7)


def test_only_its_owner_answers(town: Town) -> None:
    question = town.resident.asks()
    with refused("not_claimed"):
        town.medic.answers(question)
    town.medic.claims(question)
    for other in (town.colleague, town.coordinator, town.supervisor, town.stranger):
        with refused("not_yours"):
            other.answers(question)
    town.medic.answers(question)
    town.medic.closes(question)
    with refused("already_closed"):
        town.medic.answers(question)
    assert Message.objects.filter(conversation=question.conversation, author_kind="member", kind="text").count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("  \n\u3000\u200b", "empty"),
        ("长" * 5001, "too_long"),
        ("a\0b", "not_text"),
        ("\ud800", "not_text"),
    ],
)
def test_bad_text_is_refused_on_both_sides_and_writes_nothing(town: Town, text: str, code: str) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    before = town.names_of(question)
    with refused(code, 422):
        town.medic.answers(question, text)
    with refused(code, 422):
        town.resident.writes_back(question, text)
    with refused(code, 422):
        town.resident.asks(text)
    assert town.names_of(question) == before
    assert town.fresh(question).state == State.CLAIMED


def test_a_text_of_5000_characters_is_taken(town: Town) -> None:
    question = town.resident.asks("长" * 5000)
    assert len(question.conversation.messages.get(seq=1).text or "") == 5000


def test_a_reply_starts_the_owners_clock_again_of_the_same_length(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine + minutes(5))
    town.resident.writes_back(question, at=nine + minutes(60))
    assert (question.state, question.owner) == (State.CLAIMED, town.medic.member)
    assert (question.clock_from, question.due_at) == (nine + minutes(60), nine + minutes(75))
    assert question.claimed_at == nine + minutes(60)
    assert town.names_of(question)[-1] == "question.written_back"


def test_a_second_reply_does_not_give_the_owner_more_time(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine + minutes(5))
    town.resident.writes_back(question, at=nine + minutes(60))
    town.resident.writes_back(question, "在吗？", at=nine + minutes(70))
    assert question.due_at == nine + minutes(75)


def test_writing_more_before_anybody_answers_leaves_the_clock_alone(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.resident.writes_back(question, at=nine + minutes(10))
    assert (question.state, question.due_at) == (State.WAITING, nine + minutes(15))


def test_a_reply_to_someone_off_duty_waits_for_all(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.checks_out(at=nine + minutes(10))
    town.resident.writes_back(question, at=nine + minutes(20))
    assert (question.state, question.owner, question.due_at) == (State.WAITING, None, nine + minutes(35))
    assert question.looks_at == nine + minutes(20)  # to be offered at once


def test_a_reply_out_of_hours_waits_until_the_morning(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night - minutes(30))
    town.medic.claims(question, at=ten_at_night - minutes(30))
    town.medic.answers(question, at=ten_at_night - minutes(20))
    town.resident.writes_back(question, at=ten_at_night + minutes(60))
    assert question.due_at == eight_next_morning + minutes(15)


def test_a_reply_opens_a_closed_question_for_seven_days(town: Town) -> None:
    question, other = town.resident.asks("甲", at=nine), town.resident.asks("乙", at=nine)
    for each in (question, other):
        town.medic.claims(each, at=nine)
        town.medic.answers(each, at=nine)
        town.medic.closes(each, at=nine)
    with refused("closed_for_good"):
        town.resident.writes_back(other, at=nine + days(7) + seconds(1))
    assert town.fresh(other).state == State.CLOSED
    town.resident.writes_back(question, at=nine + days(7))
    assert (question.state, question.closed_at, question.outcome) == (State.CLAIMED, None, "")
    assert question.owner == town.medic.member
    assert town.names_of(question)[-1] == "question.reopened"


def test_the_machine_hears_danger_in_a_reply(town: Town) -> None:
    question = town.resident.asks(at=nine, private=False)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine + minutes(1))
    town.resident.writes_back(question, "不想活了", risk=Risk.IMMINENT, at=nine + minutes(2))
    assert (question.risk, question.private, question.risk_by_machine) == (Risk.IMMINENT, True, True)
    assert question.due_at == nine + minutes(2) + seconds(30)
    assert (question.state, question.owner) == (State.CLAIMED, town.medic.member)  # medical: she may go on
    assert town.names_of(question)[-3:] == ["question.written_back", "crisis.began", "question.risk_raised"]


def test_the_machine_never_lowers_a_level(town: Town) -> None:
    question = town.resident.asks("不想活了", risk=Risk.HIGH)
    town.resident.writes_back(question, "谢谢", risk=Risk.ORDINARY)
    assert question.risk == Risk.HIGH
    assert "question.risk_lowered" not in town.names_of(question)


def test_who_is_blocked_cannot_ask_or_write_until_the_block_ends(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.resident.resident.blocked_until = nine + minutes(30)
    town.resident.resident.save()
    with refused("blocked"):
        town.resident.writes_back(question, at=nine + minutes(30) - seconds(1))
    with refused("blocked"):
        town.resident.asks(at=nine + minutes(30) - seconds(1))
    town.resident.writes_back(question, at=nine + minutes(30))
    town.resident.asks(at=nine + minutes(30))


def test_nobody_writes_to_another_residents_question(town: Town) -> None:
    question = town.resident.asks()
    for other in (town.neighbour, town.outsider):
        with refused("not_found"):
            other.writes_back(question)


def test_a_campaign_that_is_over_takes_no_words(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.campaign.closed_at = nine + minutes(1)
    town.campaign.save()
    with refused("campaign_over"):
        town.resident.asks(at=nine + minutes(1))
    with refused("campaign_over"):
        town.resident.writes_back(question, at=nine + minutes(1))


def test_a_reply_to_a_follow_up_brings_it_back_at_once(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.plans(question, nine + days(1), at=nine)
    town.resident.writes_back(question, at=nine + minutes(10))
    assert (question.state, question.comes_back_at) == (State.CLAIMED, None)
    assert question.due_at == nine + minutes(25)


def test_a_reply_is_for_all_once_its_owner_has_left_the_organisation(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.medic.claims(question, at=nine)
    town.medic.answers(question, at=nine)
    town.medic.member.active = False
    town.medic.member.save()
    town.resident.writes_back(question, at=nine + minutes(1))
    assert (question.state, question.owner) == (State.WAITING, None)


def test_a_handed_over_question_that_is_answered_meanwhile_can_still_be_taken(town: Town) -> None:
    question = town.resident.asks("不想活了", risk=Risk.HIGH, at=nine)
    town.medic.claims(question, at=nine)
    town.medic.transfers(question, Profession.COUNSELLOR, at=nine)
    town.medic.answers(question, at=nine + seconds(30))
    town.counsellor.claims(question, at=nine + seconds(40))
    assert (question.owner, question.state) == (town.counsellor.member, State.CLAIMED)
    assert question.due_at == nine + seconds(40) + minutes(2)


def test_closing_as_answered_needs_an_answer(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    for outcome in (Outcome.ANSWERED, Outcome.NO_REPLY):
        with refused("not_answered"):
            town.medic.closes(question, outcome)
    town.medic.closes(question, Outcome.WITHDRAWN)
    assert question.state == State.CLOSED


def test_nothing_she_wrote_is_closed_over(town: Town) -> None:
    question = town.resident.asks("血压150/95要紧吗？")
    town.medic.claims(question)
    town.medic.answers(question)
    seen = Conversation.objects.get(pk=question.conversation_id).seq
    town.resident.writes_back(question, "又量了，160了。")
    with refused("unread"):
        _close(town, question, seen)
    _close(town, question, seen + 1)
    assert town.fresh(question).state == State.CLOSED


def _close(town: Town, question: Question, seen: int) -> None:
    close_question(question=question, outcome=Outcome.ANSWERED, by=town.medic.member, at=town.now, seen=seen)


def test_danger_that_comes_back_to_nobody_is_paged_at_once(town: Town) -> None:
    question = town.resident.asks("…", risk=Risk.HIGH, topic=Topic.PSYCHOLOGICAL)
    town.counsellor.claims(question)
    town.counsellor.answers(question)
    town.counsellor.checks_out()
    town.resident.writes_back(question)
    assert town.fresh(question).owner is None
    assert town.events_of(question)[-1].name == "question.written_back_alone"
    town.follows()
    assert "risk_2" in town.supervisor.told()
