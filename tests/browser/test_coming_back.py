"""Another phone, a phone without scripts, and a resident who must not be seen here."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague, Neighbour

TEXT = "退烧药和感冒药能一起吃吗？"
NEUTRAL = re.compile(r"^https?://www\.baidu\.com/")


def test_a_return_code_opens_the_questions_on_another_phone(neighbour: Callable[..., Neighbour]) -> None:
    first, second = neighbour(), neighbour()
    first.asks(TEXT)
    first.page.get_by_role("button", name="生成返回码").click()
    code = first.page.locator("#code").inner_text()

    second.goes("/c/huzhu/back")
    box = second.page.locator("input[name=code]")
    show = second.page.get_by_role("button", name="看我的提问")
    box.fill("AAAAA AAAAA")
    show.click()
    expect(second.page.get_by_role("alert")).to_contain_text("没有找到这个返回码")
    box.fill(code.lower())
    show.click()
    card = second.page.locator("#mine .card")
    expect(card).to_have_count(1)
    card.click()
    expect(second.thread).to_contain_text(TEXT)


def test_quick_exit_leaves_nothing_behind(neighbour: Callable[..., Neighbour]) -> None:
    resident = neighbour()
    resident.context.route(NEUTRAL, lambda route: route.fulfill(body="<title>-</title>", content_type="text/html"))
    resident.asks(TEXT)
    resident.box.fill("他回来了")
    resident.waits_until("Object.keys(localStorage).some((name) => name.includes('draft'))")
    resident.page.locator("[data-quick-exit]").click()
    resident.page.wait_for_url(NEUTRAL)
    resident.page.go_back()  # to the page where she asked, which leaves again
    resident.page.wait_for_url(NEUTRAL)

    later = resident.opens_page()
    later.goto(resident.address + "/c/huzhu")
    assert later.evaluate("Object.keys(localStorage)") == []
    expect(later.locator("form[data-outbox] textarea")).to_have_value("")


def test_asking_and_answering_work_without_scripts(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    resident, medic = neighbour(java_script_enabled=False), colleague("lin", java_script_enabled=False)
    question = resident.asks(TEXT)
    expect(resident.page.locator("#next")).to_contain_text("已收到")

    medic.goes("/desk/huzhu")
    medic.takes(question)
    medic.answers("不要一起吃。")
    resident.page.get_by_role("link", name="看看有没有回答").click()
    expect(resident.thread).to_contain_text("不要一起吃")
    resident.writes("谢谢。")

    medic.opens(question)
    expect(medic.thread).to_contain_text("谢谢")
    medic.page.goto(medic.page.url + "?do=close")
    medic.page.locator("#do-close button:not([type=button])").click()
    resident.page.get_by_role("link", name="看看有没有回答").click()
    expect(resident.page.locator("#next")).to_contain_text("这次对话已结束")
