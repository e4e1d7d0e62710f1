"""The desk opened or closed for a while: clocks, offers, what residents read, undo."""

from datetime import datetime
from typing import Any

import pytest

from anxin.campaigns.models import Campaign, Opening
from anxin.campaigns.queries import opening_at
from anxin.campaigns.rules.hours import is_open, opens_next, served
from anxin.desk.actions.opening import close_desk, open_desk, take_back_opening
from anxin.triage import Risk, Topic
from tests.town import Town, hours, minutes, nine, refused, ten_at_night


def closes(town: Town, begins: datetime, ends: datetime, who: Any = None, reason: str = "停电检修") -> Opening:
    by = (who or town.coordinator).member
    return close_desk(
        campaign=town.campaign, begins_at=begins, ends_at=ends, reason=reason, by=by, at=town.at(town.now)
    )  # fmt: skip


def fresh(town: Town) -> Campaign:
    return Campaign.objects.get(pk=town.campaign.pk)


def test_closing_stops_ordinary_clocks_and_taking_back_lets_them_run_on(town: Town) -> None:
    question = town.resident.asks(at=nine)
    town.at(nine + minutes(5))
    opening = closes(town, town.now, town.now + hours(1))
    assert town.fresh(question).due_at == nine + minutes(15) + hours(1)
    town.at(nine + minutes(25))
    take_back_opening(opening=opening, by=town.coordinator.member, at=town.now)
    assert town.fresh(question).due_at == nine + minutes(35)  # ten minutes were left when it closed
    assert is_open(fresh(town).service_hours, town.now)
    assert town.names_of(opening) == ["desk.closed", "desk.hours_back"]


def test_danger_never_pauses(town: Town) -> None:
    danger = town.resident.asks("想死", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine)
    before = town.fresh(danger).due_at
    closes(town, nine, nine + hours(1))
    assert town.fresh(danger).due_at == before
    later = town.neighbour.asks(
        "不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH, at=nine + minutes(10), campaign=fresh(town)
    )
    assert town.fresh(later).due_at == nine + minutes(12)


def test_nothing_is_offered_while_it_is_closed_and_all_is_when_it_opens(town: Town) -> None:
    closes(town, nine, nine + hours(1))
    question = town.resident.asks(at=nine + minutes(1), campaign=fresh(town))
    town.ticks(nine + minutes(2))
    assert town.fresh(question).offered_to is None
    assert town.fresh(question).due_at == nine + hours(1) + minutes(15)
    town.ticks(nine + hours(1))
    assert town.fresh(question).offered_to is not None


def test_what_waited_when_it_closed_is_not_offered_either(town: Town) -> None:
    question = town.resident.asks(at=nine)
    closes(town, nine, nine + hours(1))
    town.ticks(nine + minutes(1))
    assert town.fresh(question).offered_to is None
    town.ticks(nine + hours(1))
    assert town.fresh(question).offered_to is not None


def test_opening_in_the_evening_lets_what_was_asked_at_night_run(town: Town) -> None:
    question = town.resident.asks(at=ten_at_night + minutes(5))
    town.at(ten_at_night + minutes(10))
    open_desk(
        campaign=town.campaign, begins_at=town.now, ends_at=town.now + hours(1), reason="今晚加一小时",
        by=town.coordinator.member, at=town.now,
    )  # fmt: skip
    assert town.fresh(question).due_at == ten_at_night + minutes(25)
    town.ticks(ten_at_night + minutes(10))
    assert town.fresh(question).offered_to is not None


def test_residents_read_why_and_until_when(town: Town) -> None:
    closes(town, nine, nine + hours(1), reason="社区停电，十点回来")
    said = town.browser().get("/c/huzhu").content.decode()
    assert "社区停电，十点回来" in said
    assert "10:00" in said
    found = opening_at(fresh(town), nine + minutes(1))
    assert found is not None
    assert opening_at(fresh(town), nine + hours(2)) is None
    assert opens_next(fresh(town).service_hours, nine + minutes(1)) == nine + hours(1)


def test_who_may(town: Town) -> None:
    closes(town, nine, nine + hours(1), who=town.supervisor)
    with refused("not_allowed", 403):
        closes(town, nine, nine + hours(1), who=town.medic)


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (nine, nine, "opening_backwards"),
        (nine, nine - hours(1), "opening_backwards"),
        (nine, nine + hours(25), "opening_backwards"),
        (nine - hours(3), nine - hours(2), "in_the_past"),
        (nine - hours(1), nine + hours(1), "in_the_past"),
        (nine + hours(24 * 30), nine + hours(24 * 30 + 1), "campaign_over"),
    ],
)
def test_stretches_that_make_no_sense(town: Town, begins: datetime, ends: datetime, code: str) -> None:
    with refused(code, 422):
        closes(town, begins, ends)


def test_without_a_reason_it_is_refused_and_undone_twice_is_undone_once(town: Town) -> None:
    with refused("empty", 422):
        closes(town, nine, nine + hours(1), reason="  ")
    opening = closes(town, nine + hours(2), nine + hours(3))
    take_back_opening(opening=opening, by=town.coordinator.member, at=town.now)
    with refused("taken_back"):
        take_back_opening(opening=opening, by=town.coordinator.member, at=town.now)
    assert is_open(fresh(town).service_hours, nine + hours(2.5))


def test_of_two_that_overlap_the_later_one_holds(town: Town) -> None:
    closes(town, nine, nine + hours(3))
    open_desk(
        campaign=town.campaign, begins_at=nine + hours(1), ends_at=nine + hours(2), reason="有人在", by=town.coordinator.member,
        at=town.now,
    )  # fmt: skip
    usual = fresh(town).service_hours
    assert [is_open(usual, nine + hours(n)) for n in (0.5, 1.5, 2.5, 3.5)] == [False, True, False, True]
    assert served(usual, nine, nine + hours(4)) == hours(2)


def test_a_crash_leaves_hours_and_clocks_as_they_were(busy_town: Town, monkeypatch: Any) -> None:
    question = busy_town.resident.asks(at=nine)
    before = busy_town.fresh(question).due_at

    def falls(*args: Any, **more: Any) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("anxin.desk.actions.opening.record", falls)
    with pytest.raises(RuntimeError):
        closes(busy_town, nine, nine + hours(1))
    assert busy_town.fresh(question).due_at == before
    assert not Opening.objects.exists()
    assert is_open(fresh(busy_town).service_hours, nine + minutes(1))


def test_the_page_closes_and_takes_back(town: Town, settings: Any) -> None:
    settings.DEMO = True
    browser = town.browser(town.coordinator)
    form = {"kind": "close", "begins": "", "ends": "2026-03-05T10:00", "reason": "停电"}
    assert browser.post("/desk/huzhu/hours", form).status_code == 302
    opening = Opening.objects.get()
    assert opening.ends_at == nine + hours(1)
    assert "停电" in browser.get("/desk/huzhu/hours").content.decode()
    assert browser.post("/desk/huzhu/hours", {**form, "ends": "soon"}).status_code == 422
    assert browser.post("/desk/huzhu/hours", {**form, "ends": "2026-03-05T08:00"}).status_code == 422
    assert "停电" in browser.get("/day/huzhu").content.decode()
    assert browser.post(f"/desk/huzhu/hours/{opening.pk}/back").status_code == 302
    assert town.browser(town.medic).get("/desk/huzhu/hours").status_code == 403
    assert town.browser(town.stranger).post(f"/desk/huzhu/hours/{opening.pk}/back").status_code == 404
