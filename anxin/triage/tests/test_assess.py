"""Whole messages: the levels that everybody agrees on, the reasons, and that nothing breaks it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxin.triage import Risk, Topic, assess

DANGER = [
    "我撑不下去了，遗书已经写好，药就放在床头",
    "我爸突然倒地叫不醒，嘴唇发紫",
    "他在砸门，拿着刀，我和孩子躲在厕所",
]

FLOODS = [
    "\0" * 5_000,
    "😭" * 5_000,
    "\u202e\u200f想死" * 1_250,
    "啊" * 5_000,
    "我妈打我，" * 1_000,
    "a1 " * 1_666,
    "的了我不" * 1_250,
    "\ud800",
]


@pytest.mark.parametrize("text", DANGER)
def test_imminent(text: str) -> None:
    assert assess(text).risk is Risk.IMMINENT


@pytest.mark.parametrize(
    ("text", "topic", "at_most"),
    [
        ("我妈妈有高血压，吃党参可以吗？", Topic.MEDICAL, Risk.DISTRESSED),
        ("最近心里很焦虑，晚上总睡不着，想找心理咨询师聊聊", Topic.PSYCHOLOGICAL, Risk.DISTRESSED),
        ("社区买菜和领取生活物资怎么报名？", Topic.RESOURCE, Risk.ORDINARY),
        ("累死了", Topic.OTHER, Risk.ORDINARY),
    ],
)
def test_ordinary(text: str, topic: Topic, at_most: Risk) -> None:
    found = assess(text)
    assert found.topic is topic
    assert found.risk <= at_most


@pytest.mark.parametrize(
    "text",
    [
        "我妈有高血压，今早量了 150/95，药只剩两天的了，现在不敢去医院，怎么配药？",
        "休息后 142/90，没有那些。",
        "没有脚本",
    ],
)
def test_plain_replies_are_not_raised(text: str) -> None:
    assert assess(text).risk <= Risk.DISTRESSED


@pytest.mark.parametrize("text", ["我\u200b想\u200b死", "我 想 死", "我想自鲨", "佢日日打我，我唔想活"])
def test_hidden_words_are_found(text: str) -> None:
    assert assess(text).risk >= Risk.HIGH


@pytest.mark.parametrize("where", ["before", "between", "after"])
def test_danger_in_a_long_message_is_found(where: str) -> None:
    chat = "今天去菜场买了点青菜和豆腐，晚上准备烧个汤，邻居送了两个橘子，挺甜的。" * 20
    cry = "我撑不下去了，遗书已经写好，药就放在床头。"
    text = {"before": cry + chat, "between": chat + cry + chat, "after": chat + cry}[where]
    assert assess(text).risk >= Risk.HIGH


def test_every_raised_level_has_a_reason() -> None:
    for text in [*DANGER, "我好难过，哭了一晚上", "没救了吧", "他们都走了我也走"]:
        found = assess(text)
        assert found.signals or found.risk is Risk.ORDINARY


def test_the_model_names_the_words_that_weighed() -> None:
    reasons = {finding.code: finding for finding in assess(DANGER[0]).signals}
    assert "遗书" in str(reasons["sounds_like_danger"].params["words"])


def test_a_medical_emergency_is_told_from_a_crisis_of_the_mind() -> None:
    assert assess(DANGER[1]).topic is Topic.MEDICAL
    assert assess(DANGER[0]).topic is Topic.PSYCHOLOGICAL


def test_the_same_message_is_judged_the_same() -> None:
    assert [assess(text) for text in DANGER] == [assess(text) for text in DANGER]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_anything_can_be_assessed(text: str) -> None:
    found = assess(text)
    assert found.signals or found.risk is Risk.ORDINARY


@pytest.mark.parametrize("text", FLOODS)
def test_a_flood_takes_no_time(text: str) -> None:
    assess("你好")
    start = time.perf_counter()
    assess(text)
    assert time.perf_counter() - start < 2
