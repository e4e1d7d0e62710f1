"""Setting an answered question aside with a reason and a time; waking it; never in danger, never unanswered."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from anxin.desk.kinds import NoteKind, State
from anxin.desk.models import Note, Question
from anxin.desk.rules.snooze import Until, fits, may_snooze, moment_of
from anxin.triage import Risk
from tests.caller import Caller, said
from tests.town import Town, days, hours, minutes, nine, refused

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def question(town: Town) -> Question:
    """One that the medic has answered."""
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    town.medic.answers(asked, at=nine + minutes(2))
    return asked


def at(question: Question, rest: str = "") -> str:
    return f"/desk/huzhu/q/{question.pk}{rest}"


@pytest.mark.parametrize(
    ("state", "risk", "answered", "code"),
    [
        (State.AWAITING_RESIDENT, Risk.ORDINARY, True, None),
        (State.AWAITING_RESIDENT, Risk.DISTRESSED, True, None),
        (State.FOLLOW_UP, Risk.ORDINARY, True, None),
        (State.CLAIMED, Risk.ORDINARY, True, "waits_for_you"),
        (State.CLAIMED, Risk.ORDINARY, False, "not_answered"),
        (State.WAITING, Risk.ORDINARY, False, "not_answered"),
        (State.AWAITING_RESIDENT, Risk.HIGH, True, "in_danger"),
        (State.AWAITING_RESIDENT, Risk.IMMINENT, True, "in_danger"),
    ],
)
def test_what_may_rest(state: State, risk: Risk, answered: bool, code: str | None) -> None:
    finding = may_snooze(state, risk, answered)
    assert (finding.code if finding else None) == code
    assert finding is None or finding.next_step


@pytest.mark.parametrize(
    ("until", "moment"),
    [
        (Until.HALF_HOUR, nine + minutes(30)),
        (Until.TWO_HOURS, nine + hours(2)),
        (Until.TOMORROW, nine + days(1)),
        (Until.OWN, None),
    ],
)
def test_what_a_tap_means(until: Until, moment: datetime | None) -> None:
    assert moment_of(until, nine, ZONE) == moment


def test_times_lie_ahead_and_within_a_year() -> None:
    assert fits(nine + timedelta(seconds=1), nine) is None
    assert [getattr(fits(when, nine), "code", None) for when in (nine, nine + days(367))] == ["in_the_past", "too_far"]


def test_it_rests_with_its_reason_and_comes_back_to_its_owner(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + hours(2), reason="等化验结果")
    assert (question.state, question.comes_back_at, question.due_at) == (State.FOLLOW_UP, nine + hours(2), None)
    note = Note.objects.get()
    assert (note.kind, note.text, note.by) == (NoteKind.SNOOZE, "等化验结果", town.medic.member)
    town.ticks(nine + hours(2))
    fresh = town.fresh(question)
    assert (fresh.state, fresh.owner, fresh.comes_back_at) == (State.CLAIMED, town.medic.member, None)
    assert fresh.due_at == nine + hours(2) + minutes(15)


def test_any_word_of_the_resident_wakes_it_at_once(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + days(1))
    town.resident.writes_back(question, at=nine + minutes(9))
    assert (question.state, question.comes_back_at) == (State.CLAIMED, None)
    assert question.due_at == nine + minutes(24)


def test_a_sign_of_danger_in_it_wakes_it_too(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + days(1))
    town.resident.writes_back(question, "不想活了", risk=Risk.IMMINENT, at=nine + minutes(9))
    assert question.risk == Risk.IMMINENT
    assert question.state in (State.CLAIMED, State.WAITING)
    town.ticks(nine + days(1))
    assert "question.follow_up_due" not in town.names_of(question)


def test_danger_is_never_set_aside(town: Town, question: Question) -> None:
    town.medic.raises(question, Risk.HIGH)
    town.medic.answers(question)
    with refused("in_danger"):
        town.medic.plans(question, nine + hours(2))
    with refused("in_danger"):
        town.supervisor.plans(question, nine + hours(2))


def test_what_was_never_answered_is_not_set_aside(town: Town) -> None:
    asked = town.resident.asks()
    town.medic.claims(asked)
    with refused("not_answered"):
        town.medic.plans(asked, nine + hours(2))


def test_who_waits_for_an_answer_is_not_set_aside(town: Town, question: Question) -> None:
    town.resident.writes_back(question)
    with refused("waits_for_you"):
        town.medic.plans(question, nine + hours(2))


def test_another_time_for_what_rests_and_a_colleague_may_not(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + hours(2))
    town.medic.plans(question, nine + hours(5))
    assert question.comes_back_at == nine + hours(5)
    with refused("not_yours"):
        town.colleague.plans(question, nine + hours(2))
    with refused("not_yours"):
        town.colleague.wakes(question)


def test_it_is_woken_by_its_owner_once(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + days(1))
    town.medic.wakes(question, at=nine + minutes(30))
    assert (question.state, question.due_at) == (State.CLAIMED, nine + minutes(45))
    with refused("not_set_aside"):
        town.medic.wakes(question)


def test_woken_while_its_owner_is_gone_it_waits_for_all(town: Town, question: Question) -> None:
    town.medic.plans(question, nine + days(1))
    town.medic.checks_out()
    town.coordinator.wakes(question)
    assert (question.state, question.owner) == (State.WAITING, None)


def test_presets_and_an_own_time_on_the_page(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    form = {"snooze-until": "half_hour", "snooze-reason": "等她量完"}
    assert browser.post(at(question, "/snooze"), form).status_code == 302
    assert town.fresh(question).comes_back_at == town.now + minutes(30)
    own = {"snooze-until": "own", "snooze-at": "2026-03-05T15:00", "snooze-reason": "下午再问"}
    browser.post(at(question, "/snooze"), own)
    assert town.fresh(question).comes_back_at == nine + hours(6)
    page = str(browser.get(at(question)).content.decode())
    assert "现在取回" in page
    assert browser.post(at(question, "/wake")).status_code == 302
    assert town.fresh(question).state == State.CLAIMED


@pytest.mark.parametrize(
    "form",
    [
        {"snooze-until": "own", "snooze-reason": "x"},
        {"snooze-until": "own", "snooze-at": "nonsense", "snooze-reason": "x"},
        {"snooze-until": "own", "snooze-at": "2026-03-05T07:00", "snooze-reason": "x"},
        {"snooze-until": "never", "snooze-reason": "x"},
        {"snooze-until": "two_hours", "snooze-reason": ""},
        {"snooze-until": "two_hours", "snooze-reason": "因" * 501},
        {},
    ],
)
def test_a_form_that_says_too_little_comes_back(town: Town, question: Question, form: dict[str, str]) -> None:
    response = town.browser(town.medic).post(at(question, "/snooze"), form, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert town.fresh(question).state == State.AWAITING_RESIDENT


def test_over_the_api_the_reason_may_be_left_out(town: Town, question: Question) -> None:
    caller = Caller(town.medic.token())
    path = f"/questions/{question.pk}"
    later = (nine + hours(3)).isoformat()
    assert said(caller.post(f"{path}/follow-up", {"at": later}))["state"] == "follow_up"
    assert Note.objects.count() == 0
    caller.post(f"{path}/follow-up", {"at": later, "reason": "等结果"})
    assert Note.objects.get().text == "等结果"
    assert said(caller.post(f"{path}/wake"))["state"] == "claimed"
    assert Caller(town.stranger.token()).post(f"{path}/wake").status_code == 404
