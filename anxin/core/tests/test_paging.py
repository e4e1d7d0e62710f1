"""Lists by cursor."""

import base64
import json

import pytest

from anxin.core.paging import page
from anxin.desk.models import Question
from anxin.triage import Risk
from tests.town import Town, minutes, nine, refused

BY = ("-risk", "due_at", "id")


def cursor_of(values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 50])
def test_all_rows_once_in_order_whatever_the_size(town: Town, size: int) -> None:
    for n in range(7):
        risk = Risk.DISTRESSED if n % 3 == 0 else Risk.ORDINARY
        town.resident.asks(f"{n}", risk=risk, at=nine + minutes(n // 2))
    seen, cursor = [], None
    while True:
        found = page(Question.objects.all(), BY, cursor, size)
        assert 0 < len(found.items) <= size
        seen += [question.pk for question in found.items]
        cursor = found.next
        if cursor is None:
            break
    assert seen == list(Question.objects.order_by(*BY).values_list("pk", flat=True))


def test_an_empty_list_has_no_next_page(town: Town) -> None:
    found = page(Question.objects.all(), BY, None)
    assert (found.items, found.next) == ([], None)


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "====",
        "长",
        cursor_of([]),
        cursor_of(["1"]),
        cursor_of([1, 2, 3]),
        cursor_of("abc"),
        cursor_of({"a": 1}),
        cursor_of(["x", "2026-03-05T09:00:00+08:00", "0"]),
        cursor_of(["1", "yesterday", "01a20fe0-0000-7000-8000-000000000000"]),
        cursor_of(["1", "2026-03-05T09:00:00+08:00", "nonsense"]),
        cursor_of(["1", "2026-03-05T09:00:00+08:00", "a\0b"]),
        cursor_of(["1", "2026-03-05T09:00:00", "01a20fe0-0000-7000-8000-000000000000"]),
        cursor_of(["1", "2026-02-31T09:00:00+08:00", "01a20fe0-0000-7000-8000-000000000000"]),
        cursor_of(["1", "9999-12-31T23:59:59-23:59", "01a20fe0-0000-7000-8000-000000000000"]),
        cursor_of(["1", "None", "01a20fe0-0000-7000-8000-000000000000"]),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_a_cursor_that_is_none_is_refused(town: Town, cursor: str) -> None:
    town.resident.asks()
    with refused("bad_cursor", 400):
        page(Question.objects.all(), BY, cursor)


@pytest.mark.parametrize(
    "values",
    [
        ["9" * 40, "2026-03-05T09:00:00+08:00", "01a20fe0-0000-7000-8000-000000000000"],
        ["-99999", "0001-01-02T00:00:00+23:59", "01a20fe0-0000-7000-8000-000000000000"],
        ["0", "9999-12-31T23:59:59+08:00", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    ],
)
def test_a_cursor_from_far_away_is_no_fault(town: Town, values: list[str]) -> None:
    town.resident.asks()
    assert len(page(Question.objects.all(), BY, cursor_of(values)).items) in (0, 1)
