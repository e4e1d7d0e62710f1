"""As the coordinator does: a rota is made, broken by hand, repaired, and published; another coordinator sees it meanwhile."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.cast import Colleague

ROTA = "/rota/huzhu"
MADE = '#rota-table td[class^="k"]:not(.past) button'


def test_a_rota_is_made_broken_repaired_and_published(colleague: Callable[..., Colleague]) -> None:
    chen, qin = colleague("chen"), colleague("qin")
    chen.goes(f"{ROTA}/cover")
    chen.page.locator(".rota-offer button").click()
    expect(chen.page.locator(".rota-kinds > li")).to_have_count(3)
    begins(chen)
    qin.goes(chen.page.url.removeprefix(chen.address))

    chen.page.locator("#rota-pulse [name=seconds]").fill("5")
    chen.page.locator("#rota-pulse button.main").click()
    expect(chen.page.locator("#rota-draw:not(.going) .steps")).to_be_visible()
    expect(chen.page.locator(MADE).first).to_be_visible()
    expect(qin.page.locator(MADE).first).to_be_visible()  # it came to her without a reload

    cell = chen.page.locator(MADE).last
    place = cell.get_attribute("value") or ""
    shift, here = cell.inner_text(), at(chen, place)
    breaks(chen, here)
    expect(at(qin, place)).not_to_have_text(shift)
    chen.page.keyboard.press("u")  # and repairs it
    expect(here).to_have_text(shift)
    expect(at(qin, place)).to_have_text(shift)

    chen.page.locator(".rota-acts a.main, .rota-acts a.btn").first.click()
    expect(chen.page.locator(".rota-diff .came").first).to_be_visible()
    chen.page.locator("form[action$=publish] button.main").click()
    chen.page.wait_for_url(re.compile(f"{ROTA}/$"))
    expect(chen.page.locator("#rota-table td[class^=k]").first).to_be_visible()


def begins(chen: Colleague) -> None:
    """A draft of the days that the form offers."""
    chen.goes(f"{ROTA}/")
    form = chen.page.locator("form", has=chen.page.locator("[type=date][name=first_on]"))
    if not form.is_visible():
        chen.page.locator("summary", has=chen.page.locator("xpath=../form")).first.click()
    form.locator("button").click()
    chen.page.wait_for_url(re.compile("/v/"))


def at(who: Colleague, place: str) -> Locator:
    """A cell of the table before her."""
    return who.page.locator(f'#rota-table button[value="{place}"]')


def breaks(chen: Colleague, cell: Locator) -> None:
    """Take her off by keys alone: Enter opens the cell, a digit takes her off there, focus comes back to it."""
    cell.focus()
    chen.page.keyboard.press("Enter")
    dialog = chen.page.locator("#rota-cell[open]")
    there = dialog.locator("li.there [data-digit]")
    expect(there).to_be_visible()
    chen.page.keyboard.press(there.get_attribute("data-digit") or "")
    expect(dialog).to_have_count(0)
    expect(chen.page.locator("#rota-last")).not_to_be_empty()
    expect(cell).to_be_focused()
