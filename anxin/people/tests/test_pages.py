"""Every page about accounts obeys the content policy: no script, style or handler stands in it."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from anxin.people.tests.conftest import PASSWORD, Cast, sign_in

SCRIPT = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", re.IGNORECASE)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)

PAGES = (
    "/account/",
    "/notices/",
    "/accounts/logout/",
    "/accounts/inactive/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
)


def clean(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert not SCRIPT.search(page), path
    assert not INLINE.search(page), path


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_member(people: Cast, client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    sign_in(client, "lin")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/account/tokens/", {"label": "<script>x</script>"})
    for path in PAGES:
        clean(client, path)


def test_pages_on_the_way_in(people: Cast, client: Client) -> None:
    clean(client, "/accounts/login/")
    TOTP.activate(people.medic.account, generate_totp_secret())
    sign_in(client, "lin")
    clean(client, "/accounts/2fa/authenticate/")
    fresh = Client()
    fresh.force_login(people.medic.account)
    clean(fresh, "/accounts/2fa/reauthenticate/?next=/account/")


def test_the_page_of_the_demo_town(people: Cast, client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    clean(client, "/demo/")
