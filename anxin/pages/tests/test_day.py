"""The coordinator's day in a browser."""

from typing import Any

import pytest

from anxin.pages.context import house
from anxin.rota.actions import enter_slot
from anxin.triage import Risk, Topic
from tests.town import Town, hours, minutes, nine

DAY = "/day/huzhu"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in
    settings.LANGUAGE_CODE = "en"


def page(town: Town, path: str = DAY) -> str:
    response = town.browser(town.coordinator).get(path, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_day_is_for_coordinators_and_supervisors_of_the_organisation(town: Town) -> None:
    assert town.browser(town.medic).get(DAY).status_code == 403
    assert town.browser(town.supervisor).get(DAY).status_code == 200
    assert town.browser(town.stranger).get(DAY).status_code == 404
    assert town.browser(town.stranger).get(f"{DAY}/board").status_code == 404


def test_it_says_that_this_hour_is_covered(town: Town) -> None:
    assert "This hour has every profession" in page(town)


def test_it_names_who_should_be_there_and_is_not(town: Town) -> None:
    enter_slot(
        campaign=town.campaign,
        member=town.volunteer.member,
        begins_at=nine,
        ends_at=nine + hours(4),
        anyway=True,  # she is new, and nobody experienced stands beside her
        by=town.coordinator.member,
        at=nine,
    )
    town.volunteer.checks_out()
    said = page(town)
    assert "This hour lacks: volunteer" in said
    assert "expected, not checked in: 小吴" in said


def test_a_gap_in_the_cover_is_said_in_a_sentence(town: Town) -> None:
    for member, begin, end in ((town.medic, 8, 14), (town.colleague, 16, 22)):
        enter_slot(
            campaign=town.campaign,
            member=member.member,
            begins_at=nine.replace(hour=begin),
            ends_at=nine.replace(hour=end),
            by=town.coordinator.member,
            at=nine,
        )
    assert "14:00–16:00 no medic" in page(town)


def test_who_waits_is_told_with_the_reason_and_without_words(town: Town) -> None:
    town.resident.asks("血压150/95要紧吗？")
    town.medic.checks_out()
    town.colleague.checks_out()
    said = page(town)
    assert "nobody on duty may take it: it needs a medic" in said
    assert "血压150/95" not in said


def test_what_is_past_its_clock_can_be_taken_over(town: Town) -> None:
    question = town.resident.asks()
    town.at(nine + minutes(16))
    said = page(town)
    assert f"/desk/huzhu/q/{question.pk}?do=take-over" in said
    response = town.browser(town.coordinator).post(
        f"/desk/huzhu/q/{question.pk}/take-over", {"take-over-reason": "没有人接"}
    )
    assert response.status_code == 302
    assert town.fresh(question).owner == town.coordinator.member


def test_danger_and_requests_for_a_second_yes_are_told(town: Town) -> None:
    question = town.resident.asks("想死你们了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    town.counsellor.lowers(question, Risk.ORDINARY)
    said = page(town)
    assert "Waiting for a second yes" in said
    assert "周老师" in said


def test_waiting_times_come_with_their_table(town: Town) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    town.medic.answers(question, at=nine + minutes(7))
    assert "<svg" in page(town)
    assert "7.0" in page(town)


def test_out_of_hours_it_says_when_people_are_back_and_who_is_on_call(town: Town) -> None:
    town.at(nine.replace(hour=23))
    said = page(town)
    assert "Out of service hours" in said
    assert "秦督导" in said


def test_a_visitor_who_is_nobody_costs_no_query(db: None, rf: Any, django_assert_num_queries: Any) -> None:
    request = rf.get("/api/v1/anything")
    with django_assert_num_queries(0):
        house(request)
