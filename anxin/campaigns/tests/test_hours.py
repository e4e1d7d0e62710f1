"""Service hours, and clocks that stand still outside them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from anxin.campaigns.rules.hours import Hours, add, closes_next, is_open, opens_next, read_spans, spans_of

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
DAILY = ((480, 1320),)
SPLIT = ((480, 720), (840, 1080))


def hours(weekly: object = None, zone: ZoneInfo = SHANGHAI, **more: object) -> Hours:
    weekly = weekly or (DAILY,) * 7
    return Hours(zone=zone, first=date(2026, 3, 2), last=date(2026, 3, 15), weekly=weekly, **more)  # type: ignore[arg-type]


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """ "5 08:00" in March 2026; a date in front of it for other months."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-03-{int(day):02} {clock}" if day.isdigit() else text).replace(tzinfo=zone)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        ("5 07:59:59", False),
        ("5 08:00", True),
        ("5 21:59:59", True),
        ("5 22:00", False),
        ("2 07:59:59", False),
        ("2 08:00", True),
        ("1 12:00", False),
        ("15 21:59:59", True),
        ("15 22:00", False),
        ("16 12:00", False),
    ],
)
def test_open_from_its_first_minute_to_before_its_last(moment: str, is_it: bool) -> None:
    assert is_open(hours(), at(moment)) is is_it


@pytest.mark.parametrize(
    ("moment", "back"),
    [
        ("5 12:00", "5 12:00"),
        ("5 08:00", "5 08:00"),
        ("5 22:00", "6 08:00"),
        ("6 03:00", "6 08:00"),
        ("1 00:00", "2 08:00"),
        ("15 22:00", None),
    ],
)
def test_when_people_are_back(moment: str, back: str | None) -> None:
    assert opens_next(hours(), at(moment)) == (at(back) if back else None)


def test_split_hours_stop_the_clock_at_noon() -> None:
    split = hours((SPLIT,) * 7)
    assert not is_open(split, at("5 12:00"))
    assert opens_next(split, at("5 13:00")) == at("5 14:00")
    assert add(split, at("5 11:55"), minutes(15)) == at("5 14:10")
    assert add(split, at("5 11:45"), minutes(15)) == at("5 12:00")  # exactly to the edge
    assert add(split, at("5 12:00"), minutes(15)) == at("5 14:15")
    assert closes_next(split, at("5 09:00")) == at("5 12:00")
    assert closes_next(split, at("5 12:30")) is None


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("5 21:45", 15, "5 22:00"),
        ("5 21:45:01", 15, "6 08:00:01"),
        ("5 21:50", 15, "6 08:05"),
        ("5 22:00", 15, "6 08:15"),
        ("6 03:00", 15, "6 08:15"),
        ("5 08:00", 0, "5 08:00"),
        ("5 21:00", 60 + 14 * 60 + 30, "7 08:30"),
        ("1 10:00", 15, "2 08:15"),
    ],
)
def test_a_clock_stands_still_at_night(start: str, length: int, end: str) -> None:
    assert add(hours(), at(start), minutes(length)) == at(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [("15 21:50", "15 22:05"), ("15 22:00", "15 22:15"), ("20 10:00", "20 10:15")],
)
def test_past_the_campaigns_end_it_runs_out_in_plain_time(start: str, end: str) -> None:
    assert add(hours(), at(start), minutes(15)) == at(end)


def test_days_that_differ() -> None:
    closed = hours(exceptions={date(2026, 3, 6): (), date(2026, 3, 7): ((600, 660),)})
    assert not is_open(closed, at("6 12:00"))
    assert opens_next(closed, at("5 22:00")) == at("7 10:00")
    assert add(closed, at("5 21:50"), minutes(15)) == at("7 10:05")
    assert add(closed, at("7 10:50"), minutes(15)) == at("8 08:05")


def test_by_day_of_the_week() -> None:
    weekdays = hours((DAILY,) * 5 + ((),) * 2)
    assert opens_next(weekdays, at("6 22:00")) == at("9 08:00")  # from Friday night to Monday


def test_round_the_clock_touches_at_midnight() -> None:
    whole = hours((((0, 1440),),) * 7)
    assert is_open(whole, at("5 23:59:59"))
    assert is_open(whole, at("6 00:00"))
    assert add(whole, at("5 23:50"), minutes(20)) == at("6 00:10")
    assert closes_next(whole, at("5 12:00")) == at("16 00:00")


def test_a_night_shift_is_two_spans_and_the_clock_runs_through() -> None:
    night = hours((((0, 360), (1200, 1440)),) * 7)
    assert add(night, at("5 23:00"), minutes(120)) == at("6 01:00")
    assert closes_next(night, at("5 21:00")) == at("6 06:00")
    assert not is_open(night, at("6 06:00"))


def test_summer_time_makes_a_day_shorter_and_loses_nothing() -> None:
    spring = Hours(BERLIN, date(2026, 3, 28), date(2026, 3, 30), (((0, 1440),),) * 7)
    day = spans_of(spring, date(2026, 3, 29))
    assert [end - begin for begin, end in day] == [timedelta(hours=23)]
    start = at("29 01:30", BERLIN)
    assert add(spring, start, minutes(60)) == datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)
    assert add(spring, start, minutes(60)) - start.astimezone(UTC) == minutes(60)


def test_winter_time_makes_a_day_longer_and_loses_nothing() -> None:
    autumn = Hours(BERLIN, date(2026, 10, 24), date(2026, 10, 26), (((0, 1440),),) * 7)
    day = spans_of(autumn, date(2026, 10, 25))
    assert [end - begin for begin, end in day] == [timedelta(hours=25)]
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    again = first.replace(fold=1)
    assert add(autumn, first, minutes(60)) == again.astimezone(UTC)
    assert is_open(autumn, again)


def test_hours_in_summer_time_open_by_the_local_clock() -> None:
    spring = Hours(BERLIN, date(2026, 3, 28), date(2026, 3, 30), (DAILY,) * 7)
    assert opens_next(spring, at("28 22:00", BERLIN)) == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)
    assert opens_next(spring, at("27 22:00", BERLIN)) == datetime(2026, 3, 28, 7, 0, tzinfo=UTC)


def test_a_span_that_begins_in_the_hour_that_summer_time_skips() -> None:
    spring = Hours(BERLIN, date(2026, 3, 28), date(2026, 3, 30), (((150, 240),),) * 7)  # 02:30-04:00
    moment = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    end = add(spring, moment, minutes(10))
    assert is_open(spring, end - minutes(1))


@pytest.mark.parametrize(
    ("raw", "spans"),
    [
        ([["08:00", "22:00"]], ((480, 1320),)),
        ([["08:00", "12:00"], ["12:00", "24:00"]], ((480, 720), (720, 1440))),
        ([], ()),
    ],
)
def test_hours_are_read(raw: list[list[str]], spans: object) -> None:
    assert read_spans(raw) == spans


@pytest.mark.parametrize(
    "raw",
    [
        [["22:00", "08:00"]],
        [["08:00", "08:00"]],
        [["08:00", "12:00"], ["11:59", "13:00"]],
        [["13:00", "14:00"], ["08:00", "09:00"]],
        [["08:60", "12:00"]],
        [["08:00", "24:01"]],
        [["-1:00", "12:00"]],
        [["acht", "12:00"]],
        [["08:00"]],
    ],
)
def test_hours_that_are_none_are_refused(raw: list[list[str]]) -> None:
    with pytest.raises(ValueError):
        read_spans(raw)
