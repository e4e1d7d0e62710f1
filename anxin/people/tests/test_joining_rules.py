"""What may happen to drives, applications, quizzes and pledges: the rules alone."""

from datetime import UTC, datetime, timedelta

import pytest

from anxin.people.kinds import Applying, Standing
from anxin.people.rules import joining, quiz
from anxin.people.rules.phones import covered, tidy_phone
from anxin.people.rules.pledging import around, points_of
from anxin.people.rules.standing import PLEDGE, may_begin, may_serve
from anxin.people.starter import starter_course, starter_pledge

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("0731-88886666", "073188886666"),
        ("(010) 8888 6666", "01088886666"),
        ("+86 731 8888 6666", "073188886666"),
        ("+44 20 7946 0958", "+442079460958"),
        ("12800138000", None),
        ("1380013800", None),
        ("138001380000", None),
        ("call me", None),
        ("", None),
    ],
)
def test_phones_have_one_spelling(text: str, kept: str | None) -> None:
    assert tidy_phone(text) == kept


def test_a_phone_is_covered_in_its_middle() -> None:
    assert covered("13800138000") == "138****8000"
    assert covered("12345") == "*****"


@pytest.mark.parametrize(
    ("opens", "closes", "code"),
    [
        (NINE, None, None),
        (NINE + SECOND, None, "drive_not_yet"),
        (NINE - SECOND, NINE, "drive_closed"),
        (NINE - SECOND, NINE + SECOND, None),
    ],
)
def test_one_applies_while_it_is_open(opens: datetime, closes: datetime | None, code: str | None) -> None:
    found = joining.may_apply(opens, closes, NINE)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("state", "decide", "withdraw"),
    [
        (Applying.SENT, None, None),
        (Applying.SCREENING, None, None),
        (Applying.TAKEN_ON, "already_decided", None),
        (Applying.REFUSED, "already_decided", "already_decided"),
        (Applying.WITHDRAWN, "withdrawn", "already_decided"),
    ],
)
def test_an_application_is_decided_once(state: Applying, decide: str | None, withdraw: str | None) -> None:
    found, back = joining.may_decide(state), joining.may_withdraw(state, account_open=False)
    assert (found.code if found else None, back.code if back else None) == (decide, withdraw)


def test_who_has_an_account_leaves_otherwise() -> None:
    found = joining.may_withdraw(Applying.TAKEN_ON, account_open=True)
    assert found is not None
    assert found.code == "already_decided"


def test_times_are_tidied() -> None:
    given = [(6, "evening"), (0, "evening"), (0, "morning"), (0, "morning"), (7, "morning"), (1, "night")]
    assert joining.tidy_times(given) == [[0, "morning"], [0, "evening"], [6, "evening"]]


CHOICES = [{"text": "a", "right": True, "why": ""}, {"text": "b", "right": False, "why": "因为"}]


def test_a_question_needs_choices_a_right_one_and_a_why() -> None:
    assert quiz.may_ask(CHOICES) is None
    assert quiz.may_ask(CHOICES[:1]) is quiz.TOO_FEW
    assert quiz.may_ask([CHOICES[1], CHOICES[1]]) is quiz.NO_RIGHT
    assert quiz.may_ask([CHOICES[0], {"text": "b", "right": False, "why": " "}]) is quiz.NO_WHY


def test_an_answer_is_right_as_a_whole() -> None:
    several = [*CHOICES, {"text": "c", "right": True, "why": ""}]
    assert quiz.is_right(several, [2, 0])
    assert not quiz.is_right(several, [0])
    assert not quiz.is_right(several, [0, 1, 2])
    assert not quiz.is_right(several, [])


@pytest.mark.parametrize(("right", "of", "mark", "passed"), [(8, 10, 80, True), (7, 10, 80, False), (2, 3, 67, False),
                                                             (2, 3, 66, True), (0, 1, 0, True), (0, 0, 80, True)])  # fmt: skip
def test_the_pass_mark(right: int, of: int, mark: int, passed: bool) -> None:
    assert quiz.judge([True] * right + [False] * (of - right), mark) == quiz.Judged(right, of, passed)


def test_the_order_of_choices_is_the_same_for_the_same_try() -> None:
    assert quiz.shuffled(6, "a") == quiz.shuffled(6, "a")
    assert sorted(quiz.shuffled(6, "a")) == list(range(6))
    assert len({tuple(quiz.shuffled(6, str(n))) for n in range(20)}) > 5


def test_a_pledge_is_read_point_by_point() -> None:
    text = "我自愿。\n\n- 一\n- 二\n\n完。"
    assert points_of(text) == ["一", "二"]
    assert around(text) == ("我自愿。", "完。")
    assert around("只有话") == ("只有话", "")


def test_who_learns_pauses_or_left_is_not_on_duty() -> None:
    assert may_serve(Standing.SERVING, "小吴") is None
    for standing in (Standing.LEARNING, Standing.PAUSED, Standing.LEFT):
        found = may_serve(standing, "小吴")
        assert found is not None
        assert (found.code, found.params) == ("not_serving", {"name": "小吴"})


def test_one_begins_when_nothing_is_missing_or_somebody_says_why() -> None:
    assert may_begin(Standing.LEARNING, "小吴", [], None) is None
    assert may_begin(Standing.LEARNING, "小吴", [PLEDGE], None) is PLEDGE
    assert may_begin(Standing.LEARNING, "小吴", [PLEDGE], "多年的志愿者") is None
    assert may_begin(Standing.LEARNING, "小吴", [PLEDGE], "  ") is not None
    assert may_begin(Standing.SERVING, "小吴", [], None) is not None


def test_the_starter_is_whole() -> None:
    course = starter_course()
    assert (course.title, len(course.lessons), len(course.questions)) == ("新志愿者培训", 6, 12)
    assert all(quiz.may_ask(choices) is None for _text, choices in course.questions)
    points = points_of(starter_pledge())
    assert all(any(point.startswith(word) for point in points) for word in ("自愿", "无伤害", "同理", "合规", "保密"))
