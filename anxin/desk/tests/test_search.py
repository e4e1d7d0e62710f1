"""Finding questions again: by words in the open, by her own matters, by handle and filters; never across a privacy line."""

from dataclasses import replace
from typing import Any

import pytest

from anxin.clients.actions import introduce
from anxin.core.models import Look
from anxin.core.search import lexemes, look_for, snippet
from anxin.desk.access import helper_of
from anxin.desk.actions import ask
from anxin.desk.models import Question, QuestionWords
from anxin.desk.search import find as finding
from anxin.desk.search.find import Found, find
from anxin.desk.search.keep import keep_words
from anxin.desk.search.wish import Wish, read
from anxin.triage import Risk, Topic
from tests.town import Town, days, minutes, nine, refused


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a page may end early and offer to go on; no test here waits for that."""
    monkeypatch.setattr(finding, "BUDGET", 60.0)


def found(town: Town, who: Any, wish: Wish | None = None, **more: Any) -> Found:
    said = {name: more.pop(name) for name in ("cursor", "everything") if name in more}
    helper = helper_of(who.member, town.campaign)
    return find(town.campaign, who.member, helper, wish or Wish(**more), town.now, **said)


def ids(page: Found) -> list[Any]:
    return [hit.question.pk for hit in page.hits]


def test_words_asked_in_the_open_are_found_and_marked(town: Town) -> None:
    question = town.resident.asks("我妈发烧三天了，吃布洛芬可以吗？", private=False)
    town.neighbour.asks("小区今天能出门买菜吗？", private=False)
    page = found(town, town.medic, words="布洛芬")
    assert ids(page) == [question.pk]
    assert [piece.text for piece in page.hits[0].pieces if piece.marked] == ["布洛芬"]
    assert ids(found(town, town.medic, words="发烧 布洛芬")) == [question.pk]
    assert ids(found(town, town.medic, words="发烧 买菜")) == []


def test_a_name_that_no_dictionary_knows_is_found_as_it_was_typed(town: Town) -> None:
    question = town.resident.asks("黄坝桥那边的药店开门吗？", private=False)
    town.neighbour.asks("桥那边的黄色大坝能走吗？", private=False)
    assert ids(found(town, town.medic, words="黄坝桥")) == [question.pk]


def test_what_is_private_stands_in_no_index_and_is_found_by_its_care_team_alone(town: Town) -> None:
    question = town.resident.asks("我偷偷停了降压药")
    town.medic.claims(question)
    assert not QuestionWords.objects.exists()
    assert ids(found(town, town.medic, words="降压药")) == [question.pk]
    assert Look.objects.filter(about_id=question.pk, actor_id=town.medic.member.pk, reason="searched_her_own").exists()
    for who in (town.colleague, town.coordinator, town.supervisor):
        assert ids(found(town, who, words="降压药")) == []


def test_a_supervisor_says_that_she_looks_through_everything_and_each_look_is_kept(town: Town) -> None:
    question = town.resident.asks("我偷偷停了降压药")
    page = found(town, town.supervisor, words="降压药", everything=True)
    assert ids(page) == [question.pk]
    look = Look.objects.get(about_id=question.pk)
    assert (look.actor_id, look.reason) == (town.supervisor.member.pk, "searched_as_supervisor")
    assert ids(found(town, town.coordinator, words="降压药", everything=True)) == []


def test_words_come_with_each_message_and_go_when_it_becomes_private(town: Town) -> None:
    question = town.resident.asks("头有点晕", private=False)
    town.medic.claims(question)
    town.medic.answers(question, "多喝温水，量一下体温。")
    town.resident.writes_back(question, "体温三十八度五")
    for words in ("有点", "温水", "三十八度"):
        assert ids(found(town, town.colleague, words=words)) == [question.pk], words
    town.medic.raises(question, Risk.HIGH)
    assert not QuestionWords.objects.filter(question=question).exists()
    assert ids(found(town, town.volunteer, words="温水")) == []


def test_danger_heard_in_the_first_words_never_enters_the_index(town: Town) -> None:
    town.resident.asks("我不想活了", private=False, topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    assert not QuestionWords.objects.exists()


def test_off_duty_she_finds_her_own_only(town: Town) -> None:
    question = town.resident.asks("布洛芬怎么吃", private=False)
    town.volunteer.checks_out()
    assert ids(found(town, town.volunteer, words="布洛芬")) == []
    assert ids(found(town, town.medic, words="布洛芬")) == [question.pk]


def test_a_handle_leads_to_what_may_be_read_only(town: Town) -> None:
    introduce(resident=town.resident.resident, handle="小安 Ann", kind=None, by=town.resident.resident, at=nine)
    shut, opened = town.resident.asks("一"), town.resident.asks("二", private=False)
    assert ids(found(town, town.medic, handle="小安 ann")) == [opened.pk]
    town.medic.claims(shut)
    assert set(ids(found(town, town.medic, handle="小安 Ann"))) == {shut.pk, opened.pk}
    assert ids(found(town, town.medic, handle="小安")) == []
    introduce(resident=town.resident.resident, handle="", kind=None, by=town.resident.resident, at=nine)
    assert ids(found(town, town.medic, handle="小安 Ann")) == []


def test_filters_show_topic_clock_and_state_without_words(town: Town) -> None:
    first = town.resident.asks("想哭", topic=Topic.PSYCHOLOGICAL, risk=Risk.DISTRESSED)
    second = town.neighbour.asks("血压高", at=nine + minutes(1))
    town.colleague.claims(second)
    assert ids(found(town, town.volunteer)) == [second.pk, first.pk]
    assert ids(found(town, town.volunteer, topic="psychological")) == [first.pk]
    assert ids(found(town, town.volunteer, risk=1)) == [first.pk]
    assert ids(found(town, town.volunteer, helper=town.colleague.member.pk)) == [second.pk]
    assert ids(found(town, town.volunteer, state="waiting")) == [first.pk]
    assert all(not hit.pieces for hit in found(town, town.volunteer).hits)
    town.ticks(nine + minutes(16))
    assert ids(found(town, town.volunteer, late=True)) == [first.pk]


def test_days_are_those_of_the_campaign(town: Town) -> None:
    before = town.resident.asks("早", private=False, at=nine)
    after = town.neighbour.asks("晚", private=False, at=nine + days(1))
    today, tomorrow = nine.date(), (nine + days(1)).date()
    assert ids(found(town, town.medic, since=tomorrow)) == [after.pk]
    assert ids(found(town, town.medic, until=today)) == [before.pk]
    assert ids(found(town, town.medic, words="早", since=today, until=tomorrow)) == [before.pk]


@pytest.mark.parametrize("words", ["", "咳嗽"])
def test_pages_follow_one_another_without_a_gap_or_a_repeat(town: Town, words: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(finding, "SIZE", 4)
    asked = [town.resident.asks(f"咳嗽第{n}天", private=False, at=nine + minutes(n // 2)).pk for n in range(11)]
    town.at(nine + days(40))  # many empty days lie between
    seen, cursor, pages = [], None, 0
    while True:
        page = found(town, town.medic, words=words, cursor=cursor)
        seen += ids(page)
        cursor, pages = page.next, pages + 1
        if cursor is None or pages > 40:
            break
    assert sorted(seen) == sorted(asked)
    assert len(seen) == len(asked)


def test_a_page_whose_time_is_up_says_how_far_it_looked_and_goes_on(town: Town, monkeypatch: Any) -> None:
    question = town.resident.asks("布洛芬", private=False)
    town.at(nine + days(9))
    monkeypatch.setattr(finding, "BUDGET", 0.0)
    page, pages = found(town, town.medic, words="布洛芬"), 1
    while page.next and not page.hits:
        assert page.back_to is not None
        page, pages = found(town, town.medic, words="布洛芬", cursor=page.next), pages + 1
    assert ids(page) == [question.pk]
    assert 2 < pages < 40


def test_another_organisation_finds_nothing_here(town: Town, settings: Any) -> None:
    town.resident.asks("布洛芬", private=False)
    settings.DEMO = True
    browser = town.browser(town.stranger)
    for path in ("/desk/huzhu/search", "/api/v1/desk/huzhu/search", "/desk/huzhu/ledger", "/api/v1/desk/huzhu/ledger"):
        assert browser.get(path, {"words": "布洛芬"}).status_code == 404


def test_the_api_says_the_same(town: Town, settings: Any) -> None:
    settings.DEMO = True
    question = town.resident.asks("吃布洛芬可以吗", private=False)
    said = town.browser(town.medic).get("/api/v1/desk/huzhu/search", {"words": "布洛芬"}).json()
    assert [each["id"] for each in said["items"]] == [str(question.pk)]
    assert [piece["text"] for piece in said["items"][0]["snippet"] if piece["marked"]] == ["布洛芬"]


@pytest.mark.parametrize("cursor", ["x", "2026-01-01", "2026-01-01T00:00:00Z_zz", "\0_\0", "9999-99-99_00", "_"])
def test_a_cursor_that_is_none_is_refused(town: Town, cursor: str) -> None:
    with refused("bad_cursor", 400):
        found(town, town.medic, cursor=cursor)


@pytest.mark.parametrize(
    "words", ["'", "\\", "' | '", "a:*", "& | !", "的", "((", "<->", "x" * 300, "  ", "😀", "\u3000"]
)
def test_anything_may_be_typed(town: Town, words: str) -> None:
    town.resident.asks("的 a:* & 'x'", private=False)
    town.medic.claims(town.neighbour.asks("私下的事"))
    found(town, town.medic, words=words)
    found(town, town.medic, handle=words or "x")


def test_filters_that_make_no_sense_are_left_out() -> None:
    said = {"since": "31.12.", "risk": "9", "topic": "gossip", "state": "?", "helper": "me", "late": "perhaps"}
    assert read(said) == Wish()
    whole = Wish(words="x", risk=2, late=True, topic="medical", since=nine.date())
    assert read(whole.plain()) == whole
    assert replace(whole, words="") != Wish()


def test_a_page_in_the_browser_marks_and_escapes(town: Town) -> None:
    town.resident.asks("<b>布洛芬</b>怎么吃", private=False)
    shut = town.neighbour.asks("私下的布洛芬")
    said = town.browser(town.medic).get("/desk/huzhu/search", {"words": "布洛芬"}).content.decode()
    assert "&lt;b&gt;<mark>布洛芬</mark>&lt;/b&gt;" in said
    assert str(shut.pk) not in said
    assert "私下" not in town.browser(town.medic).get("/desk/huzhu/search").content.decode()


def test_a_word_is_found_however_the_text_is_cut() -> None:
    kept = lexemes("连花清瘟和SpO2 93%，N95口罩，研究生命起源")
    for query in ("连花清瘟", "spo2", "93", "n95", "口罩", "研究生", "生命", "命"):
        assert set(look_for(query).lexemes) <= kept, query


def test_a_snippet_stands_around_the_words() -> None:
    pieces = snippet("前面" * 40 + "布洛芬" + "后面" * 80, ["布洛芬"])
    assert pieces[0].text == "…"
    assert pieces[-1].text == "…"
    assert [piece.text for piece in pieces if piece.marked] == ["布洛芬"]


def test_words_are_kept_in_the_transaction_of_the_verb(busy_town: Town, monkeypatch: Any) -> None:
    """A crash after the words were kept leaves neither question nor words."""
    kept = keep_words

    def keeps_and_falls(question: Question, text: str) -> None:
        kept(question, text)
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(ask, "keep_words", keeps_and_falls)
    with pytest.raises(RuntimeError):
        busy_town.resident.asks("布洛芬", private=False)
    assert not QuestionWords.objects.exists()
    assert not Question.objects.exists()
