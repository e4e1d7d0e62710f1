"""A resident with a phone and a medic at the desk, at the same time; nobody loads a page again."""

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.browser.cast import Colleague, Neighbour

MEDICAL = "退烧药和感冒药能一起吃吗？"


def test_a_question_goes_from_the_phone_to_the_desk_and_back(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    medic, resident = colleague("lin"), neighbour()
    question = resident.asks(MEDICAL)
    expect(resident.page.locator("#next")).to_contain_text("已收到")
    expect(medic.row(question)).to_be_visible()

    medic.takes(question)
    expect(medic.thread).to_contain_text(MEDICAL)
    expect(resident.page.locator("#next")).to_contain_text("林医生在为您解答")

    medic.answers("不要一起吃，很多感冒药里已经有退烧成分。")
    expect(resident.thread).to_contain_text("很多感冒药里已经有退烧成分")
    expect(resident.page.locator("#next")).to_contain_text("林医生已回复")

    resident.writes("明白了，那隔多久可以再吃？")
    expect(medic.thread).to_contain_text("那隔多久可以再吃")
    expect(medic.page.locator("#about")).to_contain_text("正在答复")

    medic.answers("至少隔六个小时。")
    expect(resident.thread).to_contain_text("至少隔六个小时")
    medic.closes()
    medic.page.wait_for_url(re.compile(r"/desk/huzhu$"))
    expect(resident.page.locator("#next")).to_contain_text("这次对话已结束")

    resident.writes("还有一件事想问。")
    expect(resident.page.locator("#next")).not_to_contain_text("这次对话已结束")
    expect(medic.row(question)).to_be_visible()


def test_the_answer_comes_by_polling_where_the_stream_is_blocked(
    neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    medic, resident = colleague("lin"), neighbour()
    # Some networks cut whatever stays open; the page then asks by itself every twenty seconds, which need not be waited for.
    resident.context.route(re.compile("/stream"), lambda route: route.abort())
    resident.context.route("**/c/huzhu/q/*", without_its_own_clock)
    resident.page.clock.install()
    question = resident.asks(MEDICAL)
    expect(medic.row(question)).to_be_visible()
    medic.takes(question)
    medic.answers("可以先多喝水。")
    for _ in range(6):
        resident.page.clock.run_for(21_000)
        if "可以先多喝水" in resident.thread.inner_text():
            break
    expect(resident.thread).to_contain_text("可以先多喝水")


def without_its_own_clock(route: Route) -> None:
    """The page, but without what renews it every minute whatever happens: that would hide a broken polling."""
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace("data-every", "data-never"))
