"""What people do to their words, by accident or to hide them, and what is read nevertheless."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxin.triage.reading.characters import LONGEST, plain
from anxin.triage.reading.concepts import CONCEPTS, concepts
from anxin.triage.reading.message import LONGEST_CLAUSE, read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("我想\u200b死", "我想死"),
        ("我\u202e想\u202c死", "我想死"),
        ("我想\x00死", "我想死"),
        ("我 想 死 了", "我想死了"),
        ("我.想.死.了", "我想死了"),
        ("想*死", "想死"),
        ("血氧８５", "血氧85"),
        ("ＳＯＳ", "sos"),
        ("藥", "药"),
        ("佢鎖住我唔俾出門", "他锁住我不给出门"),
        ("救救救救救命!!!!!!", "救救命!!"),
    ],
)
def test_one_spelling(typed: str, meant: str) -> None:
    assert plain(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("我想自鲨", "我想自杀"),
        ("买了把紫砂壶", "买了把紫砂壶"),
        ("jiu ming", "救命"),
        ("他家抱我", "他家暴我"),
        ("而家好攰", "现在好累"),
        ("wanna die", "想死"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert read(typed).text == meant


def test_pictures_that_say_something_are_words() -> None:
    assert "刀" in read("🔪").clauses
    assert read("🍎🍎🍎").clauses == ()


def test_clauses_and_quotes() -> None:
    message = read("他说“我不活了”，然后走了。39.5度")
    assert message.clauses == ("他说", "我不活了", "然后走了", "39点5度")
    assert message.quoted == "我不活了"


def test_what_runs_on_is_cut() -> None:
    assert max(map(len, read("说" + "好的呀" * 200).clauses)) <= LONGEST_CLAUSE


def test_the_longest_concept_wins() -> None:
    assert [name for names in concepts("累死") for name in names] == ["kill_idiom"]
    assert ("die_wish",) in concepts("我想自杀")


def test_concepts_are_in_the_spelling_that_is_read() -> None:
    odd = [word for word in CONCEPTS if plain(word) != word]
    assert not odd


@given(st.text(max_size=300))
def test_anything_can_be_read(text: str) -> None:
    assert len(plain(text)) <= LONGEST * 4
    read(text)


@pytest.mark.parametrize("unit", ["\0", "😭", "﷽", "我 ", "啊", "“", "我.", "\u202e"])
def test_a_flood_is_read_in_no_time(unit: str) -> None:
    text = unit * 50_000
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 1
