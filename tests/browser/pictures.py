"""The pictures of the README, from a fresh demo town: python -m tests.browser.pictures [FOLDER]."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from conftest import QUIET, ROOT, installed_browser
from tests.browser.cast import Colleague, Neighbour, context_of
from tests.browser.house import House, running

ASKED = "退烧药和感冒药能一起吃吗？孩子三岁，下午量了 38.2 度。"
ANSWERED = "您好，我是值班的林医生。两样不要一起吃，很多感冒药里已经有退烧成分。38.5 度以下先多喝水、少穿一件，精神好就再看看。"
WRITTEN_BACK = "明白了，精神还好，在玩积木。晚上要不要叫醒量？"


def main() -> None:
    """Take them into the folder (docs/pictures)."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, running(Path(home)) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=QUIET)
        take(browser, house, folder)
        browser.close()


def take(browser: Browser, house: House, folder: Path) -> None:
    """A question and its answer, as the resident and the medic see them."""
    resident = Neighbour(context_of(browser, house.address, phone=True, device_scale_factor=2), house.address)
    medic = Colleague(context_of(browser, house.address, phone=False), house.address)
    medic.comes_in("lin")
    medic.banners.get_by_role("button", name="知道了").first.click()
    question = resident.asks(ASKED)
    medic.takes(question)
    medic.answers(ANSWERED)
    expect(resident.thread).to_contain_text("很多感冒药里已经有退烧成分")
    resident.writes(WRITTEN_BACK)
    expect(medic.thread).to_contain_text(WRITTEN_BACK)
    for person, name in ((resident, "resident"), (medic, "desk")):
        settled(person.page)
        person.page.screenshot(path=folder / f"{name}.png")


def settled(page: Page) -> None:
    """What only tells that something was just sent is gone, and nothing has the focus."""
    expect(page.locator("[data-outbox-status]")).to_be_hidden()
    leave: Any = "document.activeElement && document.activeElement.blur()"
    page.evaluate(leave)


if __name__ == "__main__":
    main()
