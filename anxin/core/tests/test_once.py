"""A write that is sent twice is done once."""

from datetime import timedelta

import pytest

from anxin.core.finding import Finding
from anxin.core.models import Once
from anxin.core.once import forget_old, once
from anxin.core.refusal import Refused
from tests.town import Town, days, nine, refused, seconds


def test_done_once_and_told_again(town: Town) -> None:
    done: list[int] = []

    def write() -> tuple[int, str]:
        done.append(1)
        return 201, '{"说": 1}'

    assert once("a", "k", "asked", nine, write) == (201, '{"说": 1}')
    assert once("a", "k", "asked", nine, write) == (201, '{"说": 1}')
    assert len(done) == 1
    once("b", "k", "asked", nine, write)
    once("a", "k2", "asked", nine, write)
    assert len(done) == 3
    with refused("key_reused", 422):
        once("a", "k", "asked something else", nine, write)


def test_a_refused_write_can_be_tried_again(town: Town) -> None:
    def fails() -> tuple[int, str]:
        raise Refused(Finding("no", "No"))

    with refused("no"):
        once("a", "k", "asked", nine, fails)
    assert not Once.objects.exists()
    assert once("a", "k", "asked", nine, lambda: (200, "")) == (200, "")
    assert once("a", "k", "asked", nine, fails) == (200, "")  # an empty answer is an answer too


@pytest.mark.parametrize("key", ["", "x" * 201, "a\nb", "\x00", "\u200b"])
def test_a_key_is_short_and_visible(town: Town, key: str) -> None:
    with refused("bad_key", 400):
        once("a", key, "asked", nine, lambda: (200, ""))


@pytest.mark.parametrize(("age", "kept"), [(timedelta(days=2), True), (timedelta(days=2, seconds=1), False)])
def test_keys_are_forgotten_after_two_days(town: Town, age: timedelta, kept: bool) -> None:
    once("a", "k", "asked", nine, lambda: (200, ""))
    assert forget_old(nine + age) == (0 if kept else 1)
    assert Once.objects.exists() is kept
    assert days(2) > seconds(1)
