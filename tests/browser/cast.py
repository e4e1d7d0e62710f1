"""People in front of their screens: each has a browser context of her own, and does what a hand does."""

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

PATIENCE = 30_000  # ms; the machine may be busy
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1440, "height": 900}
LANGUAGE_COOKIE = "django_language"
# A browser says these about a network that a test took away, and about pages that are meant to answer 4xx.
EXPECTED = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED|ABORTED|NETWORK_CHANGED)|status of 4\d\d")


class Someone:
    """A browser context and its page; `troubles` is what scripts and the console complain of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.troubles: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
        self.page = self.opens_page()

    def opens_page(self) -> Page:
        """One more tab, listened to."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._heard(page, message))
        return page

    def _heard(self, page: Page, message: Any) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.troubles.append(f"{page.url}: {message.text}")

    def goes(self, path: str) -> None:
        """Open a page of ours."""
        self.page.goto(self.address + path)

    def waits_until(self, script: str) -> None:
        """Until `script` says true. (Playwright's own wait evaluates strings in the page, which the policy refuses.)"""
        until = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(script):
            assert time.monotonic() < until, script
            self.page.wait_for_timeout(100)


class Neighbour(Someone):
    """A resident with a phone."""

    def asks(self, text: str) -> str:
        """Ask on the campaign's page; gives the question's id once its page is there."""
        self.goes("/c/huzhu")
        self.box.fill(text)
        self.sends.click()
        return self.waits_for_question()

    def waits_for_question(self) -> str:
        """The id of the question whose page she is taken to."""
        self.page.wait_for_url(re.compile(r"/c/huzhu/q/"))
        found = re.search(r"/q/([0-9a-f-]{36})", self.page.url)
        assert found
        return found[1]

    def writes(self, text: str) -> None:
        """Write back on a question's page."""
        self.box.fill(text)
        self.sends.click()
        expect(self.thread).to_contain_text(text)

    @property
    def box(self) -> Locator:
        return self.page.locator("form[data-outbox] textarea")

    @property
    def sends(self) -> Locator:
        return self.page.locator("form[data-outbox] [type=submit]")

    @property
    def thread(self) -> Locator:
        return self.page.locator(".thread")


class Colleague(Someone):
    """Somebody on duty, signed in."""

    def comes_in(self, username: str) -> None:
        """Step in through the demo town's page."""
        self.goes("/demo/")
        card = self.page.locator("form", has=self.page.locator(f"input[name=username][value={username}]"))
        card.locator("button").click()
        self.page.wait_for_url(re.compile(r"/(desk|day)/"))

    def opens(self, question: str) -> None:
        """A question beside the desk."""
        self.goes(f"/desk/huzhu/q/{question}")

    def takes(self, question: str) -> None:
        """Take it from the list that is before her."""
        self.row(question).get_by_role("button", name=TAKE).click()
        self.page.wait_for_url(re.compile(question))

    def answers(self, text: str) -> None:
        """Write into the answer box of the open question."""
        self.page.locator("form[data-outbox] textarea").fill(text)
        self.page.locator("form[data-outbox] [type=submit]").click()
        expect(self.thread).to_contain_text(text)

    def does(self, verb: str) -> Locator:
        """Open the form of a verb; gives the dialog."""
        self.page.locator(f'.reply [data-open="#do-{verb}"]').click()
        dialog = self.page.locator(f"#do-{verb}")
        expect(dialog).to_be_visible()
        return dialog

    def closes(self, outcome: str = "answered") -> None:
        """Close the open question."""
        dialog = self.does("close")
        dialog.locator(f"input[value={outcome}]").check(force=True)
        dialog.locator("button:not([type=button])").click()

    def row(self, question: str) -> Locator:
        """Its line in the lists."""
        return self.page.locator(f"#row-{question}")

    @property
    def thread(self) -> Locator:
        return self.page.locator("#thread")

    @property
    def banners(self) -> Locator:
        return self.page.locator("#pages .page-banner")


TAKE = re.compile("接手|Take it")
Invite = Callable[..., Any]


def context_of(
    browser: Browser, address: str, *, phone: bool, language: str = "zh-hans", **more: Any
) -> BrowserContext:
    """A clean browser: a phone or a laptop, in the language `language`."""
    size: Any = PHONE if phone else LAPTOP
    context = browser.new_context(
        **{"viewport": size, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "is_mobile": phone, "has_touch": phone}
        | more
    )
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": address}])
    return context
