"""Someone who answers all day with her hands on the keys."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.cast import Colleague, context_of
from tests.browser.house import House


def tab_to(page: Page, aim: Locator, most: int = 60) -> None:
    """Press Tab until `aim` has the focus."""
    expect(aim).to_be_visible()
    for _ in range(most):
        page.keyboard.press("Tab")
        if aim.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {aim}")


def test_a_question_from_sign_in_to_its_end_by_keys_alone(house: House, browser: Browser) -> None:
    asked, _ = house.asks("小区门口几点可以取快递？")
    helper = Colleague(context_of(browser, house.address, phone=False), house.address)
    page, keys = helper.page, helper.page.keyboard
    helper.goes("/accounts/login/")
    name = page.locator("input[name=login]")
    if not name.evaluate("(node) => node === document.activeElement"):
        tab_to(page, name)
    keys.type("wu")  # who is never given a danger that another test left, which nobody closes alone
    keys.press("Tab")
    keys.type(house.passwords["wu"])
    keys.press("Enter")
    page.wait_for_url(re.compile("/desk/"))

    keys.press("g")
    keys.press("n")
    page.wait_for_url(re.compile("/desk/huzhu/q/"))
    taken = re.search(r"/q/([0-9a-f-]{36})", page.url)
    assert taken
    keys.press("r")
    expect(page.locator("form[data-outbox] textarea")).to_be_focused()
    keys.type("Wait six hours.")
    keys.press("Control+Enter")
    expect(helper.thread).to_contain_text("Wait six hours.")

    tab_to(page, page.locator('.reply [data-open="#do-close"]'))
    keys.press("Enter")
    dialog = page.locator("#do-close")
    expect(dialog).to_be_visible()
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    keys.press("Enter")
    tab_to(page, dialog.locator("button:not([type=button])"))
    keys.press("Enter")
    page.wait_for_url(re.compile("/desk/huzhu$"))
    state = house.call(f"/api/v1/questions/{taken[1]}", token=house.token("wu"))["state"]
    assert state == "closed"
    assert not helper.troubles
    helper.context.close()
    assert asked
