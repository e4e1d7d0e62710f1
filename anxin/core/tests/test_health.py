import pytest
from django.test import Client

from anxin.core import health


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_kept", (0.0, ""))
    monkeypatch.setattr(health, "_migrated", False)


@pytest.mark.django_db
def test_it_is_up_and_ready(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_it_says_in_a_sentence_why_it_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_look", lambda: health.BEHIND)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": health.BEHIND})


@pytest.mark.django_db
def test_figures_are_for_this_machine_or_for_a_token(client: Client, settings: object) -> None:
    assert b"anxin_requests_total" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 403


@pytest.mark.django_db
def test_a_token_opens_the_figures_from_anywhere_and_shuts_all_else(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.METRICS_TOKEN", "secret", raising=False)
    bearer = {"Authorization": "Bearer secret"}
    assert client.get("/metrics", headers=bearer, REMOTE_ADDR="10.0.0.9").status_code == 200
    assert client.get("/metrics").status_code == 403


@pytest.mark.django_db
def test_figures_name_views_and_no_addresses(client: Client) -> None:
    client.get("/c/geheim-name")
    assert b"geheim-name" not in client.get("/metrics").content
