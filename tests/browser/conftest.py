"""The house that all browser tests share, and the people who visit it."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import PATIENCE, Colleague, Neighbour, context_of
from tests.browser.house import House, running

expect.set_options(timeout=PATIENCE)
FOLDER = os.path.dirname(__file__)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves an event loop running, in which Django refuses every query."""
    items.sort(key=lambda item: str(item.path).startswith(FOLDER))
    for item in items:
        if str(item.path).startswith(FOLDER):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    """The running server; asked for after the browser, so that without one nothing is started."""
    with running(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="session")
def guards(house: House) -> list[str]:
    """Tokens of two who may take what is in danger: a counsellor, and a medic for emergencies."""
    return [house.token("zhou"), house.token("lin")]


@pytest.fixture(autouse=True)
def _nobody_is_left_in_danger(house: House, guards: list[str]) -> Iterator[None]:
    """What a test leaves in danger is in somebody's hand after it, and answered, so that no clock gives it back minutes later:
    three alarms fill the banners, and would hide what another test looks for."""
    yield
    for guard in guards:
        for row in house.call("/api/v1/desk/huzhu/queue", token=guard)["items"]:
            if row["risk"] >= 2:
                with suppress(HTTPError):  # not in this one's scope
                    house.call(f"/api/v1/questions/{row['id']}/claim", {}, guard)
                    house.call(f"/api/v1/questions/{row['id']}/answer", {"text": "我在。"}, guard)


@pytest.fixture
def neighbour(house: House, browser: Browser) -> Iterator[Callable[..., Neighbour]]:
    """Residents, one phone each. At the end none of them may have met an error of a script."""
    yield from _invites(lambda **more: Neighbour(context_of(browser, house.address, phone=True, **more), house.address))


@pytest.fixture
def colleague(house: House, browser: Browser) -> Iterator[Callable[..., Colleague]]:
    """People of the team by user name, signed in on a laptop each (or a phone)."""

    def comes(username: str, phone: bool = False, **more: Any) -> Colleague:
        who = Colleague(context_of(browser, house.address, phone=phone, **more), house.address)
        who.comes_in(username)
        return who

    yield from _invites(comes)


def _invites(invite: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    here: list[Any] = []

    def come(*args: Any, **more: Any) -> Any:
        here.append(invite(*args, **more))
        return here[-1]

    yield come
    troubles = [trouble for who in here for trouble in who.troubles]
    for who in here:
        who.context.close()
    assert not troubles, "\n".join(troubles)
