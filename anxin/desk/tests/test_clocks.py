"""When a question is looked at again, state by state and to the second."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from anxin.campaigns.rules.hours import Hours
from anxin.desk.kinds import State
from anxin.desk.rules import clocks
from anxin.desk.rules.asking import may_ask
from anxin.desk.rules.clocks import Move, Running
from anxin.triage import Risk
from tests.town import SHANGHAI, days, eight_next_morning, minutes, nine, seconds, ten_at_night

QUARTER = minutes(15)
HOURS = Hours(zone=SHANGHAI, first=date(2026, 3, 1), last=date(2026, 3, 15), weekly=(((480, 1320),),) * 7)
ASKED = Running(state=State.WAITING, risk=Risk.ORDINARY, length=QUARTER, due_at=nine + QUARTER, starts_at=nine)
OFFERED = replace(ASKED, offer_tried=True)
CLAIMED = replace(OFFERED, state=State.CLAIMED, claimed_at=nine)


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        (ASKED, (nine, Move.OFFER)),
        (replace(ASKED, starts_at=None), (nine + QUARTER, Move.LATE)),
        (OFFERED, (nine + QUARTER, Move.LATE)),
        (replace(OFFERED, late_at=nine + minutes(20)), (nine + minutes(35), Move.LATE)),
        (replace(OFFERED, due_at=None), None),
        (CLAIMED, (nine + minutes(10), Move.WARN)),
        (replace(CLAIMED, warned=True), (nine + QUARTER, Move.RETURN)),
        (replace(CLAIMED, due_at=None), None),
        (replace(CLAIMED, claimed_at=nine + minutes(30)), (nine + minutes(30) + seconds(200), Move.WARN)),
        (replace(CLAIMED, claimed_at=nine + minutes(30), warned=True), (nine + minutes(35), Move.RETURN)),
        (Running(State.AWAITING_RESIDENT, Risk.ORDINARY, QUARTER, answered_at=nine), (nine + days(3), Move.LET_GO)),
        (Running(State.AWAITING_RESIDENT, Risk.DISTRESSED, QUARTER, answered_at=nine), (nine + days(3), Move.LET_GO)),
        (Running(State.AWAITING_RESIDENT, Risk.HIGH, QUARTER, answered_at=nine), None),
        (Running(State.AWAITING_RESIDENT, Risk.ORDINARY, QUARTER), None),
        (Running(State.FOLLOW_UP, Risk.ORDINARY, QUARTER, comes_back_at=nine), (nine, Move.COME_BACK)),
        (Running(State.FOLLOW_UP, Risk.IMMINENT, QUARTER, comes_back_at=nine), (nine, Move.COME_BACK)),
        (Running(State.CLOSED, Risk.IMMINENT, QUARTER, due_at=nine), None),
    ],
)
def test_what_comes_next(running: Running, expected: tuple[object, Move] | None) -> None:
    assert clocks.schedule(running) == expected


@pytest.mark.parametrize("state", State)
def test_every_state_is_judged(state: State) -> None:
    clocks.schedule(Running(state=state, risk=Risk.ORDINARY, length=QUARTER))


@pytest.mark.parametrize(
    ("claimed", "until"),
    [(0, 15), (9, 15), (10, 15), (11, 16), (15, 20), (60, 65)],
)
def test_an_owner_has_at_least_a_third(claimed: int, until: int) -> None:
    assert clocks.owner_due(replace(CLAIMED, claimed_at=nine + minutes(claimed))) == nine + minutes(until)


@pytest.mark.parametrize(
    ("risk", "start", "end"),
    [
        (Risk.ORDINARY, nine, nine + QUARTER),
        (Risk.ORDINARY, ten_at_night - QUARTER, ten_at_night),
        (Risk.ORDINARY, ten_at_night - minutes(14), eight_next_morning + minutes(1)),
        (Risk.DISTRESSED, ten_at_night, eight_next_morning + QUARTER),
        (Risk.HIGH, ten_at_night, ten_at_night + QUARTER),
        (Risk.IMMINENT, ten_at_night - minutes(1), ten_at_night + minutes(14)),
    ],
)
def test_a_clock_stands_still_over_night_except_in_danger(risk: Risk, start: object, end: object) -> None:
    assert clocks.due(HOURS, QUARTER, risk, start) == end  # type: ignore[arg-type]


def test_when_somebody_is_meant_to_be_there() -> None:
    assert clocks.starts(HOURS, Risk.ORDINARY, nine) == nine
    assert clocks.starts(HOURS, Risk.ORDINARY, ten_at_night) == eight_next_morning
    assert clocks.starts(HOURS, Risk.ORDINARY, ten_at_night - seconds(1)) == ten_at_night - seconds(1)
    assert clocks.starts(HOURS, Risk.ORDINARY, eight_next_morning) == eight_next_morning
    assert clocks.starts(HOURS, Risk.HIGH, ten_at_night) == ten_at_night
    assert clocks.starts(HOURS, Risk.ORDINARY, nine + days(20)) == nine + days(20)  # the campaign is over


@pytest.mark.parametrize(
    ("closed_after", "blocked_for", "at_home", "expected"),
    [
        (None, None, True, None),
        (None, None, False, "not_found"),
        (timedelta(0), None, True, "campaign_over"),
        (seconds(1), None, True, None),
        (None, seconds(1), True, "blocked"),
        (None, timedelta(0), True, None),
        (timedelta(0), seconds(1), False, "not_found"),
    ],
)
def test_who_may_ask(
    closed_after: timedelta | None, blocked_for: timedelta | None, at_home: bool, expected: str | None
) -> None:
    ends = nine + (seconds(60) if closed_after is None else closed_after)
    blocked = None if blocked_for is None else nine + blocked_for
    finding = may_ask(ends, blocked, at_home, nine)
    assert (finding.code if finding else None) == expected
