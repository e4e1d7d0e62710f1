"""Tokens: made, used, listed, revoked; over HTTP and on the account page."""

from typing import Any

import pytest
from django.test import Client

from anxin.core.event import verify_chain
from anxin.core.models import Event
from anxin.people.models import Token
from anxin.people.tests.conftest import PASSWORD, Cast, post_json, sign_in

TOKENS = "/api/v1/tokens"


def make(client: Client, username: str = "lin", **more: Any) -> Any:
    return post_json(client, TOKENS, {"username": username, "password": PASSWORD, **more})


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_a_token_opens_until_it_is_revoked(people: Cast, client: Client) -> None:
    made = make(client, label="导出脚本")
    assert made.status_code == 201
    key, number = made.json()["token"], made.json()["id"]
    assert key.startswith("anx_s_")
    assert len(key) == 49
    listed = client.get(TOKENS, headers=bearer(key)).json()
    assert [row["label"] for row in listed["items"]] == ["导出脚本"]
    assert listed["next"] is None
    assert key not in str(listed)
    assert Token.objects.get().used_at is not None
    assert client.delete(f"{TOKENS}/{number}", headers=bearer(key)).status_code == 200
    refused = client.get(TOKENS, headers=bearer(key))
    assert refused.status_code == 401
    assert refused.json()["code"] == "bad_token"


def test_making_and_revoking_stand_in_the_chain(people: Cast, client: Client) -> None:
    made = make(client).json()
    client.delete(f"{TOKENS}/{made['id']}", headers=bearer(made["token"]))
    names = list(Event.objects.filter(organisation_id=people.centre.pk).order_by("seq").values_list("name", flat=True))
    assert names[-2:] == ["token.made", "token.revoked"]
    assert verify_chain(people.centre.pk) == len(names)


def test_only_my_own_tokens(people: Cast, client: Client) -> None:
    mine, others = make(client).json(), make(client, "gao").json()
    assert client.delete(f"{TOKENS}/{others['id']}", headers=bearer(mine["token"])).status_code == 404
    assert client.get(TOKENS, headers=bearer(others["token"])).status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer anx_s_", "Bearer anx_s_" + "x" * 43, "Basic bGluOng="]
)
def test_what_is_no_token_is_401(people: Cast, client: Client, header: str) -> None:
    answer = client.get(TOKENS, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_wrong_words_are_401_and_eight_are_429(people: Cast, client: Client) -> None:
    for username in ("nobody", "lin"):
        for _ in range(7):
            answer = post_json(client, TOKENS, {"username": username, "password": "wrong"})
            assert answer.status_code == 401
            assert answer.json()["code"] == "wrong_password"
        locked = post_json(client, TOKENS, {"username": username, "password": "wrong"})
        assert locked.status_code == 429
        assert locked.json()["code"] == "locked_out"
        assert 0 < int(locked["Retry-After"]) <= 900
    assert make(client, "lin").status_code == 429
    assert make(client, "gao").status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "text",
        {"username": "lin"},
        {"username": 5, "password": None},
        {"username": "\0", "password": PASSWORD},
        {"username": "lin", "password": "\ud800"},
        {"username": "\udfff", "password": "x", "otp": "\0"},
        {"username": "x" * 100_000, "password": "x"},
        {"username": "lin", "password": PASSWORD, "label": "x" * 61},
        {"username": "lin", "password": PASSWORD, "label": "\0"},
    ],
)
def test_bad_bodies_are_refused(people: Cast, client: Client, body: Any) -> None:
    answer = post_json(client, TOKENS, body)
    assert answer.status_code in (400, 401, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_cookie_reads_in_the_api_and_never_writes(people: Cast, client: Client) -> None:
    made = make(client).json()
    sign_in(client, "lin")
    assert client.get(TOKENS).status_code == 200
    assert client.delete(f"{TOKENS}/{made['id']}").status_code == 401


def test_a_closed_place_ends_what_a_token_opens(people: Cast, client: Client) -> None:
    key = make(client).json()["token"]
    people.medic.account.is_active = False
    people.medic.account.save()
    assert client.get(TOKENS, headers=bearer(key)).status_code == 401


def test_the_page_shows_a_token_once(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    page = client.post("/account/tokens/", {"label": "<b>表格</b>"}).content.decode()
    token = Token.objects.get()
    assert "anx_s_" in page
    assert "&lt;b&gt;表格" in page
    assert "anx_s_" not in client.get("/account/").content.decode()
    assert client.get("/account/tokens/")["Location"] == "/account/"
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    assert Token.objects.get().revoked_at is not None
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404


def test_the_page_refuses_a_label_that_is_none(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    for label in ("", "\0", "x" * 61):
        assert client.post("/account/tokens/", {"label": label}).status_code == 422
    assert not Token.objects.exists()


def test_twenty_tokens_are_enough(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    for _ in range(20):
        client.post("/account/tokens/", {"label": "x"})
    assert client.post("/account/tokens/", {"label": "x"}).status_code == 409
    assert Token.objects.count() == 20


def test_knowing_who_asks_costs_one_query(people: Cast, client: Client, django_assert_num_queries: Any) -> None:
    key = make(client).json()["token"]
    client.get(TOKENS, headers=bearer(key))  # notes its use, which the next five minutes need not
    with django_assert_num_queries(2):
        client.get(TOKENS, headers=bearer(key))
