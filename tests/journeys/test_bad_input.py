"""Bad input: each gets a clear refusal, nothing is done twice, and there is never a fault of ours."""

from typing import Any
from uuid import uuid4

import pytest

from anxin.core.text import LONGEST
from anxin.desk.models import Question
from anxin.triage import Risk
from tests.caller import Caller, assert_problem, said
from tests.town import Town, days, nine

TEXTS = [
    {"text": ""},
    {"text": "   \n\u3000"},
    {"text": "\u202e\u202c"},
    {},
    [],
    "text",
    5,
    None,
    {"text": 5},
    {"text": None},
    {"text": ["a"]},
    {"text": {"a": 1}},
    {"text": "长" * (LONGEST + 1)},
    {"text": "长" * 300_000},
    {"text": "a\0b"},
    {"text": "\ud800"},
    {"text": "x", "private": "vielleicht"},
]
RAW = [
    b"",
    b"{nope",
    b'{"text":"\xff\xfe"}',
    b"\0" * 50,
    b"[" * 100_000,
    b'{"text": 1e999999}',
    b"\xef\xbb\xbf{}",
    b'"' * 3,
]
BIG = b'{"text":"' + b"a" * 2_000_000 + b'"}'


@pytest.fixture
def resident(town: Town) -> Caller:
    return Caller(town.resident.token)


@pytest.fixture
def medic(town: Town) -> Caller:
    return Caller(town.medic.token())


@pytest.mark.parametrize("body", TEXTS, ids=lambda body: repr(body)[:30])
def test_a_text_that_is_none_is_refused_everywhere(town: Town, resident: Caller, medic: Caller, body: Any) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    for response in (
        resident.post("/c/huzhu/questions", body),
        resident.post(f"/questions/{question.pk}/messages", body),
        medic.post(f"/questions/{question.pk}/answer", body),
    ):
        if body == {"text": "x", "private": "vielleicht"} and response.status_code == 201:
            continue  # only the first of them reads `private`
        assert_problem(response, 400, 413, 422)
    assert Question.objects.count() == 1


@pytest.mark.parametrize("raw", [*RAW, BIG], ids=lambda raw: repr(raw)[:30])
def test_a_body_that_is_none_is_refused_everywhere(town: Town, resident: Caller, medic: Caller, raw: bytes) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    for response in (
        resident.post("/c/huzhu/questions", raw=raw),
        medic.post(f"/questions/{question.pk}/answer", raw=raw),
        Caller().post("/tokens", raw=raw),
    ):
        assert_problem(response, 400, 413, 422)
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ 7 }}{% now %}", "%s%n", "\u202eabc"]
)
def test_odd_text_is_kept_as_text(town: Town, resident: Caller, text: str) -> None:
    asked = said(resident.post("/c/huzhu/questions", {"text": text}))
    got = said(resident.get(f"/questions/{asked['id']}/messages"))["items"][0]["text"]
    assert got == text.replace("\u202e", "")


@pytest.mark.parametrize("handle", ["a\0b", "长" * 21, 5, {"a": 1}, "\ud800"])
def test_a_handle_that_is_none(town: Town, handle: Any) -> None:
    assert_problem(Caller().post("/c/huzhu/residents", {"handle": handle}), 422)


def test_a_handle_may_be_left_out(town: Town) -> None:
    for body in ({}, {"handle": ""}, {"handle": "  "}, {"unknown": 1}):
        assert Caller().post("/c/huzhu/residents", body).status_code == 201


@pytest.mark.parametrize("slug", ["no-such", "%00", "a%00b", "%ff", "..%2f", "x" * 3000, "汉字"])
def test_a_campaign_that_is_none(town: Town, resident: Caller, medic: Caller, slug: str) -> None:
    assert_problem(Caller().post(f"/c/{slug}/residents", {}), 400, 404)
    assert_problem(resident.post(f"/c/{slug}/questions", {"text": "你好"}), 400, 404)
    assert_problem(medic.get(f"/desk/{slug}/queue"), 400, 404)


