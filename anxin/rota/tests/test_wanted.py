"""How stretches of cover lie over each other, and what a new service is offered."""

from datetime import date

import pytest

from anxin.rota.rules.wanted import DAY, Need, by_hour, cut, joined, of_date, offer, painted

DAYTIME = [(480, 1320, 1)]


@pytest.mark.parametrize(
    ("begin", "end", "people", "comes_to"),
    [
        (1080, 1320, 2, [(480, 1080, 1), (1080, 1320, 2)]),  # the end
        (600, 660, 0, [(480, 600, 1), (660, 1320, 1)]),  # a hole
        (480, 1320, 1, [(480, 1320, 1)]),  # the same again
        (1320, DAY, 1, [(480, DAY, 1)]),  # goes on
        (0, DAY, 3, [(0, DAY, 3)]),  # all over it
        (0, 480, 2, [(0, 480, 2), (480, 1320, 1)]),  # before it
    ],
)
def test_what_is_painted_lies_on_top(begin: int, end: int, people: int, comes_to: list[tuple[int, int, int]]) -> None:
    assert painted(DAYTIME, begin, end, people) == comes_to


def test_stretches_without_people_or_length_are_left_out() -> None:
    assert joined([(600, 600, 2), (480, 540, 0), (540, 600, 1)]) == [(540, 600, 1)]


def test_a_date_of_its_own_counts_alone_even_where_it_wants_nobody() -> None:
    sunday = date(2026, 3, 8)
    needs = [Need("medic", tuple(range(7)), None, 480, 1320, 1), Need("medic", (), sunday, 0, DAY, 0)]
    assert of_date(needs, "medic", sunday) == []
    assert of_date(needs, "medic", date(2026, 3, 9)) == DAYTIME


def test_an_hour_wants_the_most_of_its_parts() -> None:
    assert by_hour([(480, 510, 1), (510, 600, 2)], [7, 8, 9, 10]) == [0, 2, 2, 0]


@pytest.mark.parametrize(
    ("begin", "end", "shifts"),
    [
        (480, 1320, [(480, 780), (780, 1080), (1080, 1320)]),
        (0, DAY, [(0, 480), (480, 960), (960, DAY)]),
        (540, 1020, [(540, 780), (780, 1020)]),
        (540, 720, [(540, 720)]),
        (510, 1290, [(510, 810), (810, 1050), (1050, 1290)]),
    ],
)
def test_a_day_is_cut_into_shifts_without_a_gap(begin: int, end: int, shifts: list[tuple[int, int]]) -> None:
    assert cut(begin, end) == shifts


def test_a_service_without_hours_is_offered_nothing() -> None:
    assert offer([()] * 7, ["medic"]) == ([], [])


def test_days_that_are_not_served_want_nobody() -> None:
    _shifts, needs = offer([((480, 720),)] * 5 + [()] * 2, ["medic"])
    assert [(need.weekdays, need.begin, need.end, need.people) for need in needs] == [((0, 1, 2, 3, 4), 480, 720, 1)]
