"""A shift in one line: its day and its hours stand apart."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils.html import strip_tags


def test_day_and_hours_of_a_shift_do_not_run_together() -> None:
    begins, ends = (datetime(2026, 11, 28, hour, tzinfo=UTC) for hour in (8, 13))
    slot = SimpleNamespace(begins_at=begins, ends_at=ends, kind=None)
    words = strip_tags(render_to_string("rota/_swap.html", {"slot": slot}))
    day, hours = words.rsplit(" ", 1)
    assert day.startswith("11-28 ")
    assert hours.count(":") == 2
