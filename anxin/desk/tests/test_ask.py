"""A resident asks: what is written down, when her clock starts, who hears of danger."""

from datetime import timedelta

import pytest

from anxin.conversations.models import Conversation
from anxin.desk.kinds import State
from anxin.desk.models import Question, RiskNote
from anxin.triage import Risk, Topic
from tests.town import Town, eight_next_morning, hours, minutes, nine, refused, seconds, ten_at_night


def test_asking_writes_the_question_its_words_and_one_event(town: Town) -> None:
    question = town.resident.asks("血压150/95要紧吗？", at=nine)
    assert (question.state, question.topic, question.risk) == (State.WAITING, Topic.MEDICAL, 0)
    assert question.private
    assert (question.asked_at, question.clock_from, question.starts_at, question.looks_at) == (nine,) * 4
    message = question.conversation.messages.get()
    assert (message.seq, message.text, message.author_id) == (1, "血压150/95要紧吗？", town.resident.resident.pk)
    event = town.events_of(question)
    assert [each.name for each in event] == ["question.asked"]
    assert event[0].data == {"topic": "medical"}


@pytest.mark.parametrize(
    ("risk", "length"),
    [
        (Risk.ORDINARY, minutes(15)),
        (Risk.DISTRESSED, minutes(10)),
        (Risk.HIGH, minutes(2)),
        (Risk.IMMINENT, seconds(30)),
    ],
)
def test_the_clock_is_as_long_as_its_risk_says(town: Town, risk: Risk, length: timedelta) -> None:
    question = town.resident.asks(risk=risk, at=nine)
    assert (question.risk, question.due_at) == (risk, nine + length)


def test_what_the_machine_hears_stands_on_record(town: Town) -> None:
    question = town.resident.asks("不想活了", risk=Risk.IMMINENT, private=False)
    assert (question.signals, question.risk_by_machine, question.private) == (["heard_danger"], True, True)
    note = RiskNote.objects.get(question=question)
    assert (note.by, note.before, note.after, note.signals) == (None, 0, 3, ["heard_danger"])
    raised = town.events_of(question)[-1]
    assert (raised.name, raised.actor_kind, raised.data["after"]) == ("question.risk_raised", "machine", 3)


def test_an_open_question_becomes_private_from_risk_2_on(town: Town) -> None:
    assert not town.resident.asks("甲", private=False, risk=Risk.DISTRESSED).private
    assert town.resident.asks("乙", private=False, risk=Risk.HIGH).private


def test_at_night_an_ordinary_question_waits_for_the_morning_and_danger_does_not(town: Town) -> None:
    night = ten_at_night + hours(3)
    ordinary, danger = town.resident.asks("甲", at=night), town.resident.asks("乙", risk=Risk.HIGH, at=night)
    assert (ordinary.starts_at, ordinary.looks_at) == (eight_next_morning, eight_next_morning)
    assert ordinary.due_at == eight_next_morning + minutes(15)
    assert (danger.starts_at, danger.due_at) == (night, night + minutes(2))
    town.ticks(night)
    assert town.fresh(ordinary).offered_at is None
    assert town.fresh(danger).offered_at == night


def test_a_clock_that_is_running_at_closing_time_goes_on_in_the_morning(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night - minutes(10))
    assert question.due_at == eight_next_morning + minutes(5)


def test_asking_in_another_organisation_is_refused(town: Town) -> None:
    with refused("not_found"):
        town.outsider.asks(campaign=town.campaign)
    assert not Question.objects.exists()
    assert not Conversation.objects.exists()


def test_a_campaign_takes_questions_to_the_end_of_its_last_day(town: Town) -> None:
    midnight = ten_at_night.replace(day=16, hour=0)
    late = town.resident.asks("甲", at=midnight - seconds(1))
    assert late.due_at == midnight - seconds(1) + minutes(15)  # nobody is there any more, so it runs in plain time
    with refused("campaign_over"):
        town.resident.asks("乙", at=midnight)
    with refused("campaign_over"):
        town.resident.writes_back(late, at=midnight)


def test_signs_are_written_as_codes_and_never_as_words(town: Town) -> None:
    town.resident.asks("我的名字叫李雷", risk=Risk.HIGH)
    for event in town.events_of(Question.objects.get()):
        assert "李雷" not in str(event.data)
