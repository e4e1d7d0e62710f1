"""The card above a thread, the banner, the list and the API: one tap each."""

import json
from typing import Any

import pytest

from anxin.desk.kinds import State
from anxin.desk.models import Question, Transfer
from anxin.triage import Risk
from tests.town import Town
from tests.townsfolk import Staff


@pytest.fixture
def question(town: Town, settings: Any) -> Question:
    """The medic holds it out to the counsellor."""
    settings.DEMO = True  # no second factors
    asked = town.resident.asks("我的血压很高怎么办")
    town.medic.claims(asked)
    town.medic.transfers(asked, town.counsellor, reason="主要是害怕")
    town.follows()
    return asked


def at(question: Question, rest: str = "") -> str:
    return f"/desk/huzhu/q/{question.pk}{rest}"


def seen(town: Town, who: Staff, path: str) -> str:
    return town.browser(who).get(path).content.decode()


def api(town: Town, who: Staff, question: Question, verb: str, said: dict[str, Any] | None = None) -> Any:
    from django.test import Client  # noqa: PLC0415

    return Client().post(
        f"/api/v1/questions/{question.pk}/{verb}",
        json.dumps(said or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {who.token()}"},
    )


def test_the_receiver_sees_who_and_why_and_no_words(town: Town, question: Question) -> None:
    page = seen(town, town.counsellor, at(question, "/hands"))
    assert "林医生" in page
    assert "主要是害怕" in page
    assert at(question, "/accept") in page
    assert page.count(at(question, "/decline")) == 3
    whole = seen(town, town.counsellor, at(question))
    assert "我的血压很高" not in whole
    assert "part-for-me" in seen(town, town.counsellor, "/desk/huzhu/lists")
    assert at(question, "/accept") in seen(town, town.counsellor, "/desk/paged")
    assert at(question, "/take-back") in seen(town, town.medic, at(question, "/hands"))
    assert "hand-card" not in seen(town, town.volunteer, at(question, "/hands"))
    assert town.browser(town.stranger).get(at(question, "/hands")).status_code == 404


def test_one_tap_accepts(town: Town, question: Question) -> None:
    assert town.browser(town.counsellor).post(at(question, "/accept"))["Location"] == at(question)
    assert town.fresh(question).owner == town.counsellor.member
    assert "我的血压很高" in seen(town, town.counsellor, at(question))
    assert "part-for-me" not in seen(town, town.counsellor, "/desk/huzhu/lists")


def test_one_tap_declines_with_a_listed_reason_or_words(town: Town, question: Question) -> None:
    browser = town.browser(town.counsellor)
    assert browser.post(at(question, "/decline"), {}).status_code == 422
    assert browser.post(at(question, "/decline"), {"decline-why": "nonsense"}).status_code == 422
    assert browser.post(at(question, "/decline"), {"decline-why": "not_mine"})["Location"] == "/desk/huzhu"
    assert Transfer.objects.get().answer == "not_mine"
    page = seen(town, town.medic, at(question, "/hands"))
    assert "周老师" in page
    assert "not my field" in page or "专业" in page


def test_taking_back_asking_in_joining_and_leaving_by_page(town: Town, question: Question) -> None:
    mine, hers = town.browser(town.medic), town.browser(town.colleague)
    assert mine.post(at(question, "/take-back"))["Location"] == at(question)
    assert mine.post(at(question, "/ask-in"), {"ask-in-member": str(town.stranger.member.pk)}).status_code == 422
    assert mine.post(at(question, "/ask-in"), {"ask-in-member": str(town.colleague.member.pk)}).status_code == 302
    town.follows()
    assert at(question, "/join") in seen(town, town.colleague, at(question, "/hands"))
    assert "asked_in" in town.colleague.told()
    assert hers.post(at(question, "/join")).status_code == 302
    whole = seen(town, town.colleague, at(question))
    assert "我的血压很高" in whole
    assert 'name="text"' in whole  # the answer box
    assert "何医生" in seen(town, town.medic, at(question, "/hands"))
    assert hers.post(at(question, "/leave"))["Location"] == "/desk/huzhu"
    assert town.browser(town.volunteer).post(at(question, "/join")).status_code == 409


def test_a_supervisor_is_offered_to_join_in_danger(town: Town, question: Question) -> None:
    assert at(question, "/join") not in seen(town, town.supervisor, at(question, "/hands"))
    town.medic.raises(question, Risk.HIGH)
    assert at(question, "/join") in seen(town, town.supervisor, at(question, "/hands"))


def test_the_api_says_the_same(town: Town, question: Question) -> None:
    assert api(town, town.counsellor, question, "decline", {"reason": ""}).status_code == 422
    assert api(town, town.counsellor, question, "decline", {"reason": "不在岗"}).json()["state"] == "claimed"
    assert api(town, town.counsellor, question, "accept").json()["code"] == "not_held_out"
    again = {"to_member": str(town.counsellor.member.pk), "reason": "再请您看看", "why": "expertise"}
    assert api(town, town.medic, question, "transfer", again).status_code == 200
    assert api(town, town.medic, question, "take-back").status_code == 200
    assert api(town, town.medic, question, "transfer", again).status_code == 200
    assert api(town, town.counsellor, question, "accept").json()["state"] == "claimed"
    assert town.fresh(question).owner == town.counsellor.member
    asked = {"member": str(town.medic.member.pk)}
    assert api(town, town.counsellor, question, "ask-in", asked).status_code == 200
    assert api(town, town.medic, question, "join").status_code == 200
    assert api(town, town.medic, question, "answer", {"text": "我也在。"}).status_code == 201
    assert town.fresh(question).state == State.AWAITING_RESIDENT
    assert api(town, town.medic, question, "leave").status_code == 200
    for verb in ("accept", "take-back", "join", "leave"):
        assert api(town, town.stranger, question, verb).status_code == 404
