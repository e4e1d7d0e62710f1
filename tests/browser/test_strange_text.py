"""HTML, script and text that turns the reading direction are shown as the text they are, in every field."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.cast import Colleague, Neighbour

HTML = "<b>粗</b><script>window.bad=1</script><img src=x onerror=window.bad=1>"
NASTY = f"退烧药和感冒药能一起吃吗？ {HTML} {{{{7*7}}}} \u202e反过来\u2066"
SHOWN = f"{HTML} {{{{7*7}}}} 反过来"


def harmless(page: Page) -> None:
    """Nothing of it became part of the page."""
    assert page.evaluate("window.bad") is None
    assert page.evaluate("document.querySelectorAll('main b + script, img[src=x]').length") == 0


def test_what_people_type_is_shown_as_text(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    resident, medic = neighbour(), colleague("lin")
    resident.goes("/c/huzhu")
    resident.page.locator("details.more-of summary").click()
    resident.page.locator("input[name=handle]").fill("<i>小安</i>")
    resident.box.fill(NASTY)
    resident.sends.click()
    question = resident.waits_for_question()
    expect(resident.thread).to_contain_text(SHOWN)
    resident.writes(SHOWN + "二")
    harmless(resident.page)

    medic.goes("/desk/huzhu")
    medic.takes(question)
    expect(medic.thread).to_contain_text(SHOWN)
    expect(medic.thread).to_contain_text("<i>小安</i>")
    medic.answers(SHOWN + "三")
    expect(resident.thread).to_contain_text(SHOWN + "三")

    dialog = medic.does("raise")
    dialog.locator("input[type=radio]").first.check(force=True)
    dialog.locator("textarea").fill(NASTY)
    dialog.locator("button:not([type=button])").click()
    medic.page.locator("#about summary", has_text="等级和经手").click()
    expect(medic.page.locator("#about .history")).to_contain_text(SHOWN)
    harmless(medic.page)

    medic.goes("/account/")
    medic.page.locator("input[name=label]").fill(NASTY[:60])
    medic.page.locator("form:has(input[name=label]) button").click()
    expect(medic.page.locator("main")).to_contain_text("<script>")
    harmless(medic.page)
    harmless(resident.page)
