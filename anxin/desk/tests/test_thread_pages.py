"""One question in a browser: answering, every verb, refusals in place, and nothing typed is lost."""

from typing import Any

import pytest

from anxin.conversations.models import Message
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question, SecondYes
from anxin.people.kinds import Profession
from anxin.triage import Risk, Topic
from tests.town import Town, minutes, nine

SCRIPT = "<script>alert(1)</script><b>粗</b>"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in


def at(question: Question, rest: str = "") -> str:
    return f"/desk/huzhu/q/{question.pk}{rest}"


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def question(town: Town) -> Question:
    """One that the medic has taken."""
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    return asked


def test_an_answer_goes_out_once_for_its_key(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    for _again in range(2):
        response = browser.post(at(question, "/answer"), {"text": "先休息十分钟。", "key": "k1"})
        assert response["Location"] == at(question)
    assert Message.objects.filter(conversation=question.conversation, author_kind="member", kind="text").count() == 1


def test_the_outbox_gets_the_thread_back(town: Town, question: Question) -> None:
    headers = {"X-Requested-With": "fetch", "Idempotency-Key": "k2"}
    response = town.browser(town.medic).post(at(question, "/answer"), {"text": "先休息十分钟。"}, headers=headers)
    assert response.status_code == 200
    assert "先休息十分钟" in text_of(response)


def test_html_is_shown_as_text(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    browser.post(at(question, "/answer"), {"text": SCRIPT})
    page = text_of(browser.get(at(question)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("text", ["", "   ", "长" * 6000, "a\x00b"])
def test_a_refused_answer_stays_in_the_box(town: Town, question: Question, text: str) -> None:
    response = town.browser(town.medic).post(at(question, "/answer"), {"text": text})
    assert response.status_code in (409, 422)
    assert "form-error" in text_of(response)
    if text.startswith("长"):
        assert text in text_of(response)
    assert town.fresh(question).first_answer_at is None


def test_a_refusal_to_the_outbox_is_a_problem_document(town: Town, question: Question) -> None:
    response = town.browser(town.medic).post(
        at(question, "/answer"), {"text": "长" * 6000}, headers={"X-Requested-With": "fetch"}
    )
    assert response["Content-Type"] == "application/problem+json"


def test_an_answer_to_what_was_handed_on_meanwhile_is_refused_with_the_text_kept(
    town: Town, question: Question
) -> None:
    town.medic.transfers(question, Profession.COUNSELLOR)
    response = town.browser(town.medic).post(at(question, "/answer"), {"text": "写了很久的答复"})
    assert response.status_code == 409
    assert town.fresh(question).state == State.WAITING


def test_raising_pages_and_keeps_the_reason(town: Town, question: Question) -> None:
    town.browser(town.medic).post(at(question, "/raise"), {"raise-risk": "2", "raise-reason": "说不想活了"})
    assert town.fresh(question).risk == Risk.HIGH


def test_raising_without_a_reason_is_refused_in_place(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    response = browser.post(at(question, "/raise"), {"raise-risk": "2"}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    page = text_of(response)
    assert page.lstrip().startswith("<form")
    assert 'value="2"' in page
    assert "checked" in page
    whole = browser.post(at(question, "/raise"), {"raise-risk": "2"})
    assert whole.status_code == 422
    assert 'id="do-raise"' in text_of(whole)


def test_a_reason_of_6000_characters_is_refused_and_kept(town: Town, question: Question) -> None:
    said = {"raise-risk": "2", "raise-reason": "因" * 6000}
    response = town.browser(town.medic).post(at(question, "/raise"), said, headers={"HX-Request": "true"})
    assert response.status_code in (409, 422)
    assert "因" * 6000 in text_of(response)


def test_a_stale_raise_shows_the_refusal_and_the_question_as_it_stands(town: Town, question: Question) -> None:
    town.medic.raises(question, Risk.IMMINENT)
    response = town.browser(town.medic).post(at(question, "/raise"), {"raise-risk": "2", "raise-reason": "危险"})
    assert response.status_code in (409, 422)


def test_one_tap_lowers_what_the_machine_misread(town: Town) -> None:
    question = town.resident.asks("累死了", risk=Risk.DISTRESSED)
    town.medic.claims(question)
    town.browser(town.medic).post(at(question, "/lower"), {"lower-risk": "0", "lower-why": "idiom"})
    assert town.fresh(question).risk == Risk.ORDINARY


def test_confirming_takes_the_machine_out(town: Town) -> None:
    question = town.resident.asks("难受", risk=Risk.DISTRESSED)
    town.medic.claims(question)
    town.browser(town.medic).post(at(question, "/confirm"))
    assert not town.fresh(question).risk_by_machine


def test_lowering_from_high_waits_for_another(town: Town) -> None:
    question = town.resident.asks("想死你们了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    browser = town.browser(town.counsellor)
    browser.post(at(question, "/lower"), {"lower-risk": "0", "lower-why": "idiom"})
    assert town.fresh(question).risk == Risk.HIGH
    assert browser.post(at(question, "/second"), {"second-yes": "1"}).status_code == 409
    town.browser(town.supervisor).post(at(question, "/second"), {"second-yes": "1"})
    assert town.fresh(question).risk == Risk.ORDINARY


def test_closing_in_danger_waits_for_another_and_says_so(town: Town) -> None:
    question = town.resident.asks("想死你们了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    town.counsellor.claims(question)
    town.counsellor.answers(question)
    response = town.browser(town.counsellor).post(at(question, "/close"), {"close-outcome": "answered"})
    assert response["Location"] == at(question)
    assert SecondYes.objects.get(question=question).outcome == Outcome.ANSWERED
    assert "周老师" in text_of(town.browser(town.supervisor).get(at(question)))


def test_transfer_to_a_profession_and_to_a_person(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    to = {"transfer-to": f"member:{town.colleague.member.pk}", "transfer-reason": "我要出诊"}
    assert browser.post(at(question, "/transfer"), to)["Location"] == "/desk/huzhu"
    assert town.fresh(question).offered_to_id == town.colleague.member.pk


def test_transfer_to_a_stranger_is_no_choice(town: Town, question: Question) -> None:
    to = {"transfer-to": f"member:{town.stranger.member.pk}", "transfer-reason": "x"}
    assert town.browser(town.medic).post(at(question, "/transfer"), to).status_code == 422


def test_sorting_putting_back_closing_and_opening_again(town: Town, question: Question) -> None:
    browser = town.browser(town.medic)
    browser.post(at(question, "/sort"), {"sort-topic": "resource"})
    assert town.fresh(question).topic == Topic.RESOURCE
    browser.post(at(question, "/answer"), {"text": "好的。"})
    browser.post(at(question, "/close"), {"close-outcome": "answered"})
    assert town.fresh(question).state == State.CLOSED
    browser.post(at(question, "/reopen"))
    assert town.fresh(question).state == State.CLAIMED
    browser.post(at(question, "/put-back"))
    assert town.fresh(question).state == State.WAITING


def test_a_coordinator_takes_over_with_a_reason_only(town: Town, question: Question) -> None:
    browser = town.browser(town.coordinator)
    assert browser.post(at(question, "/take-over"), {}).status_code == 422
    browser.post(at(question, "/take-over"), {"take-over-reason": "林医生去急诊了"})
    assert town.fresh(question).owner == town.coordinator.member


def test_the_machine_says_why_it_raised(town: Town) -> None:
    question = town.resident.asks("想死", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    Question.objects.filter(pk=question.pk).update(signals=["wish_to_die"])
    page = text_of(town.browser(town.supervisor).get(at(question)))
    assert "risk-note" in page
    assert "<li>" in page


def test_an_unknown_verb_is_nothing(town: Town, question: Question) -> None:
    assert town.browser(town.medic).post(at(question, "/explode")).status_code == 404


def test_opening_the_address_of_a_verb_shows_the_question(town: Town, question: Question) -> None:
    assert town.browser(town.medic).get(at(question, "/raise"))["Location"].startswith(at(question))
