"""How much one person has in hand, breaks, and what both do to offers."""

from typing import Any

import pytest

from anxin.desk.actions.handover import take_break
from anxin.desk.actions.next import claim_next
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.load import may_take_more
from anxin.desk.team_jobs import mind_breaks
from anxin.people.kinds import Profession
from anxin.rota.actions import come_back
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic
from tests.town import Town, hours, minutes, nine, refused
from tests.townsfolk import Staff


@pytest.fixture
def busy(town: Town) -> list[Question]:
    """The limit is two, and two wait for the medic."""
    town.campaign.most_answering = 2
    town.campaign.save(update_fields=["most_answering"])
    asked = [town.resident.asks(f"{n}", at=nine) for n in range(2)]
    for each in asked:
        town.medic.claims(each)
    return asked


def rests(town: Town, who: Staff, *, hand_back: bool = False, wait: float = 15) -> Attendance:
    attendance = take_break(
        campaign=town.campaign, back_by=town.now + minutes(wait), hand_back=hand_back, by=who.member, at=town.now
    )
    town.follows()
    return attendance


@pytest.mark.parametrize(
    ("answering", "most", "risk", "refuses"),
    [(7, 8, 0, False), (8, 8, 0, True), (9, 8, 1, True), (8, 8, 2, False), (99, 8, 3, False), (99, 0, 0, False)],
)
def test_the_rule(answering: int, most: int, risk: int, refuses: bool) -> None:
    assert (may_take_more(answering, most, Risk(risk)) is not None) == refuses


def test_who_has_enough_takes_no_more_until_she_has_answered(town: Town, busy: list[Question]) -> None:
    third = town.resident.asks("3", at=nine)
    with refused("too_many"):
        town.medic.claims(third)
    with refused("too_many"):
        claim_next(campaign=town.campaign, by=town.medic.member, at=nine)
    town.colleague.claims(third)
    town.colleague.transfers(third, town.medic)
    with refused("too_many"):
        town.medic.accepts(third)
    town.medic.answers(busy[0])
    town.medic.accepts(third)


def test_danger_never_counts_and_is_never_refused(town: Town, busy: list[Question]) -> None:
    danger = town.resident.asks("胸口疼得厉害", risk=Risk.IMMINENT, at=nine)
    assert claim_next(campaign=town.campaign, by=town.medic.member, at=nine) == danger
    town.medic.answers(busy[0])
    town.medic.claims(town.resident.asks("3", at=nine))  # one ordinary and one in danger: room for one more


def test_a_coordinator_takes_over_with_a_reason_however_much_she_has(town: Town) -> None:
    town.campaign.most_answering = 1
    town.campaign.save(update_fields=["most_answering"])
    for n in range(3):
        town.coordinator.claims(town.resident.asks(f"{n}"), reason="没有人接")


def test_nothing_is_offered_to_who_has_enough_or_rests(town: Town, busy: list[Question]) -> None:
    third = town.resident.asks("3", at=nine)
    town.ticks(nine)
    assert town.fresh(third).offered_to == town.colleague.member
    rests(town, town.colleague)
    fourth = town.resident.asks("4", at=nine)
    town.ticks(nine)
    assert town.fresh(fourth).offered_to is None
    danger = town.resident.asks("胸口疼", risk=Risk.HIGH, at=nine)
    town.ticks(nine)
    assert town.fresh(danger).offered_to == town.medic.member  # danger knows no limit, and who rests is left in peace


def test_what_is_offered_to_who_begins_to_rest_is_offered_to_another(town: Town) -> None:
    question = town.resident.asks("血压", at=nine)
    town.ticks(nine)
    first = town.fresh(question).offered_to
    assert first in (town.medic.member, town.colleague.member)
    rests(town, town.staff_by_id(first.pk))
    town.ticks(nine + minutes(1))
    assert town.fresh(question).offered_to in {town.medic.member, town.colleague.member} - {first}


