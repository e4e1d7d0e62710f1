"""The demo town shows what it promises, and keeps it in the present."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from anxin import demo
from anxin.campaigns.models import Campaign
from anxin.conversations.models import Message
from anxin.core import clock
from anxin.desk.actions.accept import accept_question
from anxin.desk.actions.note import write_note
from anxin.desk.crises import follow_ups_due, follow_ups_today, in_danger_now, open_crisis, steps_of
from anxin.desk.debriefs import offered_to
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import (
    CommonQuestion,
    FollowUp,
    Joining,
    LateNote,
    Note,
    Question,
    QuestionWords,
    SavedReply,
    Transfer,
)
from anxin.desk.queries import clocks_due
from anxin.people.models import Member
from anxin.rota.queries import on_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def began(settings: Any, tmp_path: Path) -> datetime:
    """The town, just loaded."""
    settings.HOME = tmp_path
    at = clock.now()
    demo.load(at, zhuzhou=False)
    return at


def member(name: str) -> Member:
    return Member.objects.select_related("account").get(account__username=name)


def the(state: State, outcome: str = "") -> list[Question]:
    return list(Question.objects.filter(state=state, outcome=outcome).order_by("asked_at"))


def test_it_shows_a_desk_at_work(began: datetime) -> None:
    transfer = Transfer.objects.get(ended_at=None)
    assert (transfer.by.name, transfer.to_member.name if transfer.to_member else "") == ("刘社工", "林医生")
    [danger] = [each for each in Question.objects.filter(risk=3) if in_danger_now(each)]
    crisis = open_crisis(danger)
    assert danger.owner is not None
    assert danger.owner.name == "周老师"
    assert Joining.objects.get(question=danger, left_at=None).member.name == "秦督导"
    assert crisis is not None
    assert len(steps_of(crisis)) >= 5
    assert len(the(State.CLOSED, Outcome.MERGED)) == 1
    assert len(the(State.FOLLOW_UP)) == 1
    assert {each.kind for each in Note.objects.all()} >= {"note", "snooze"}
    assert LateNote.objects.count() == 1
    assert CommonQuestion.objects.filter(approved_at=None).count() == 1
    assert SavedReply.objects.exists()


def test_a_call_back_comes_soon_and_a_talk_is_offered(began: datetime) -> None:
    day = FollowUp.objects.get(kind="day")
    assert timedelta(minutes=30) < day.due_at - began < timedelta(minutes=50)
    campaign = Campaign.objects.get(slug="huzhu")
    assert len(offered_to(member("zhou"), campaign, began)) == 1
    assert not offered_to(member("qin"), campaign, began)


def test_those_whom_the_contract_names_are_on_duty_and_listed_first(began: datetime, settings: Any) -> None:
    there = {each.member.account.username for each in on_duty(Campaign.objects.get(slug="huzhu"))}
    rows = json.loads((settings.HOME / "demo-accounts.json").read_text())
    first = [(each["username"], each["profession"]) for each in rows[:5]]
    professions = ["medic", "medic", "counsellor", "social_worker", "volunteer"]
    assert [profession for _name, profession in first] == professions
    assert {name for name, _profession in first} <= there
    assert {each["role"] for each in rows[:5]} == {"helper"}


@pytest.mark.parametrize("hours", [1, 6, 50])
def test_what_nobody_touched_stays_in_the_present(began: datetime, hours: int) -> None:
    before = {each.pk: each for each in Question.objects.exclude(state=State.CLOSED)}
    later = began + timedelta(hours=hours)
    demo.freshen(later)
    for question in Question.objects.filter(pk__in=before):
        assert question.asked_at - before[question.pk].asked_at == timedelta(hours=hours)
    assert {each.pk for each in clocks_due(later)} == {each.pk for each in before.values() if _due(each, began)}
    assert not follow_ups_due(later)
    assert FollowUp.objects.filter(due_at__gt=later).count() == 2
    assert Transfer.objects.get(ended_at=None).asked_at == later - timedelta(minutes=3)
    newest = Message.objects.order_by("-at").values_list("at", flat=True)[0]
    assert later - timedelta(minutes=5) < newest <= later
    assert len(on_duty(Campaign.objects.get(slug="huzhu"))) == 6


def _due(question: Question, at: datetime) -> bool:
    return question.looks_at is not None and question.looks_at <= at and question.offered_at is not None


def test_what_somebody_touched_is_left_alone(began: datetime) -> None:
    held_out = Transfer.objects.get(ended_at=None).question
    accept_question(question=held_out, by=member("lin"), at=began)
    noted = the(State.AWAITING_RESIDENT)[-1]
    write_note(question=noted, text="我看过了。", by=member("qin"), at=began)
    demo.freshen(began + timedelta(hours=2))
    for each in (held_out, noted):
        asked = each.asked_at
        each.refresh_from_db()
        assert each.asked_at == asked


def test_what_is_closed_is_history(began: datetime) -> None:
    closed = the(State.CLOSED, Outcome.ANSWERED)
    demo.freshen(began + timedelta(hours=2))
    assert [each.closed_at for each in the(State.CLOSED, Outcome.ANSWERED)] == [each.closed_at for each in closed]
    assert follow_ups_today(Campaign.objects.get(slug="huzhu"), began + timedelta(days=1))


def test_what_was_merged_goes_with_what_it_went_into(began: datetime) -> None:
    [merged] = the(State.CLOSED, Outcome.MERGED)
    demo.freshen(began + timedelta(hours=2))
    after = Question.objects.select_related("merged_into").get(pk=merged.pk)
    assert after.merged_into is not None
    assert after.asked_at - merged.asked_at == timedelta(hours=2)
    assert after.asked_at - after.merged_into.asked_at == timedelta(minutes=3)


def test_open_words_can_be_found_on_the_day_they_stand_on(began: datetime) -> None:

    demo.freshen(began + timedelta(days=3))
    for words in QuestionWords.objects.select_related("question").exclude(question__state=State.CLOSED):
        assert words.asked_at == words.question.asked_at
