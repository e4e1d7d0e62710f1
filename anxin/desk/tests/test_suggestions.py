"""Similar answers: what is near comes first, new ones are there at once, and nothing private is ever an entry."""

import os
import subprocess
import sys
import threading
from typing import Any

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from anxin.core.models import Event
from anxin.desk.kinds import Helped
from anxin.desk.models import Feedback, Question
from anxin.desk.suggestions import Entry, Index, shelf
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.near import answered_of, look_up
from anxin.people.kinds import Profession
from anxin.triage import Risk
from tests.town import Town, minutes, nine

ASK, ANSWER = "口罩戴久了耳朵后面破皮，可以涂红霉素眼膏吗？", "可以，洗净擦干后薄涂一层，一天两次。"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


def answered(town: Town, ask: str = ASK, answer: str = ANSWER, *, private: bool = False) -> Question:
    question = town.resident.asks(ask, private=private)
    town.medic.claims(question)
    town.medic.answers(question, answer)
    return town.fresh(question)


def near(town: Town, text: str) -> list[Any]:
    kinds = [SuggestionKind.ANSWERED]
    organisation = town.organisation.pk
    return [each.id for each in answered_of(organisation, look_up(organisation, text, kinds)[SuggestionKind.ANSWERED])]


def pieces_of(town: Town, question: Question) -> bool:
    return str(question.pk) in shelf.shelf_of(town.organisation.pk).indexes[SuggestionKind.ANSWERED]


def test_the_nearest_comes_first() -> None:
    index = Index.of(
        [Entry("1", ASK, ANSWER), Entry("2", "失眠三天了怎么办", "睡前泡脚"), Entry("3", "哪里买菜", "楼下")]
    )
    assert index.search("耳朵后面破皮涂什么", 1)[0].id == "1"
    assert index.search("失眠", 1)[0].id == "2"
    assert index.search("") == index.search("😭！？") == []


def test_an_entry_put_again_replaces_and_one_gone_is_gone() -> None:
    index = Index.of([Entry(str(n), f"第{n}问 发烧怎么办", "多喝水") for n in range(50)])
    for n in range(60):  # small segments grow together meanwhile
        index = index.changed(put=[Entry(f"new{n}", f"新问题{n} 头痛", "休息")])
    assert len(index) == 110
    assert len(index.segments) < 8
    index = index.changed(put=[Entry("new3", "完全不同：配药在哪里", "药房")], gone=["7", "nothing"])
    assert len(index) == 109
    assert "7" not in index
    assert index.search("配药在哪里", 1)[0].id == "new3"
    assert "new3" not in {match.id for match in index.search("新问题 头痛", 200)}


def test_other_ways_of_writing_are_the_same_to_it() -> None:
    index = Index.of([Entry("1", "核酸檢測報告", "兩天"), Entry("2", "ＮＢ口罩", "没有")])
    assert index.search("核酸检测报告", 1)[0].likeness > 0.5
    assert index.search("nb口罩", 1)[0].id == "2"


def test_a_new_answer_is_found_at_once(town: Town) -> None:
    assert near(town, "耳朵破皮") == []
    question = answered(town)
    assert near(town, "口罩戴久耳朵破皮涂什么药膏") == [question.pk]


def test_what_was_asked_in_private_is_never_an_entry(town: Town) -> None:
    question = answered(town, private=True)
    assert near(town, ASK) == []
    assert not pieces_of(town, question)


def test_a_question_that_becomes_private_leaves_at_once(town: Town) -> None:
    question = answered(town)
    assert near(town, ASK) == [question.pk]
    town.resident.writes_back(question, "还有点怕", at=nine + minutes(3))
    town.medic.raises(question, Risk.HIGH, at=nine + minutes(4))
    assert town.fresh(question).private
    assert near(town, ASK) == []
    assert not pieces_of(town, question)


