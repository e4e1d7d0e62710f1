"""Internal notes: for colleagues who may read the words, and never for the resident."""

from typing import Any

import pytest

from anxin.conversations.models import Message
from anxin.core.bell import topic
from anxin.desk.models import Note, Question
from anxin.pages.tests.resident_phone import Phone, path_of
from tests.caller import Caller, said
from tests.town import Town, minutes, nine, refused


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def question(town: Town) -> Question:
    asked = town.resident.asks("头有点晕")
    town.medic.claims(asked, at=nine + minutes(1))
    return asked


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_note_is_kept_sealed_with_one_event_and_without_a_message(town: Town, question: Question) -> None:
    note = town.medic.notes(question, "她母亲有高血压", at=nine + minutes(2))
    assert Note.objects.get().text == "她母亲有高血压"
    assert Message.objects.filter(conversation=question.conversation, kind="text").count() == 1
    event = town.events_of(question)[-1]
    assert (event.name, event.data) == ("question.noted", {"note": str(note.pk)})


def test_who_may_read_may_write_and_nobody_else(town: Town, question: Question) -> None:
    town.supervisor.notes(question)
    with refused("private", 403):
        town.colleague.notes(question)
    with refused("private", 403):
        town.coordinator.notes(question)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n", "empty"), ("长" * 2001, "too_long"), ("a\0", "not_text")]
)
def test_what_cannot_be_kept_is_refused(town: Town, question: Question, text: str, code: str) -> None:
    with refused(code, 422):
        town.medic.notes(question, text)


def test_it_stands_beside_and_in_the_thread_at_its_place(town: Town, question: Question) -> None:
    town.medic.notes(question, "先看<b>既往史</b>", at=nine + minutes(2))
    town.medic.answers(question, "请先休息。", at=nine + minutes(3))
    page = text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}"))
    thread = page[page.index('id="thread"') : page.index('class="reply"')]
    assert thread.index("头有点晕") < thread.index("先看&lt;b&gt;既往史") < thread.index("请先休息。")
    assert 'class="message note"' in thread
    beside = text_of(town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}/about"))
    assert "先看&lt;b&gt;既往史" in beside
    assert f'data-stamp="{Note.objects.get().pk}"' in beside


def test_who_may_not_read_sees_no_note(town: Town, question: Question) -> None:
    town.medic.notes(question, "先看既往史")
    for path in ("", "/about", "/messages"):
        page = text_of(town.browser(town.colleague).get(f"/desk/huzhu/q/{question.pk}{path}"))
        assert "既往史" not in page


def test_the_resident_never_sees_it(town: Town, question: Question) -> None:
    town.medic.notes(question, "先看既往史")
    phone = Phone(town, town.resident)
    for path in ("", "/thread"):
        assert "既往史" not in text_of(phone.opens(path_of(question) + path))
    hers = Caller(town.resident.token)
    assert "既往史" not in text_of(hers.get(f"/questions/{question.pk}/messages"))
    assert hers.get(f"/questions/{question.pk}/notes").status_code in (401, 403)


def test_from_the_page_and_over_the_api(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    assert browser.post(f"/desk/huzhu/q/{question.pk}/note", {"note-text": "一"}).status_code == 302
    empty = browser.post(f"/desk/huzhu/q/{question.pk}/note", {"note-text": ""}, headers={"HX-Request": "true"})
    assert empty.status_code == 422
    caller = Caller(town.medic.token())
    answer = caller.post(f"/questions/{question.pk}/notes", {"text": "二"})
    assert (answer.status_code, said(answer)["name"]) == (201, "林医生")
    listed = said(caller.get(f"/questions/{question.pk}/notes"))
    assert [each["text"] for each in listed["items"]] == ["一", "二"]
    assert listed["next"] is None
    assert Caller(town.colleague.token()).get(f"/questions/{question.pk}/notes").status_code == 403
    assert Caller(town.stranger.token()).post(f"/questions/{question.pk}/notes", {"text": "x"}).status_code == 404


def test_a_note_rings_the_desk_and_not_the_residents_thread(town: Town, question: Question, monkeypatch: Any) -> None:
    rung: list[str] = []
    monkeypatch.setattr("anxin.core.bell._notify", rung.append)
    seq = town.fresh(question).conversation.seq
    town.medic.notes(question)
    assert town.fresh(question).conversation.seq == seq
    assert not any(topic("conversation", question.conversation_id) in each for each in rung)


def test_a_closed_question_takes_a_note_too(town: Town, question: Question) -> None:
    town.medic.answers(question)
    town.medic.closes(question)
    town.medic.notes(question, "后来她打过电话来")
    assert Note.objects.count() == 1
