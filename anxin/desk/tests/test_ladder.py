"""The ladder: whom danger calls, rung after rung, until somebody has it in hand."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from anxin.campaigns.models import default_ladder
from anxin.campaigns.rules.ladder import Who, after_rung, read_ladder
from anxin.core.models import Event
from anxin.desk import jobs
from anxin.desk.actions.call import begin_calling, step_calling
from anxin.desk.kinds import State
from anxin.desk.models import Calling, Question
from anxin.desk.rules.paging import Person
from anxin.desk.rules.paging import called as called_by
from anxin.desk.rules.scope import ANSWERS, Helper, Matter
from anxin.people.kinds import Profession
from anxin.people.models import Delivery, Notice
from anxin.people.reach.way import Sent, Way
from anxin.people.rules.reach import Reachable, ways
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.at_once import at_once
from tests.town import Town, hours, minutes, nine, seconds, ten_at_night

PSY = Topic.PSYCHOLOGICAL


def rung_of(question: Question) -> int:
    return Calling.objects.filter(question=question).latest("event").rung


def called(town: Town, code: str) -> set[str]:
    return {each.member.name for each in town.staff if code in each.told()}


# The rule -----------------------------------------------------------------------------------------------------------------
def test_the_usual_ladder_is_readable() -> None:
    ladder = read_ladder(default_ladder())
    assert [rung.after for rung in ladder[Risk.HIGH]] == [timedelta(0), timedelta(seconds=60)]
    assert Who.EVERYONE in ladder[Risk.IMMINENT][-1].who
    assert after_rung(ladder[Risk.IMMINENT], 0, nine, nine) == nine + seconds(30)
    assert after_rung(ladder[Risk.IMMINENT], 1, nine, nine + seconds(31)) == nine + seconds(91)


FIRST = {"after": 0, "who": ["scope"], "by": ["page"]}


@pytest.mark.parametrize(
    "level",
    [
        [], [{**FIRST, "after": 5}], [FIRST, FIRST], [{**FIRST, "who": []}], [{**FIRST, "by": ["push"]}],
        [{**FIRST, "by": ["page", "pigeon"]}], [{**FIRST, "who": ["mayor"]}], [{"after": 0}], ["x"], None, 3,
        [{**FIRST, "again": 1}], [{**FIRST, "again": 60}, {**FIRST, "after": 9}], [{**FIRST, "after": "0"}],
        [{**FIRST, "after": float("nan")}], [FIRST, {**FIRST, "after": 1e300}],
    ],
)  # fmt: skip
def test_a_ladder_that_cannot_be_climbed(level: Any) -> None:
    with pytest.raises(ValueError):
        read_ladder({"2": [FIRST], "3": level})
    with pytest.raises(ValueError):
        read_ladder({"2": [FIRST]})


def test_a_ladder_that_cannot_be_read_calls_by_the_usual_one(town: Town) -> None:
    town.campaign.ladder = {"2": "nonsense"}
    town.campaign.save()
    town.resident.asks("甲", topic=PSY, risk=Risk.HIGH)
    town.follows()
    assert called(town, "risk_2") == {"周老师", "秦督导"}


def test_danger_uses_all_she_has_and_the_rest_what_she_chose() -> None:
    her = Reachable(has_push=True, has_email=True, push=False, email=False, only_urgent=True, there=False)
    assert ways(her, urgent=True, danger=True) == (Way.PAGE, Way.PUSH, Way.EMAIL)
    assert ways(her, urgent=True, danger=True, allowed={Way.PAGE, Way.EMAIL}) == (Way.PAGE, Way.EMAIL)
    assert ways(her, urgent=True, danger=False) == (Way.PAGE,)
    hers = Reachable(has_push=True, has_email=True, email=True, there=True)
    assert ways(hers, urgent=False, danger=False) == (Way.PAGE, Way.PUSH, Way.EMAIL)
    assert ways(Reachable(has_push=False, has_email=False), urgent=True, danger=True) == (Way.PAGE,)


def first_calls(helper: Helper, topic: Topic, risk: Risk) -> bool:
    rung = read_ladder(default_ladder())[risk][0]
    return bool(called_by(rung, Matter(topic=topic, risk=risk, state=State.WAITING), [Person(UUID(int=1), helper)]))


@pytest.mark.parametrize("profession", Profession)
@pytest.mark.parametrize("topic", Topic)
def test_whom_the_first_rung_calls(topic: Topic, profession: Profession) -> None:
    helper = Helper(profession, on_duty=True)
    assert first_calls(replace(helper, supervisor=True), topic, Risk.HIGH)
    assert first_calls(replace(helper, supervisor=True, on_duty=False), topic, Risk.HIGH)
    assert first_calls(replace(helper, coordinator=True), topic, Risk.IMMINENT)
    acts = profession in (Profession.MEDIC, Profession.COUNSELLOR)
    able = profession in ANSWERS[topic, Risk.HIGH]
    assert first_calls(helper, topic, Risk.HIGH) is able
    assert first_calls(helper, topic, Risk.IMMINENT) is (acts or profession in ANSWERS[topic, Risk.IMMINENT])
    assert not first_calls(replace(helper, on_duty=False), topic, Risk.IMMINENT)


# Rung after rung ----------------------------------------------------------------------------------------------------------
def test_each_rung_is_taken_once_at_its_time(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)
    town.follows()
    assert rung_of(question) == 0
    assert "小吴" not in called(town, "risk_3")
    for moment in (nine + seconds(1), nine + seconds(29)):
        town.ticks(moment)
        assert rung_of(question) == 0
    town.ticks(nine + seconds(30))
    assert rung_of(question) == 1
    assert called(town, "risk_3") == {each.member.name for each in town.staff}
    names = [event.name for event in town.events_of(Calling.objects.get())]
    assert names == ["calling.rung_taken"] * 2
    town.ticks(nine + seconds(89))
    assert Event.objects.filter(name="calling.rung_taken").count() == 2
    town.ticks(nine + seconds(90))
    assert Event.objects.filter(name="calling.rung_taken").count() == 3


def test_as_soon_as_somebody_has_it_the_ladder_ends(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)
    town.follows()
    town.counsellor.claims(question, at=nine + seconds(10))
    town.counsellor.answers(question, "我在。您现在安全吗？", at=nine + seconds(15))
    for n in (30, 31, 90, 600):
        town.ticks(nine + seconds(n))
    assert rung_of(question) == 0
    assert Calling.objects.get().ended_at == nine + seconds(30)
    assert called(town, "risk_3") == set()
    assert not Delivery.objects.filter(state=Sent.WAITING).exists()


def test_put_back_it_begins_at_the_first_rung_again(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)
    town.follows()
    town.ticks(nine + seconds(30))
    town.counsellor.claims(question, at=nine + seconds(40))
    town.counsellor.puts_back(question, at=nine + seconds(50))
    town.follows()
    assert (Calling.objects.count(), Calling.objects.filter(ended_at=None).count(), rung_of(question)) == (2, 1, 0)
    assert "小吴" not in called(town, "risk_3")
    town.ticks(nine + seconds(80))
    assert "小吴" in called(town, "risk_3")


def test_a_higher_level_begins_a_ladder_of_its_own(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.HIGH, at=nine)
    town.follows()
    town.volunteer.raises(question, Risk.IMMINENT, at=nine + seconds(5))
    town.follows()
    assert "林医生" in called(town, "risk_3")
    assert Calling.objects.get(ended_at=None).level == Risk.IMMINENT


def test_the_second_rung_of_level_2_calls_the_coordinator_also_at_home(town: Town) -> None:
    for staff in town.staff:
        staff.checks_out()
    night = ten_at_night + hours(3)
    town.resident.asks("乙", topic=PSY, risk=Risk.HIGH, at=night)
    town.ticks(night)
    assert called(town, "risk_2") == {"秦督导"}
    town.ticks(night + seconds(60))
    assert called(town, "risk_2") == {"秦督导", "陈姐"}


def test_a_rung_that_would_call_nobody_is_passed_over(town: Town) -> None:
    town.campaign.ladder = {
        **default_ladder(),
        "2": [{"after": 0, "who": ["scope"], "by": ["page"]}, {"after": 60, "who": ["supervisor"], "by": ["page"]}],
    }
    town.campaign.save()
    town.counsellor.checks_out()
    town.supervisor.checks_out()
    question = town.resident.asks("甲", topic=PSY, risk=Risk.HIGH, at=nine)
    town.follows()
    assert (rung_of(question), called(town, "risk_2")) == (1, {"秦督导"})


def test_who_rests_is_left_alone_while_another_can(town: Town) -> None:
    Attendance.objects.filter(member__in=[town.medic.member, town.counsellor.member]).update(resting_since=nine)
    town.resident.asks("甲", risk=Risk.HIGH, at=nine)
    town.follows()
    assert called(town, "risk_2") == {"何医生", "秦督导"}
    Attendance.objects.filter(member=town.colleague.member).update(resting_since=nine)
    town.supervisor.checks_out()
    town.resident.asks("乙", risk=Risk.HIGH, at=nine + minutes(1))
    town.follows()
    assert {"林医生", "何医生"} <= called(town, "risk_2")


def test_danger_in_somebodys_hand_is_told_and_does_not_climb(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, at=nine)
    town.counsellor.claims(question, at=nine)
    town.resident.writes_back(question, "药在手里", risk=Risk.IMMINENT, at=nine + seconds(9))
    town.follows()
    assert town.fresh(question).owner == town.counsellor.member
    assert "秦督导" in called(town, "risk_3")
    assert Calling.objects.get().ended_at == nine + seconds(9)
    town.ticks(nine + seconds(60))
    assert "小吴" not in called(town, "risk_3")


def test_after_a_pause_of_the_workers_the_ladder_goes_on(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.HIGH, at=nine)
    town.follows()
    town.ticks(nine + hours(2))
    assert rung_of(question) == 1
    assert Calling.objects.get(ended_at=None).next_at == nine + hours(2) + seconds(120)


# Twice, and at once -------------------------------------------------------------------------------------------------------
def test_the_same_event_heard_twice_calls_once(town: Town) -> None:
    question = town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)
    town.follows()
    event = Event.objects.get(name="question.risk_raised")
    jobs.page_by_ladder.func(event=event.pk)
    town.counsellor.claims(question)
    jobs.page_by_ladder.func(event=event.pk)
    assert Calling.objects.count() == 1
    assert Event.objects.filter(name="calling.rung_taken").count() == 1
    assert called(town, "risk_3") == set()


def test_a_crash_in_the_middle_leaves_nothing_half_called(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)

    def dies(*_: Any, **__: Any) -> None:
        raise RuntimeError("killed")

    def runs() -> None:
        with transaction.atomic():
            town.follows()

    with monkeypatch.context() as broken:
        broken.setattr("anxin.desk.actions.call.record", dies)
        with pytest.raises(RuntimeError):
            runs()
    assert not Notice.objects.exists()
    assert not Calling.objects.exists()
    town.follows()
    assert called(town, "risk_3") >= {"周老师"}


def test_two_workers_at_once_take_a_rung_once(busy_town: Town) -> None:
    town = busy_town
    question = town.resident.asks("甲", topic=PSY, risk=Risk.IMMINENT, at=nine)
    event = Event.objects.get(name="question.risk_raised").pk
    begin = partial(begin_calling, question=question, event=event, at=nine)
    said = at_once(*[begin] * 4)
    assert len([each for each in said if each is not None]) == 1
    calling = Calling.objects.get()
    step = partial(step_calling, calling=calling, at=nine + seconds(30))
    said = at_once(*[step] * 4)
    assert [each for each in said if each is not None] == [1]
    pages = Delivery.objects.filter(way=Way.PAGE).values_list("member", flat=True)
    assert len(pages) == len(set(pages)) == len(town.staff)


def test_a_claim_and_a_rung_at_once_leave_nobody_called(busy_town: Town) -> None:
    town = busy_town
    for round in range(5):
        question = town.resident.asks(f"甲{round}", topic=PSY, risk=Risk.IMMINENT, at=nine)
        event = Event.objects.filter(name="question.risk_raised").latest("id").pk
        begin_calling(question=question, event=event, at=nine)
        calling = Calling.objects.get(question=question)
        at_once(
            partial(town.counsellor.claims, question),
            partial(step_calling, calling=calling, at=nine + seconds(30)),
        )
        assert not Notice.objects.filter(about_id=question.pk, seen_at=None).exists()
