"""A talk after a hard one: offered once, quietly; taken or left; held by a supervisor."""

from typing import Any

import pytest

from anxin.desk.actions.debrief import answer_debrief, hold_debrief
from anxin.desk.debriefs import offered_to, wanted_in
from anxin.desk.kinds import Outcome
from anxin.desk.models import Debrief, Question
from anxin.triage import Risk, Topic
from tests.town import Town, days, hours, minutes, nine, refused


@pytest.fixture
def question(town: Town) -> Question:
    """In danger; the counsellor has it, the supervisor stands beside her."""
    asked = town.resident.asks("不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    town.counsellor.claims(asked)
    town.supervisor.joins(asked)
    town.counsellor.answers(asked)
    return asked


def ends(town: Town, question: Question) -> None:
    town.counsellor.closes(question)
    town.supervisor.decides(question, True)
    town.follows()


def test_after_a_crisis_those_who_stood_in_it_are_offered_one(town: Town, question: Question) -> None:
    assert not Debrief.objects.exists()
    ends(town, question)
    offered = {each.member for each in Debrief.objects.filter(question=question)}
    assert offered == {town.counsellor.member, town.supervisor.member}
    assert town.names_of(question).count("debrief.offered") == 1


def test_who_hands_a_hard_one_on_is_offered_one_too(town: Town, question: Question) -> None:
    town.counsellor.transfers(question, town.medic, reason="我要下班了")
    assert not Debrief.objects.exists()
    town.medic.accepts(question)
    assert [each.member for each in Debrief.objects.all()] == [town.counsellor.member]


def test_an_ordinary_one_brings_none(town: Town) -> None:
    asked = town.resident.asks()
    town.medic.claims(asked)
    town.coordinator.claims(asked, reason="我来")
    town.coordinator.closes(asked, Outcome.SPAM)
    town.follows()
    assert not Debrief.objects.exists()


def test_yes_tells_the_supervisor_who_puts_down_that_it_was_held(town: Town, question: Question) -> None:
    ends(town, question)
    mine = Debrief.objects.get(member=town.counsellor.member)
    assert offered_to(town.counsellor.member, town.campaign, nine) == [mine]
    answer_debrief(debrief=mine, wanted=True, by=town.counsellor.member, at=nine + minutes(1))
    town.follows()
    assert "debrief_wanted" in town.supervisor.told()
    assert wanted_in(town.campaign, town.supervisor.member) == [mine]
    assert wanted_in(town.campaign, town.coordinator.member) == []
    with refused("own_debrief"):
        hold_debrief(debrief=mine, by=town.counsellor.member, at=nine)
    hold_debrief(debrief=mine, by=town.supervisor.member, at=nine + hours(1))
    hold_debrief(debrief=mine, by=town.supervisor.member, at=nine + hours(2))
    mine.refresh_from_db()
    assert (mine.with_member, mine.held_at) == (town.supervisor.member, nine + hours(1))
    assert "debrief_wanted" not in town.supervisor.told()
    with refused("already_held"):
        answer_debrief(debrief=mine, wanted=False, by=town.counsellor.member, at=nine)


def test_nobody_is_nagged(town: Town, question: Question) -> None:
    ends(town, question)
    mine = Debrief.objects.get(member=town.counsellor.member)
    answer_debrief(debrief=mine, wanted=None, by=town.counsellor.member, at=nine)  # later
    assert offered_to(town.counsellor.member, town.campaign, nine + hours(11)) == []
    assert offered_to(town.counsellor.member, town.campaign, nine + hours(13)) == [mine]
    assert offered_to(town.counsellor.member, town.campaign, nine + days(15)) == []
    answer_debrief(debrief=mine, wanted=False, by=town.counsellor.member, at=nine)
    assert offered_to(town.counsellor.member, town.campaign, nine + hours(13)) == []
    town.follows()
    assert "debrief_wanted" not in town.supervisor.told()
    with refused("not_wanted"):
        hold_debrief(debrief=mine, by=town.supervisor.member, at=nine)


def test_on_the_desk_it_is_one_tap_and_nobody_elses(town: Town, question: Question, settings: Any) -> None:
    settings.DEMO = True  # no second factors
    ends(town, question)
    mine = Debrief.objects.get(member=town.counsellor.member)
    url = f"/desk/huzhu/debriefs/{mine.pk}"
    assert str(mine.pk) in town.browser(town.counsellor).get("/desk/huzhu").content.decode()
    assert str(mine.pk) not in town.browser(town.medic).get("/desk/huzhu").content.decode()
    assert town.browser(town.medic).post(url, {"say": "yes"}).status_code == 404
    assert town.browser(town.stranger).post(url, {"say": "yes"}).status_code == 404
    assert town.browser(town.counsellor).post(url, {"say": "yes"})["Location"] == "/desk/huzhu"
    assert town.browser(town.counsellor).post(f"{url}/held").status_code == 403
    assert "周老师" in town.browser(town.supervisor).get("/desk/huzhu").content.decode()
    assert town.browser(town.supervisor).post(f"{url}/held")["Location"] == "/desk/huzhu"
    assert Debrief.objects.get(pk=mine.pk).held_at == town.now
