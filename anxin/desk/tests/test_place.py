"""Her place when everyone is busy: honest, cheap, and never in danger."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anxin.desk.kinds import State
from anxin.desk.queries import place_of
from anxin.desk.rules.place import answered_by, has_place, rivals
from anxin.desk.rules.scope import Matter
from anxin.pages.tests.resident_phone import Phone, path_of, text_of
from anxin.people.kinds import Profession
from anxin.rota.queries import on_duty
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine, ten_at_night


def matter(topic: Topic, risk: Risk = Risk.ORDINARY, wanted: Profession | None = None) -> Matter:
    return Matter(topic=topic, risk=risk, state=State.WAITING, wanted=wanted)


def test_only_those_stand_before_her_who_need_the_same_people() -> None:
    medical = rivals(matter(Topic.MEDICAL))
    assert (Topic.MEDICAL, Risk.IMMINENT) in medical
    assert (Topic.RESOURCE, Risk.IMMINENT) in medical  # a medic is asked there, too
    assert (Topic.PSYCHOLOGICAL, Risk.ORDINARY) not in medical
    assert answered_by(matter(Topic.MEDICAL, wanted=Profession.COUNSELLOR)) == (Profession.COUNSELLOR,)


@pytest.mark.parametrize("risk", list(Risk))
def test_danger_never_has_a_place(risk: Risk) -> None:
    assert has_place(matter(Topic.MEDICAL, risk)) == (risk < Risk.HIGH)


def test_she_is_told_how_many_are_before_her_and_who_is_there(town: Town) -> None:
    for n in range(3):
        town.neighbour.asks(f"{n}", at=nine + minutes(n))
    town.neighbour.asks("心里难受", topic=Topic.PSYCHOLOGICAL)
    hers = town.resident.asks(at=nine + minutes(5))
    town.neighbour.asks("后来的", at=nine + minutes(6))
    page = text_of(Phone(town, town.resident).opens(f"{path_of(hers)}/thread"))
    assert "3 people are before you." in page
    assert "On duty for you: 2 × medic." in page
    town.medic.claims(town.neighbour.asks("x", at=nine + minutes(7)))
    first = next(iter(town.fresh(hers).campaign.questions.order_by("asked_at")))
    town.colleague.claims(first)
    assert "2 people are before you." in text_of(Phone(town, town.resident).opens(f"{path_of(hers)}/thread"))


def test_greater_need_goes_first_and_a_break_is_not_counted(town: Town) -> None:
    hers = town.resident.asks()
    town.neighbour.asks("喘不上气", risk=Risk.IMMINENT, at=nine + minutes(1))
    place = place_of(town.fresh(hers), on_duty(town.campaign))
    assert place is not None
    assert (place.before, place.people) == (1, ((Profession.MEDIC, 2),))
    there = on_duty(town.campaign)
    for each in there:
        each.resting_since = nine if each.member == town.medic.member else None
    rested = place_of(town.fresh(hers), there)
    assert rested is not None
    assert rested.people == ((Profession.MEDIC, 1),)


def test_who_is_first_is_told_no_number(town: Town) -> None:
    hers = town.resident.asks()
    assert "before you" not in text_of(Phone(town, town.resident).opens(path_of(hers)))


def test_danger_sees_only_people_coming(town: Town) -> None:
    town.neighbour.asks("0", risk=Risk.IMMINENT)
    hers = town.resident.asks("喘不上气", risk=Risk.HIGH, at=nine + minutes(1))
    page = text_of(Phone(town, town.resident).opens(path_of(hers)))
    assert "before you" not in page
    assert "We are calling someone to you now." in page


def test_out_of_hours_no_line_is_shown(town: Town) -> None:
    town.neighbour.asks("0", at=ten_at_night + minutes(1))
    hers = town.resident.asks(at=ten_at_night + minutes(2))
    assert "before you" not in text_of(Phone(town, town.resident).opens(path_of(hers)))


def test_it_is_one_query_however_many_wait(town: Town) -> None:
    hers, there = town.fresh(town.resident.asks()), on_duty(town.campaign)
    for n in range(3):
        town.neighbour.asks(f"{n}")
    with CaptureQueriesContext(connection) as caught:
        place_of(hers, there)
    assert len(caught) == 1
    assert "LIMIT 100" in caught.captured_queries[0]["sql"]
