"""Clocks, times and charts say on the server what the scripts say on the phone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from anxin.core.chart import Wait, wait_chart
from anxin.core.templatetags.parts import clock_value, initial, when

NOW = datetime(2020, 3, 2, 2, 30, tzinfo=UTC)  # 10:30 in Shanghai


@pytest.mark.parametrize(
    ("seconds", "counting", "said"),
    [
        (541, False, "10 min"),
        (20, False, "1 min"),
        (-20, False, "+1 min"),
        (-200, False, "+3 min"),
        (128 * 60, False, "2 h"),
        (-150 * 60, False, "+3 h"),
        (18, True, "0:18"),
        (-75, True, "+1:15"),
    ],
)
def test_a_clock_rounds_what_is_left_up_and_what_is_over_down(seconds: int, counting: bool, said: str) -> None:
    with translation.override("en"):
        assert clock_value(timedelta(seconds=seconds), seconds=counting) == said


def test_times_are_said_as_people_say_them() -> None:
    with translation.override("en"):
        assert when(NOW, NOW) == "10:30"
        assert when(NOW - timedelta(days=1), NOW) == "yesterday 10:30"
        assert when(NOW - timedelta(days=5), NOW).endswith(" 10:30")


def test_a_chart_stays_inside_its_frame_whatever_it_is_given() -> None:
    waits = [Wait(7, 3, "7:00"), Wait(12, 90, "12:00"), Wait(23, 1, "23:00")]
    chart = wait_chart(waits, opens=8, closes=22, limit=15)
    assert chart.left <= chart.last_x <= chart.right
    assert 0 <= chart.limit_y <= chart.base
    assert wait_chart([], opens=8, closes=22, limit=15).line == ""


def test_a_part_shows_script_as_text() -> None:
    message = {"id": "1", "side": "me", "text": "<script>alert(1)</script>", "when": "10:30"}
    page = Template('{% include "parts/message.html" %}').render(Context({"message": message}))
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_a_name_without_letters_still_has_a_sign() -> None:
    assert initial("  ") == "·"
    assert initial("林医生") == "林"
