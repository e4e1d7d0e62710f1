"""Where the bare address leads."""

import pytest
from django.test import Client

from tests.town import Town


def test_the_bare_address_leads_each_to_her_work(town: Town) -> None:
    assert town.browser(town.medic).get("/")["Location"] == "/desk/"
    assert town.browser(town.coordinator).get("/")["Location"] == "/day/"


@pytest.mark.django_db
def test_a_stranger_is_led_to_sign_in() -> None:
    assert Client().get("/")["Location"] == "/accounts/login/"
