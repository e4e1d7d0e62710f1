"""Signing in on the page: what opens, what does not, and who is locked out for how long."""

import pytest
from django.test import Client

from anxin.people.models import Account
from anxin.people.tests.conftest import PASSWORD, Cast, sign_in


def test_name_and_password_open_the_desk(people: Cast, client: Client) -> None:
    answer = sign_in(client, "lin")
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    page = client.get("/account/").content.decode()
    assert "林医生" in page
    assert "种子社工中心" in page


def test_a_name_is_the_same_in_capital_letters(people: Cast, client: Client) -> None:
    assert sign_in(client, " LIN ").status_code == 302


def test_signing_in_changes_the_session(people: Cast, client: Client) -> None:
    client.get("/accounts/login/")
    session = client.session
    session["marker"] = 1
    session.save()
    before = session.session_key
    sign_in(client, "lin")
    assert client.session.session_key != before


def test_her_language_comes_with_her(people: Cast, client: Client) -> None:
    Account.objects.filter(username="lin").update(language="en")
    assert sign_in(client, "lin").cookies["django_language"].value == "en"


def test_a_wrong_password_is_told_in_one_sentence(people: Cast, client: Client) -> None:
    known, unknown = sign_in(client, "lin", "wrong"), sign_in(client, "nobody", "wrong")
    for answer in (known, unknown):
        assert answer.status_code == 200
        assert "form-error" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_eight_failures_lock_the_name_at_this_address_alone(people: Cast, client: Client) -> None:
    for number in range(8):
        answer = sign_in(client, "Lin" if number % 2 else "lin", "wrong")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= 15 * 60
    assert "data-refusal" in answer.content.decode()
    assert sign_in(client, "lin").status_code == 429, "the right password does not open a locked name"
    assert sign_in(client, "chen").status_code == 302, "another name is not locked"
    assert sign_in(Client(), "lin", address="10.0.0.2").status_code == 302, "nor the same name at another address"


def test_a_lock_holds_for_the_api_too_and_the_other_way_round(people: Cast, client: Client) -> None:
    for _ in range(4):
        sign_in(client, "lin", "wrong", address="127.0.0.1")
        body = {"username": "lin", "password": "wrong"}
        answer = client.post("/api/v1/tokens", body, content_type="application/json")
    assert answer.status_code == 429
    assert answer.json()["code"] == "locked_out"
    assert sign_in(client, "lin", address="127.0.0.1").status_code == 429


def test_success_forgets_failures(people: Cast, client: Client) -> None:
    for _ in range(7):
        sign_in(client, "lin", "wrong")
    assert sign_in(client, "lin").status_code == 302
    assert sign_in(Client(), "lin", "wrong").status_code == 200


@pytest.mark.parametrize(
    "name", ["", "\0", "lin\0", "x" * 5000, "<script>alert(1)</script>", "林\u202e医生", "' or 1=1"]
)
def test_bad_input_is_refused_and_never_a_fault(people: Cast, client: Client, name: str) -> None:
    for password in ("", "\0", "x" * 5000, PASSWORD):
        answer = sign_in(client, name, password)
        assert answer.status_code in (200, 400, 429)
        assert "<script>alert" not in answer.content.decode()


def test_half_a_surrogate_in_a_form_is_no_fault(people: Cast, client: Client) -> None:
    answer = client.generic(
        "POST",
        "/accounts/login/",
        b"login=%ED%A0%80&password=%ED%A0%80",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200


def test_an_account_that_is_closed_does_not_open(people: Cast, client: Client) -> None:
    Account.objects.filter(username="lin").update(is_active=False)
    assert sign_in(client, "lin").status_code == 200
    assert client.get("/account/").status_code == 302


def test_nobody_signs_herself_up(people: Cast, client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_a_page_brings_her_to_the_sign_in_and_back(people: Cast, client: Client) -> None:
    answer = client.get("/account/")
    assert answer["Location"] == "/accounts/login/?next=%2Faccount%2F"
    answer = client.post(answer["Location"], {"login": "lin", "password": PASSWORD, "next": "/account/"})
    assert answer["Location"] == "/account/"
    elsewhere = Client().post(
        "/accounts/login/", {"login": "lin", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert elsewhere["Location"] == "/"


def test_a_new_password(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    form = {"oldpassword": PASSWORD, "password1": "另一句好记的话 10", "password2": "另一句好记的话 10"}
    assert client.get("/accounts/password/change/").status_code == 200
    assert client.post("/accounts/password/change/", form | {"oldpassword": "wrong"}).status_code == 200
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert client.get("/account/").status_code == 200
    assert sign_in(Client(), "lin", "另一句好记的话 10").status_code == 302


def test_signing_out_takes_a_tap(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/account/").status_code == 302