def test_it_is_not_shown_even_where_the_numbers_lag(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    question = answered(town)
    assert near(town, ASK) == [question.pk]
    monkeypatch.setattr(shelf.Shelf, "look", lambda self: self)
    Question.objects.filter(pk=question.pk).update(private=True)
    assert near(town, ASK) == []


def test_another_organisation_gets_nothing(town: Town) -> None:
    answered(town)
    kinds = [SuggestionKind.ANSWERED]
    assert look_up(town.other.pk, ASK, kinds)[SuggestionKind.ANSWERED] == []
    found = look_up(town.organisation.pk, ASK, kinds)[SuggestionKind.ANSWERED]
    assert answered_of(town.other.pk, found) == []


def test_an_answer_that_did_not_help_is_left_out(town: Town) -> None:
    question = answered(town)
    Feedback.objects.create(question=question, organisation=town.organisation, helped=Helped.NO, at=nine)
    assert near(town, ASK) == []


def test_who_asked_is_covered(town: Town) -> None:
    answered(town, "我叫王小丽，电话13812345678，口罩戴久了耳朵破皮怎么办", "王女士，涂一点红霉素眼膏就可以。")
    organisation = town.organisation.pk
    found = look_up(organisation, "耳朵破皮怎么办", [SuggestionKind.ANSWERED])[SuggestionKind.ANSWERED]
    (shown,) = answered_of(organisation, found)
    assert "王" not in shown.ask + shown.answer
    assert "138" not in shown.ask


def test_the_rest_of_many_comes_in_a_thread(busy_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "NOW", 2)
    monkeypatch.setattr(shelf, "BATCH", 2)
    asked = [answered(busy_town, f"第{n}个人问：口罩戴久了耳朵破皮") for n in range(7)]
    there = shelf.shelf_of(busy_town.organisation.pk)
    assert there.wait()
    assert all(str(each.pk) in there.indexes[SuggestionKind.ANSWERED] for each in asked)


def test_what_turned_private_while_the_thread_was_reading_stays_out(
    busy_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "NOW", 1)
    asked = [answered(busy_town, f"第{n}个人问：口罩戴久了耳朵破皮") for n in range(3)]
    read, reading, go_on = shelf.answered_entries, threading.Event(), threading.Event()

    def slow(organisation_id: Any, ids: Any) -> Any:
        entries = read(organisation_id, ids)
        if threading.current_thread().name == "suggestions":
            reading.set()
            go_on.wait(20)
        return entries

    monkeypatch.setattr(shelf, "answered_entries", slow)
    there = shelf.shelf_of(busy_town.organisation.pk)
    assert reading.wait(20)
    busy_town.medic.raises(asked[0], Risk.HIGH)  # the oldest is with the thread
    shelf.shelf_of(busy_town.organisation.pk)
    go_on.set()
    assert there.wait()
    assert str(asked[0].pk) not in there.indexes[SuggestionKind.ANSWERED]
    assert str(asked[1].pk) in there.indexes[SuggestionKind.ANSWERED]


SECOND_PROCESS = """
import sys
import django
django.setup()
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.near import answered_of, look_up
from uuid import UUID
organisation = UUID(sys.argv[1])
for line in sys.stdin:
    found = look_up(organisation, line.strip(), [SuggestionKind.ANSWERED])[SuggestionKind.ANSWERED]
    print(",".join(str(each.id) for each in answered_of(organisation, found)), flush=True)
"""


def test_another_process_finds_a_new_answer_and_loses_a_private_one(busy_town: Town) -> None:
    parts = connection.get_connection_params()
    url = make_conninfo(host=parts["host"], user=parts["user"], dbname=parts["dbname"])
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "anxin.settings"}
    command = [sys.executable, "-c", SECOND_PROCESS, str(busy_town.organisation.pk)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=env)
    assert other.stdin is not None
    assert other.stdout is not None

    def looks() -> str:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdin.write(ASK + "\n")
        other.stdin.flush()
        return other.stdout.readline().strip()

    try:
        assert looks() == ""
        question = answered(busy_town)
        assert looks() == str(question.pk)
        busy_town.medic.raises(question, Risk.HIGH)
        assert looks() == ""
    finally:
        other.stdin.close()
        other.stdout.close()
        other.wait(20)


# In the page ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def asked(town: Town) -> Question:
    """A private question that the medic answers, with a similar open one answered before."""
    answered(town)
    question = town.neighbour.asks("戴口罩耳朵后面磨破皮了，能涂红霉素眼膏吗")
    town.medic.claims(question)
    return question


def at(question: Question, rest: str = "") -> str:
    return f"/desk/huzhu/q/{question.pk}{rest}"


def test_it_stands_beside_the_question(town: Town, asked: Question) -> None:
    page = town.browser(town.medic).get(at(asked)).content.decode()
    assert "data-suggest" in page
    assert ANSWER in page


def test_nobody_else_is_offered_any(town: Town, asked: Question) -> None:
    assert "data-suggest" not in town.browser(town.supervisor).get(at(asked)).content.decode()
    assert town.browser(town.colleague).post(at(asked, "/suggest"), {"draft": "口罩"}).status_code == 403
    assert town.browser(town.stranger).post(at(asked, "/suggest"), {"draft": "口罩"}).status_code == 404
    assert town.browser().post(at(asked, "/suggest"), {"draft": "口罩"}).status_code in (302, 401)


def test_a_draft_is_looked_at_and_kept_nowhere(town: Town, asked: Question) -> None:
    before = Event.objects.count()
    response = town.browser(town.medic).post(at(asked, "/suggest"), {"draft": "一段没有发出去的草稿 红霉素"})
    assert response.status_code == 200
    assert ANSWER in response.content.decode()
    assert Event.objects.count() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM conversations_message WHERE seq > 1 AND conversation_id = %s",
                       [asked.conversation_id])  # fmt: skip
        assert cursor.fetchone()[0] <= 1


def test_what_was_used_is_remembered_by_id(town: Town, asked: Question) -> None:
    used = Question.objects.exclude(pk=asked.pk).get()
    browser = town.browser(town.medic)
    assert browser.post(at(asked, "/suggest/used"), {"kind": "answered", "id": str(used.pk)}).status_code == 204
    event = town.events_of(asked)[-1]
    assert event.name == "answer.suggested_used"
    assert event.data == {"kind": "answered", "suggestion": str(used.pk)}
    assert browser.post(at(asked, "/suggest/used"), {"kind": "x", "id": "y"}).status_code == 400


def test_the_api_offers_the_same(town: Town, asked: Question) -> None:
    got = town.browser(town.medic).get(f"/api/v1/questions/{asked.pk}/suggestions")
    assert got.status_code == 200
    (item,) = got.json()["items"]
    assert item["kind"] == "answered"
    assert item["answer"] == ANSWER
    assert town.browser(town.colleague).get(f"/api/v1/questions/{asked.pk}/suggestions").status_code == 403
    assert town.browser(town.stranger).get(f"/api/v1/questions/{asked.pk}/suggestions").status_code == 404


def test_one_who_handed_it_on_is_refused(town: Town, asked: Question) -> None:
    town.medic.transfers(asked, Profession.COUNSELLOR)
    assert town.browser(town.medic).post(at(asked, "/suggest"), {"draft": "口罩"}).status_code in (403, 409)