def test_in_danger_who_rests_is_asked_where_there_is_nobody_else(town: Town) -> None:
    rests(town, town.medic)
    rests(town, town.colleague)
    town.supervisor.checks_out()
    danger = town.resident.asks("胸口疼", risk=Risk.HIGH, at=nine)
    town.ticks(nine)
    assert town.fresh(danger).offered_to in (town.medic.member, town.colleague.member)


def test_what_waits_goes_to_the_queue_or_stays_and_danger_stays(town: Town, busy: list[Question]) -> None:
    danger = town.resident.asks("胸口疼", risk=Risk.HIGH, at=nine)
    town.medic.claims(danger)
    rests(town, town.medic, hand_back=False)
    assert {town.fresh(each).owner for each in busy} == {town.medic.member}
    attendance = rests(town, town.medic, hand_back=True)
    assert {town.fresh(each).state for each in busy} == {State.WAITING}
    assert town.fresh(danger).owner == town.medic.member
    assert town.names_of(attendance) == ["duty.begun", "duty.resting", "duty.resting"]
    come_back(attendance=attendance, by=town.medic.member, at=nine)
    come_back(attendance=attendance, by=town.medic.member, at=nine)
    assert town.names_of(attendance)[-1] == "duty.back"
    assert town.names_of(attendance).count("duty.back") == 1


def test_a_break_has_an_end_and_is_for_who_is_on_duty(town: Town) -> None:
    with refused("break_too_long", 422):
        rests(town, town.medic, wait=121)
    with refused("break_too_long", 422):
        rests(town, town.medic, wait=0)
    town.medic.checks_out()
    with refused("not_on_duty"):
        rests(town, town.medic)


def test_the_coordinator_hears_when_a_profession_has_nobody_left(town: Town) -> None:
    rests(town, town.medic)
    assert "nobody_left" not in town.coordinator.told()
    rests(town, town.colleague)
    assert "nobody_left" in town.coordinator.told()
    come_back(attendance=Attendance.objects.get(member=town.colleague.member), by=town.colleague.member, at=nine)
    town.follows()
    assert "nobody_left" not in town.coordinator.told()


def test_whose_break_is_over_is_reminded_once_and_then_the_coordinator_hears(town: Town) -> None:
    rests(town, town.medic, wait=15)
    mind_breaks(nine + minutes(14))
    assert town.medic.told() == []
    mind_breaks(nine + minutes(15))
    mind_breaks(nine + minutes(16))
    assert town.medic.told() == ["break_over"]
    assert "not_back" not in town.coordinator.told()
    mind_breaks(nine + minutes(25))
    assert "not_back" in town.coordinator.told()
    town.medic.checks_out(at=nine + hours(1))
    assert (town.medic.told(), "not_back" in town.coordinator.told()) == ([], False)


def test_the_page_of_a_break(town: Town, busy: list[Question], settings: Any) -> None:
    settings.DEMO = True  # no second factors
    browser = town.browser(town.medic)
    assert 'value="queue"' in browser.get("/desk/huzhu/break").content.decode()
    assert browser.post("/desk/huzhu/break", {"minutes": "999", "matters": "keep"}).status_code == 422
    assert browser.post("/desk/huzhu/break", {"minutes": "15", "matters": "queue"})["Location"] == "/desk/huzhu"
    assert "/break/end" in browser.get("/desk/huzhu").content.decode()
    assert {town.fresh(each).state for each in busy} == {State.WAITING}
    assert "/break/end" in browser.get("/duty/huzhu").content.decode()
    assert browser.post("/desk/huzhu/break/end", {})["Location"] == "/desk/huzhu"
    town.medic.checks_out()
    assert browser.post("/desk/huzhu/break", {"minutes": "15", "matters": "keep"}).status_code == 409
    assert town.browser(town.stranger).get("/desk/huzhu/break").status_code == 404


def test_offers_do_not_count_who_wants_another_profession(town: Town) -> None:
    question = town.resident.asks("去哪里领药", topic=Topic.RESOURCE)
    town.social_worker.claims(question)
    town.social_worker.transfers(question, Profession.MEDIC)
    rests(town, town.medic)
    town.ticks(nine)
    assert town.fresh(question).offered_to == town.colleague.member
