"""What surrounds a talk, on several screens at once: notes, who is there and types, and two questions that become one."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague, Neighbour

FIRST, SECOND = "体温38度要吃退烧药吗？", "退烧药和感冒药能一起吃吗？"


def test_notes_and_typing_are_seen_by_those_who_have_it_open(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    medic, supervisor, resident = colleague("lin"), colleague("qin"), neighbour()
    question = resident.asks(FIRST)
    expect(medic.row(question)).to_be_visible()
    medic.takes(question)
    supervisor.goes(f"/desk/huzhu/q/{question}")
    expect(supervisor.page.locator("#there")).to_contain_text("林医生")
    expect(medic.page.locator("#there")).to_contain_text("秦督导")

    medic.page.locator("#about [data-open='#do-note']").click()
    medic.page.locator("#do-note textarea").fill("她上周也问过")
    medic.page.locator("#do-note button.main").click()
    expect(supervisor.thread).to_contain_text("她上周也问过")
    expect(supervisor.page.locator("#about")).to_contain_text("她上周也问过")
    expect(resident.page.locator("main")).not_to_contain_text("她上周也问过")

    box = medic.page.locator("form[data-outbox] textarea")
    box.press_sequentially("先量")
    expect(resident.page.locator("#there")).to_contain_text("林医生")
    expect(supervisor.page.locator("#there .mine")).to_contain_text("林医生")
    box.fill("")
    expect(resident.page.locator("#there")).not_to_contain_text("林医生")
    supervisor.page.close()
    expect(medic.page.locator("#there")).not_to_contain_text("秦督导")


def test_two_questions_become_one_while_both_pages_are_open(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    medic, resident = colleague("lin"), neighbour()
    first = resident.asks(FIRST)
    open_page = resident.opens_page()
    open_page.goto(f"{resident.address}/c/huzhu/q/{first}")
    second = resident.asks(SECOND)
    expect(medic.row(second)).to_be_visible()
    medic.takes(second)
    medic.page.locator(f"#other-{first} button").click()
    expect(medic.thread).to_contain_text(FIRST)
    expect(medic.thread).to_contain_text(SECOND)
    open_page.wait_for_url(re.compile(second))
    expect(open_page.locator("#thread")).to_contain_text(FIRST)
    expect(resident.thread).to_contain_text(FIRST)

    medic.answers("一天不超过四次。")
    expect(resident.page.locator("#feedback")).to_be_visible()
    resident.page.locator("#feedback button[value=yes]").click()
    expect(medic.page.locator("#helped")).to_be_visible()
