"""The page that signs in as anyone exists in the demo town alone, for the people of its file alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from anxin.people.tests.conftest import PASSWORD, Cast


@pytest.fixture
def town(people: Cast, settings: Any, tmp_path: Path) -> Cast:
    settings.DEMO = True
    settings.HOME = tmp_path
    rows = [{"username": name, "password": PASSWORD} for name in ("lin", "gao")]
    (tmp_path / "demo-accounts.json").write_text(json.dumps(rows))
    return people


def test_elsewhere_it_does_not_exist(people: Cast, client: Client) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"username": "lin"}).status_code == 404


def test_one_tap_signs_in(town: Cast, client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert "林医生" in page
    assert "心海心理中心" in page
    assert "陈姐" not in page
    assert client.post("/demo/", {"username": "lin"}).status_code == 302
    assert "林医生" in client.get("/account/").content.decode()


@pytest.mark.parametrize("name", ["chen", "nobody", "", "\0", "LIN"])
def test_for_the_people_of_the_file_alone(town: Cast, client: Client, name: str) -> None:
    assert client.post("/demo/", {"username": name}).status_code == 404


def test_a_forged_form_signs_nobody_in(town: Cast) -> None:
    assert Client(enforce_csrf_checks=True).post("/demo/", {"username": "lin"}).status_code == 403


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"username": "lin"}]'])
def test_a_broken_file_is_an_empty_town(town: Cast, client: Client, settings: Any, text: str) -> None:
    (settings.HOME / "demo-accounts.json").write_text(text)
    assert client.get("/demo/").status_code == 200
    assert client.post("/demo/", {"username": "lin"}).status_code == 404
