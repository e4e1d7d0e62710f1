"""A crisis by protocol, on three phones at once: the resident's, her counsellor's, and that of the second who joins."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague, Neighbour
from tests.browser.house import House
from tests.browser.places import DANGER


def test_two_helpers_walk_through_a_crisis_by_protocol(
    house: House, neighbour: Callable[..., Neighbour], colleague: Callable[..., Colleague]
) -> None:
    resident, counsellor, supervisor = neighbour(), colleague("zhou", phone=True), colleague("qin", phone=True)
    danger = resident.asks(DANGER)
    counsellor.opens(danger)
    counsellor.page.locator('.reply form[action$="/claim"] button').click()
    expect(resident.page.locator("#next")).to_contain_text("周老师")

    # A person's yes starts it: the bar above the talk comes open, at its first step.
    counsellor.page.locator("#protocol-bar-in > summary").click()
    counsellor.page.locator('#protocol-bar form[action$="/confirm"] button').click()
    counsellor.page.wait_for_url(re.compile("protocol=1"))
    first = counsellor.page.locator("#bar-safe-in")
    expect(first).to_have_attribute("open", "")

    # A sentence goes into the answer by a tap, the bar makes way, and the talk goes on.
    sentence = first.locator("[data-put]").first.get_attribute("data-put") or ""
    first.locator("[data-put]").first.click()
    expect(counsellor.page.locator(".reply textarea")).to_have_value(sentence)
    counsellor.page.locator(".reply [type=submit]").first.click()
    expect(resident.thread).to_contain_text(sentence)

    # What is found out is on the other's screen at once; the address is asked before the call.
    counsellor.page.locator("#protocol-bar-in > summary").click()
    first.locator("button[value=plan]").click()
    expect(counsellor.page.locator("#bar-where-in")).to_have_attribute("open", "")
    supervisor.opens(danger)
    supervisor.page.locator("#protocol-bar-in > summary").click()
    supervisor.page.locator('#protocol-bar form[action$="/join"] button').click()
    expect(counsellor.page.locator("#protocol-bar .protocol-beside")).to_contain_text("秦督导")
    counsellor.page.locator("#bar-where-words").fill("长江路3号2栋501")
    counsellor.page.locator("#bar-where-in button[value=known]").click()
    expect(counsellor.page.locator("#bar-called-in")).to_have_attribute("open", "")
    bar = supervisor.page.locator("#protocol-bar-in")
    if bar.get_attribute("open") is None:
        supervisor.page.locator("#protocol-bar-in > summary").click()
    expect(supervisor.page.locator("#bar-where")).to_contain_text("长江路3号2栋501")
    supervisor.page.locator("#bar-called-words").fill("120，说五分钟到")
    supervisor.page.locator("#bar-called-in button[value=by_us]").click()
    expect(counsellor.page.locator("#bar-called")).to_contain_text("120，说五分钟到")
    # A refresh that came from elsewhere left her bar open, and her place in it.
    expect(counsellor.page.locator("#protocol-bar-in")).to_have_attribute("open", "")

    # The end takes two; the follow-ups plan themselves.
    counsellor.page.locator("#protocol-bar-in > summary").click()
    counsellor.closes("referred")
    supervisor.page.reload()
    supervisor.page.locator(".second form").first.locator("button").click()
    expect(resident.page.locator("#next")).to_contain_text("这次对话已结束")
    counsellor.opens(danger)
    expect(counsellor.page.locator(".follow-ups li")).to_have_count(2)
    expect(counsellor.page.locator("#protocol-over li")).to_have_count(3)