@pytest.mark.parametrize("id", ["nonsense", "%00nonsense", "0", "-1", str(uuid4()), "01a20fe0"])
def test_an_id_that_is_none(town: Town, resident: Caller, medic: Caller, id: str) -> None:
    for caller in (resident, medic):
        assert_problem(caller.get(f"/questions/{id}"), 404)
        assert_problem(caller.get(f"/questions/{id}/messages"), 404)
        assert_problem(caller.post(f"/questions/{id}/messages", {"text": "x"}), 404)
    assert_problem(medic.post(f"/questions/{id}/claim"), 404)


def test_an_after_that_is_none(town: Town, resident: Caller) -> None:
    question = town.resident.asks()
    for after in ("nonsense", "%00", "1", ""):
        assert_problem(resident.get(f"/questions/{question.pk}/messages?after={after}"), 400, 422)
    response = resident.get(f"/questions/{question.pk}/messages?after={uuid4()}")
    assert response.status_code < 500


@pytest.mark.parametrize("cursor", ["nonsense", "%00", "WyIxIl0", "W1tbW1tb", "長", "====", "WyJ4IiwgIjAiLCAiMCJd"])
def test_a_cursor_that_is_none(town: Town, medic: Caller, cursor: str) -> None:
    town.resident.asks()
    assert_problem(medic.get(f"/desk/huzhu/queue?cursor={cursor}"), 400, code="bad_cursor")


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("raise", {"risk": 0, "reason": "x"}),
        ("raise", {"risk": 4, "reason": "x"}),
        ("raise", {"risk": "three", "reason": "x"}),
        ("raise", {"risk": 2.5, "reason": "x"}),
        ("raise", {"risk": 2}),
        ("raise", {"risk": 2, "reason": ""}),
        ("raise", {"risk": 2, "reason": "a\0"}),
        ("raise", {"risk": 2, "reason": "长" * 501}),
        ("lower", {"risk": 3, "why": "past"}),
        ("lower", {"risk": 0, "why": "because"}),
        ("transfer", {"to_profession": "doctor", "reason": "x"}),
        ("transfer", {"to_member": "nobody", "reason": "x"}),
        ("transfer", {"reason": "x"}),
        ("transfer", {"to_profession": "counsellor"}),
        ("transfer", {"to_profession": "counsellor", "reason": " "}),
        ("close", {}),
        ("close", {"outcome": "gone"}),
        ("close", {"outcome": 7}),
        ("second", {"yes": "maybe"}),
        ("second", {}),
        ("sort", {"topic": "weather"}),
        ("follow-up", {}),
        ("follow-up", {"at": "tomorrow"}),
        ("follow-up", {"at": "2026-03-06T09:00:00"}),
        ("follow-up", {"at": "9999-12-31T23:59:59-23:59"}),
        ("follow-up", {"at": "0001-01-01T00:00:00+23:59"}),
        ("follow-up", {"at": 1e300}),
        ("claim", {"reason": 5}),
        ("claim", {"reason": "a\0b"}),
    ],
    ids=repr,
)
def test_a_verb_with_bad_input(town: Town, medic: Caller, verb: str, body: Any) -> None:
    question = town.resident.asks(risk=Risk.DISTRESSED)
    if verb != "claim":
        town.medic.claims(question)
    town.medic.claims(question)
    town.medic.answers(question) if verb == "follow-up" else None
    before = town.names_of(question)
    response = medic.post(f"/questions/{question.pk}/{verb}", body)
    if verb == "claim" and body == {"reason": "a\0b"}:
        assert response.status_code == 200  # she has it already, so her reason is not read
    else:
        assert_problem(response, 400, 422)
    assert town.names_of(question) == before


def test_a_transfer_to_somebody_elsewhere_is_a_404(town: Town, medic: Caller) -> None:
    question = town.resident.asks()
    town.medic.claims(question)
    for id in (town.stranger.member.pk, uuid4()):
        assert_problem(medic.post(f"/questions/{question.pk}/transfer", {"to_member": str(id), "reason": "x"}), 404)


@pytest.mark.parametrize("token", ["not-a-token", "anx_r_x", "anx_s_x", "长", "", "anx_r_\x7f"])
def test_a_token_that_is_none_is_401(town: Town, token: str) -> None:
    question = town.resident.asks()
    caller = Caller(token)
    for response in (
        caller.get(f"/questions/{question.pk}"),
        caller.post("/c/huzhu/questions", {"text": "你好"}),
        caller.get("/desk/huzhu/queue"),
        caller.post(f"/questions/{question.pk}/claim"),
    ):
        assert_problem(response, 401)


