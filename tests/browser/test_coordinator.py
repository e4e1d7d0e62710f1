"""One page that says whether this hour is covered, and who waits too long."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague


def test_the_coordinator_takes_over_what_is_late(colleague: Callable[..., Colleague]) -> None:
    coordinator = colleague("chen")
    coordinator.goes("/day/huzhu")
    late = coordinator.page.locator("section", has=coordinator.page.locator("#late-title"))
    late.get_by_role("link", name="接过来").last.click()
    dialog = coordinator.page.locator("#do-take-over")
    expect(dialog).to_be_visible()
    dialog.locator("button:not([type=button])").click()
    expect(dialog.locator(".error")).to_be_visible()
    dialog.locator("textarea").fill("等太久了，我来答。")
    dialog.locator("button:not([type=button])").click()
    expect(dialog).to_be_hidden()
    expect(coordinator.page.locator("#about .facts")).to_contain_text("陈姐")
    expect(coordinator.thread).to_be_visible()


def test_putting_people_off_and_on_duty_shows_in_the_hour(colleague: Callable[..., Colleague]) -> None:
    coordinator, watching = colleague("chen"), colleague("qin")
    watching.goes("/day/huzhu")
    hour = watching.page.locator("section", has=watching.page.locator("#hour-title"))
    expect(hour).to_contain_text("这个小时各专业都有人")

    coordinator.goes("/duty/huzhu")
    person = coordinator.page.locator("section li", has_text="小吴").filter(has=coordinator.page.get_by_role("button"))
    person.first.get_by_role("button").click()
    expect(coordinator.page.locator("main")).to_contain_text("小吴已下班")
    expect(hour).to_contain_text(re.compile("这个小时缺.*志愿者"))

    person.first.get_by_role("button").click()
    expect(hour).to_contain_text("这个小时各专业都有人")
