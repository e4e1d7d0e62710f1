"""Which service: asked once, then the one she worked in last; asked again where that is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from anxin.campaigns.chosen import SERVICE
from anxin.campaigns.models import Campaign, Participant
from tests.town import Town


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def spring(town: Town) -> Campaign:
    """A second service of the house; its coordinator oversees both."""
    return town.opens(town.organisation, "spring")


def leads_to(browser: Client, path: str) -> str:
    """Where it goes; "" where it asks."""
    response = browser.get(path)
    assert response.status_code in (200, 302)
    return response.headers.get("Location", "")


def test_it_asks_first_and_then_goes_to_the_one_she_used_last(town: Town, spring: Campaign) -> None:
    browser = town.browser(town.coordinator)
    assert leads_to(browser, "/day/") == leads_to(browser, "/desk/") == ""
    browser.get("/day/spring")
    assert leads_to(browser, "/day/") == "/day/spring"
    assert leads_to(browser, "/desk/") == "/desk/spring"
    browser.get("/desk/huzhu")
    assert leads_to(browser, "/day/") == "/day/huzhu"
    assert leads_to(town.browser(town.supervisor), "/day/") == ""  # another's choice is not hers


def test_what_is_gone_is_asked_for_again(town: Town, spring: Campaign) -> None:
    town.opens(town.organisation, "summer")
    browser = town.browser(town.coordinator)
    browser.get("/day/spring")
    Campaign.objects.filter(pk=spring.pk).update(
        starts_on=town.now.date() - timedelta(days=9), ends_on=town.now.date() - timedelta(days=2)
    )
    assert leads_to(browser, "/day/") == ""


def test_what_is_no_longer_hers_is_asked_for_again_or_left_out(town: Town, spring: Campaign) -> None:
    third = town.opens(town.organisation, "summer")
    for campaign in (spring, third):
        Participant.objects.create(organisation=town.organisation, campaign=campaign, member=town.medic.member)
    browser = town.browser(town.medic)
    browser.get("/desk/spring")
    assert leads_to(browser, "/desk/") == "/desk/spring"
    Participant.objects.filter(member=town.medic.member, campaign=spring).update(left_at=town.now)
    assert leads_to(browser, "/desk/") == ""
    Participant.objects.filter(member=town.medic.member, campaign=third).update(left_at=town.now)
    assert leads_to(browser, "/desk/") == "/desk/huzhu"


@pytest.mark.parametrize("kept", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_session_that_holds_nonsense_asks(town: Town, spring: Campaign, kept: str) -> None:
    browser = town.browser(town.coordinator)
    session = browser.session
    session[SERVICE] = kept
    session.save()
    assert leads_to(browser, "/day/") == ""


def test_a_page_has_the_switch_to_the_others_and_to_no_stranger_s(town: Town, spring: Campaign) -> None:
    browser = town.browser(town.coordinator)
    day, desk = (browser.get(path).content.decode() for path in ("/day/huzhu", "/desk/huzhu"))
    assert "To another service" in day
    assert 'href="/day/spring"' in day
    assert 'href="/desk/spring"' in desk
    assert browser.get("/desk/nothing").status_code == 404
    assert leads_to(browser, "/day/") == "/day/huzhu"
    assert "To another service" not in town.browser(town.medic).get("/desk/huzhu").content.decode()
    assert "spring" not in town.browser(town.stranger).get("/desk/").content.decode()


def test_a_page_of_no_service_keeps_to_the_one_she_works_in(town: Town, spring: Campaign) -> None:
    browser = town.browser(town.coordinator)
    for slug in ("huzhu", "spring"):
        browser.get(f"/day/{slug}")
        assert f'href="/day/{slug}" ' in browser.get("/people/").content.decode()


def test_what_has_no_place_in_the_bar_of_a_phone_is_folded(town: Town) -> None:
    page = town.browser(town.coordinator).get("/people/").content.decode()
    bar, folded = page.split('<details class="me nav-more', 1)
    assert 'class="wide-only" aria-current="page"' in bar
    assert 'class="on"' in folded.split("</summary>")[0]
    assert 'href="/people/"' in folded.split("</details>")[0]
    assert "nav-more" not in town.browser(town.medic).get("/desk/huzhu").content.decode()