def test_a_residents_token_opens_no_desk_and_the_staffs_asks_nothing(
    town: Town, resident: Caller, medic: Caller
) -> None:
    question = town.resident.asks()
    assert_problem(resident.get("/desk/huzhu/queue"), 401, 403)
    assert_problem(resident.post(f"/questions/{question.pk}/claim"), 401, 403)
    assert_problem(medic.post("/c/huzhu/questions", {"text": "你好"}), 401, 403)


@pytest.mark.parametrize("key", ["x" * 201, "a\tb", " "])
def test_a_key_that_is_none(town: Town, resident: Caller, key: str) -> None:
    response = resident.post("/c/huzhu/questions", {"text": "你好"}, key=key)
    if key == " ":
        assert response.status_code < 500
    else:
        assert_problem(response, 400, code="bad_key")


def test_a_key_is_good_for_one_thing_and_one_person(town: Town, resident: Caller) -> None:
    first = resident.post("/c/huzhu/questions", {"text": "甲"}, key="k")
    assert resident.post("/c/huzhu/questions", {"text": "甲"}, key="k").content == first.content
    assert_problem(resident.post("/c/huzhu/questions", {"text": "乙"}, key="k"), 422, code="key_reused")
    question = f"/questions/{said(first)['id']}/messages"
    assert_problem(resident.post(question, {"text": "甲"}, key="k"), 422, code="key_reused")
    other = Caller(town.neighbour.token).post("/c/huzhu/questions", {"text": "甲"}, key="k")
    assert said(other)["id"] != said(first)["id"]
    assert Question.objects.count() == 2


def test_a_refused_write_leaves_its_key_free(town: Town, medic: Caller) -> None:
    question = town.resident.asks()
    path = f"/questions/{question.pk}/answer"
    assert_problem(medic.post(path, {"text": "好"}, key="k"), 409, code="not_claimed")
    town.medic.claims(question)
    assert medic.post(path, {"text": "好"}, key="k").status_code == 201
    assert medic.post(path, {"text": "好"}, key="k").status_code == 201
    assert question.conversation.messages.filter(text__isnull=False).count() == 2


def test_a_closed_campaign_refuses_and_names_the_hotlines(town: Town, resident: Caller) -> None:
    town.campaign.closed_at = nine
    town.campaign.save()
    response = resident.post("/c/huzhu/questions", {"text": "你好"})
    assert_problem(response, 409, code="campaign_over")
    assert "12356" in said(response)["detail"]


def test_after_its_last_day_a_campaign_takes_no_question(town: Town, resident: Caller) -> None:
    town.at(nine + days(30))
    response = resident.post("/c/huzhu/questions", {"text": "你好"})
    assert response.status_code < 500


def test_flooding_by_one_slows_only_her(town: Town, settings: Any) -> None:
    settings.QUESTIONS_PER_TEN_MINUTES = 3
    resident, neighbour = Caller(town.resident.token), Caller(town.neighbour.token)
    codes = [resident.post("/c/huzhu/questions", {"text": f"{n}"}).status_code for n in range(5)]
    assert codes == [201] * 3 + [429] * 2
    slowed = resident.post("/c/huzhu/questions", {"text": "再问"})
    assert_problem(slowed, 429, code="too_fast")
    assert int(slowed["Retry-After"]) > 0
    assert neighbour.post("/c/huzhu/questions", {"text": "甲"}).status_code == 201
    assert Question.objects.count() == 4


def test_methods_that_are_none(town: Town, resident: Caller) -> None:
    question = town.resident.asks()
    for method in ("put", "patch", "delete"):
        response = getattr(resident.client, method)(f"/api/v1/questions/{question.pk}")
        assert_problem(response, 405)


def test_a_refusal_speaks_the_readers_language(town: Town) -> None:
    path, shape = "/api/v1/c/no-such/residents", "application/json"
    zh: Any = Caller().client.post(path, "{}", content_type=shape)
    en: Any = Caller().client.post(path, "{}", content_type=shape, headers={"Accept-Language": "en"})
    assert said(en)["title"] == "There is nothing here that you can open."
    assert said(zh)["code"] == said(en)["code"] == "not_found"
