"""The second step: asked for where a role needs it, accepted once, and guarded against guessing."""

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client

from anxin.people.models import Member
from anxin.people.tests.conftest import PASSWORD, Cast, post_json, sign_in

TOKENS = "/api/v1/tokens"
PARTS = {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA", "userHandle": "AAAA"}
JUNK = (
    "",
    "{}",
    "null",
    "[]",
    "5",
    "nonsense",
    '{"id":"\\u0000"}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": PARTS}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": PARTS | {"attestationObject": "AAAA"}}),
)


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def show_again(client: Client) -> None:
    """The password once more, which opens for five minutes what guards the account."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


@pytest.fixture
def secret(people: Cast) -> str:
    """The coordinator's authenticator app."""
    text = str(generate_totp_secret())
    TOTP.activate(people.coordinator.account, text)
    return text


def make(client: Client, **more: Any) -> Any:
    return post_json(client, TOKENS, {"username": "chen", "password": PASSWORD, **more})


def test_the_secret_lies_encrypted(people: Cast, secret: str) -> None:
    assert secret not in str(Authenticator.objects.get().data)


def test_a_coordinator_without_one_is_led_to_set_it_up(people: Cast, client: Client) -> None:
    sign_in(client, "chen")
    led = client.get("/notices/")
    assert led.status_code == 302
    assert led["Location"] == "/accounts/2fa/?next=%2Fnotices%2F"
    assert client.get(led["Location"]).status_code == 200
    assert client.get("/account/").status_code == 200, "her own account page stays open"


def test_a_medic_needs_none(people: Cast, client: Client) -> None:
    sign_in(client, "lin")
    assert client.get("/notices/").status_code == 200


def test_in_the_demo_town_nobody_needs_one(people: Cast, client: Client, settings: Any) -> None:
    settings.DEMO = True
    sign_in(client, "chen")
    assert client.get("/notices/").status_code == 200


def test_the_page_asks_for_a_code(people: Cast, client: Client, secret: str) -> None:
    assert sign_in(client, "chen")["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/account/").status_code == 302, "half signed in is not signed in"
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})["Location"] == "/"
    assert client.get("/notices/").status_code == 200
    cache.clear()  # as in another process
    again = Client()
    sign_in(again, "chen")
    assert again.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 200, "a code opens once"


def test_guessing_codes_locks_the_name(people: Cast, client: Client, secret: str) -> None:
    sign_in(client, "chen", address="127.0.0.1")
    answers = [client.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"}).status_code for n in range(9)]
    assert answers[-1] == 429
    assert sign_in(Client(), "chen", address="127.0.0.1").status_code == 429


def test_the_api_asks_for_a_code(people: Cast, client: Client, secret: str) -> None:
    for otp in ({}, {"otp": ""}, {"otp": "000000"}, {"otp": "x" * 40}):
        answer = make(client, **otp)
        assert answer.status_code == 401
        assert answer.json()["code"] == "otp_needed"
    code = code_of(secret)
    made = make(client, otp=code)
    assert made.status_code == 201
    cache.clear()  # as in another process
    assert make(client, otp=code).status_code == 401, "a code opens once"
    assert client.get(TOKENS, headers={"Authorization": f"Bearer {made.json()['token']}"}).status_code == 200


def test_a_recovery_code_opens_once(people: Cast, client: Client, secret: str) -> None:
    code = RecoveryCodes.activate(people.coordinator.account).get_unused_codes()[0]
    assert make(client, otp=code).status_code == 201
    assert make(client, otp=code).status_code == 401


def test_guessing_codes_over_http_locks_the_name(people: Cast, client: Client, secret: str) -> None:
    statuses = [make(client, otp=f"{n:06}").status_code for n in range(8)]
    assert statuses == [401] * 7 + [429]
    assert make(client, otp=code_of(secret)).status_code == 429


def test_without_the_password_nobody_learns_that_there_is_one(people: Cast, client: Client, secret: str) -> None:
    answer = post_json(client, TOKENS, {"username": "chen", "password": "wrong"})
    assert answer.json()["code"] == "wrong_password"


def test_setting_up_an_app_and_taking_it_off(people: Cast, client: Client) -> None:
    sign_in(client, "chen")
    show_again(client)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
    for path in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/"):
        assert client.get(f"/accounts/2fa/{path}").status_code == 200, path
    assert client.get("/notices/").status_code == 200
    assert client.post("/accounts/2fa/recovery-codes/generate/").status_code == 302
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get("/notices/").status_code == 302


@pytest.mark.parametrize(
    "path", ["", "authenticate/", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/"]
)
def test_a_visitor_is_sent_to_sign_in(people: Cast, client: Client, path: str) -> None:
    assert client.get(f"/accounts/2fa/{path}").status_code == 302


def test_pages_of_passkeys(people: Cast, client: Client) -> None:
    sign_in(client, "chen")
    assert client.get("/accounts/2fa/webauthn/").status_code == 200
    show_again(client)
    page = client.get("/accounts/2fa/webauthn/add/").content.decode()
    assert "creation_options" in page
    for credential in JUNK:
        assert client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": credential}).status_code == 200
        assert client.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": credential}).status_code == 302
    assert not Authenticator.objects.exists()


def test_a_made_up_passkey_is_refused_and_never_a_fault(people: Cast, client: Client, secret: str) -> None:
    for credential in JUNK:
        assert client.post("/accounts/2fa/webauthn/login/", {"credential": credential}).status_code in (302, 429)
    sign_in(client, "chen")
    for credential in JUNK:
        assert client.post("/accounts/2fa/authenticate/", {"credential": credential}).status_code == 200
    assert client.get("/notices/").status_code == 302


def test_asking_again_before_a_change(people: Cast, client: Client) -> None:
    client.force_login(people.medic.account)  # signed in long ago
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert client.get(answer["Location"]).status_code == 200
    answer = client.post(answer["Location"], {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"})
    assert client.get(answer["Location"]).status_code == 200


def test_one_place_that_needs_it_is_enough(people: Cast, client: Client) -> None:
    Member.objects.filter(pk=people.stranger.pk).update(roles=["auditor"])
    sign_in(client, "gao")
    assert client.get("/notices/").status_code == 302
