"""Whoever is in danger does not wait in a queue."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague, Neighbour
from tests.browser.house import House
from tests.browser.places import DANGER


def test_danger_jumps_the_queue_and_no_one_closes_it_alone(
    house: House, neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    ordinary = [house.asks(text)[0] for text in ("小区门口几点可以取快递？", "退烧药和感冒药能一起吃吗？")]
    counsellor, resident = colleague("zhou"), neighbour()
    for question in ordinary:
        expect(counsellor.row(question)).to_be_visible()

    danger = resident.asks(DANGER)
    numbers = resident.page.locator(".call-now")
    expect(numbers).to_be_visible()
    for number in ("110", "120", "12356"):
        expect(numbers.locator(f'a[href="tel:{number}"]')).to_be_visible()

    expect(counsellor.row(danger)).to_have_class(re.compile("crisis"))
    # Another test may have left a danger that waits longer; nothing harmless stands above this one.
    expect(counsellor.page.locator(f".part-queue .row:not(.crisis) ~ #row-{danger}")).to_have_count(0)
    expect(counsellor.page.locator(f".part-queue #row-{danger} ~ #row-{ordinary[0]}")).to_have_count(1)
    banner = counsellor.banners.filter(has=counsellor.page.locator(f'form[action*="{danger}"]'))
    expect(banner).to_contain_text("危急")
    expect(counsellor.page).to_have_title(re.compile("^❗"))

    banner.get_by_role("button", name="我来接").click()
    counsellor.page.wait_for_url(re.compile(danger))
    expect(counsellor.thread).to_contain_text("遗书")
    expect(resident.page.locator("#next")).to_contain_text("周老师")
    counsellor.answers("我在。您现在身边有人吗？")
    expect(resident.thread).to_contain_text("您现在身边有人吗")

    counsellor.closes()
    expect(counsellor.page.locator(".second")).to_contain_text("需要另一个人同意")
    expect(resident.page.locator("#next")).not_to_contain_text("这次对话已结束")

    supervisor = colleague("qin")
    supervisor.banners.get_by_role("link", name="有同事请您同意").first.click()
    supervisor.page.wait_for_url(re.compile(danger))
    supervisor.page.locator(".second").get_by_role("button", name="我同意").click()
    expect(resident.page.locator("#next")).to_contain_text("这次对话已结束")
    expect(counsellor.row(danger)).to_have_count(0)
