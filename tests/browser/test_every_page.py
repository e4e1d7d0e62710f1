"""What holds for each page: axe finds nothing serious, nothing scrolls sideways, no script fails, and it is light."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.cast import Colleague, Neighbour
from tests.browser.house import House
from tests.browser.places import RESIDENT, STAFF, arrive, prepare

GRAVE = ("serious", "critical")
OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Each language is looked at in one theme: words do not depend on colours, and the parts are the same in both.
LOOKS = [("zh-hans", "light"), ("en", "dark")]


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_each_page_can_be_read_by_everyone(
    language: str, theme: Any, house: House, neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    resident, stranger = (neighbour(language=language, color_scheme=theme) for _ in range(2))
    questions = prepare(house, resident, calm=True)
    staff: dict[str, Colleague] = {}
    faults: list[str] = []
    for place in (*RESIDENT, *STAFF):
        if place.who not in ("", "resident", *staff):
            staff[place.who] = colleague(place.who, phone=True, language=language, color_scheme=theme)
        page = {"": stranger, "resident": resident}.get(place.who, staff.get(place.who, stranger)).page
        arrive(page, house.address, place, questions)
        faults += [f"{place.name}: {fault}" for fault in (*unreadable(page), *sideways(page))]
    assert not faults, "\n".join(faults)


def unreadable(page: Page) -> list[str]:
    """What axe finds serious."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{each['id']} {node['target']} {node['html'][:140]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """By how much it scrolls sideways on a small phone, on a smaller one, and in large type."""
    found = []
    for width, kind in ((360, ""), (320, ""), (360, "large")):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("(kind) => document.documentElement.setAttribute('data-type', kind)", kind)
        # Not innerWidth: a phone's window grows with a page that is too wide.
        if (over := page.evaluate("document.documentElement.scrollWidth") - width) > 0:
            found.append(f"{over} px too wide at {width} px {kind}")
    page.evaluate("document.documentElement.removeAttribute('data-type')")
    page.set_viewport_size({"width": 360, "height": 740})
    return found


def test_a_first_visit_is_light(house: House, neighbour: Callable[..., Neighbour]) -> None:
    resident = neighbour()
    session = resident.context.new_cdp_session(resident.page)
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]}))
    session.on("Network.loadingFinished", lambda said: weights.update({said["requestId"]: said["encodedDataLength"]}))
    session.send("Network.enable")
    resident.page.goto(f"{house.address}/c/huzhu", wait_until="networkidle")
    scripts = sum(weight for request, weight in weights.items() if kinds.get(request) == "Script")
    assert 1_000 < scripts < 60_000
    assert 5_000 < sum(weights.values()) < 100_000
