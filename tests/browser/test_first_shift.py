"""From the recruiting page to a first shift and a swap, on a phone of 360 px."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from anxin.demo.zhuzhou.cast import TEAM
from tests.browser.cast import Colleague, context_of
from tests.browser.house import House
from tests.browser.volunteer import Volunteer

NAME, HER, LOGIN = "梅雨", "梅老师", "mei.yu"
ZONE = ZoneInfo("Asia/Shanghai")
ROTA = "/rota/zhuzhou"


@pytest.fixture
def mei(house: House, browser: Browser) -> Iterator[Volunteer]:
    """A stranger with a phone."""
    who = Volunteer(context_of(browser, house.address, phone=True), house.address)
    yield who
    who.context.close()
    assert not who.troubles, "\n".join(who.troubles)


def test_a_stranger_comes_to_her_first_shift_and_swaps_it(mei: Volunteer, colleague: Callable[..., Colleague]) -> None:
    chen = colleague("chen")
    slug = recruits(chen)
    mei.applies(slug, NAME, "139 0013 9107")
    mei.hands_in("C-20190601")
    takes_on(chen)

    mei.chooses(LOGIN, "窗外的梅雨下了一夜 7")
    mei.reads()
    mei.answers(rightly=False)
    expect(mei.page.locator("[data-passed=no]")).to_be_visible()
    expect(mei.page.locator(".chosen.wrong small").first).not_to_be_empty()
    mei.main.click()
    mei.answers(rightly=True)
    expect(mei.page.locator("[data-passed=yes]")).to_be_visible()
    mei.main.click()
    mei.pledges()
    checks(chen)
    mei.page.reload()
    expect(mei.page.locator("main")).to_contain_text("可以上岗了")
    mei.steady("can be on duty")

    says_when(mei)
    day = datetime.now(ZONE).date() + timedelta(days=3)
    plans(chen, f"{day}")
    mei.goes(f"{ROTA}/mine")
    shift = mei.page.locator(".next-shift")
    expect(shift).to_contain_text(f"{day:%m-%d}")
    mei.steady("my shifts")
    swaps(mei, colleague, chen, f"{day:%m-%d}")

    enters(chen)
    mei.goes(f"{ROTA}/mine")
    shift.locator("form[action$='/in'] button").click()
    expect(shift.locator(".chip.good")).to_be_visible()
    mei.steady("on duty")
    shift.locator("a.main").click()
    mei.page.wait_for_url(re.compile("/desk/zhuzhou"))
    mei.steady("desk")


def recruits(chen: Colleague) -> str:
    """Open a drive; gives its address."""
    slug = f"first-shift-{datetime.now(ZONE):%H%M%S}"
    chen.goes("/people/recruiting/new")
    chen.page.locator("[name=title]").fill("三月心理支持志愿者")
    chen.page.locator("[name=slug]").fill(slug)
    chen.page.locator("[name=text]").fill("每周两个**半天**，用手机回答居民的提问。\n\n- 有人带\n- 随时可以休息")
    chen.page.locator("form.card button.main").click()
    chen.page.wait_for_url(re.compile("/people/recruiting/[0-9a-f-]{36}$"))
    return slug


def takes_on(chen: Colleague) -> None:
    """Find her among those who wait, and accept her with a part in the service."""
    page = chen.page
    chen.goes("/people/recruiting/")
    page.get_by_role("link", name=NAME).click()
    page.locator("form[action$='/act/take'] button").click()
    page.locator("a[href$='/take-on']").click()
    page.locator("[name=name]").fill(HER)
    page.locator(".field", has=page.locator("[name=campaigns]")).locator("label", has_text="株洲").click()
    page.locator("main form button.main").click()
    page.wait_for_url(re.compile("/people/applications/[0-9a-f-]{36}$"))


def checks(chen: Colleague) -> None:
    """Look at her certificate: it is valid."""
    chen.goes("/people/credentials/")
    chen.page.locator("li", has_text=HER).get_by_role("link", name="去看看").click()
    expect(chen.page.locator("img.paper")).to_be_visible()
    chen.page.locator("form button.main").click()
    chen.page.wait_for_url(re.compile("/people/credentials/$"))


def says_when(mei: Volunteer) -> None:
    """Her weeks by taps: one shift she would rather not, of all the rest she can."""
    mei.goes(f"{ROTA}/when")
    mei.steady("when I can")
    cell = mei.page.locator(".when-cells button").first
    for can in ("can", "rather_not"):
        cell.click()
        expect(mei.page.locator(f".when-cells button.{can}")).to_have_count(1)
    mei.page.locator("button[name=many][value=rest]").click()
    expect(mei.page.locator(".when-cells button.none")).to_have_count(0)


def plans(chen: Colleague, day: str) -> None:
    """A draft of what stands for `day`: she is put down by hand, the rest is drawn around her, and it is published."""
    page = chen.page
    chen.goes(f"{ROTA}/")
    form = page.locator("form", has=page.locator("[type=date][name=first_on]"))
    if not form.is_visible():
        page.locator("summary", has=page.locator("xpath=../form")).first.click()
    form.locator("[name=first_on]").fill(day)
    form.locator("[name=last_on]").fill(day)
    form.locator("[name=from_living]").check()
    form.locator("button").click()
    page.wait_for_url(re.compile("/v/"))

    cell = page.locator("#rota-table tr", has_text=HER).locator("td button").first
    cell.click()
    puts = page.locator("#rota-cell[open] [name=do][value^=assign]").first
    puts.click()
    expect(page.locator("#rota-cell[open]")).to_have_count(0)
    expect(page.locator("#rota-last")).to_contain_text(HER)

    page.locator("#rota-pulse [name=keep]").check()
    page.locator("#rota-pulse [name=seconds]").fill("3")
    page.locator("#rota-pulse button.main").click()
    expect(page.locator("#rota-draw:not(.going) .steps")).to_be_visible()
    page.locator(".rota-acts a").first.click()
    expect(page.locator(".rota-diff tr", has_text=HER).locator(".came")).to_be_visible()
    page.locator("form[action$=publish] button.main").click()
    page.wait_for_url(re.compile(f"{ROTA}/$"))


def swaps(mei: Volunteer, colleague: Callable[..., Colleague], chen: Colleague, day: str) -> None:
    """Her shift is offered to a colleague, who takes it, and gives it back."""
    page = mei.page
    page.locator(".next-shift a[href*='/swaps/new']").click()
    asked = page.locator("label.choice", has=page.locator("b")).first
    name = asked.locator("b").inner_text()
    asked.click()
    page.locator("[name=note]").fill("那天要陪妈妈复查，谢谢！")
    mei.steady("give a shift away")
    page.locator("main form button.main").click()
    page.wait_for_url(re.compile("/swaps$"))
    mei.steady("swaps")

    other = colleague(next(each.username for each in TEAM if each.name == name), phone=True)
    other.goes(f"{ROTA}/swaps")
    offer = other.page.locator("li.swap", has_text="陪妈妈复查")
    waits = offer.locator(".judged.warn").count() > 0
    offer.locator("button.main").click()
    if waits:  # a rule warns: the coordinator says yes
        chen.goes(f"{ROTA}/swaps")
        yes(chen.page.locator("li.swap", has_text=HER)).click()
    mei.goes(f"{ROTA}/mine")
    expect(mei.page.locator("main")).not_to_contain_text(day)
    other.goes(f"{ROTA}/swaps")
    other.page.locator("li.swap", has_text=HER).locator("form:has([value=undo]) button").click()
    expect(other.page.locator("form:has([value=undo])")).to_have_count(0)
    mei.goes(f"{ROTA}/mine")
    expect(mei.page.locator(".next-shift")).to_contain_text(day)


def yes(row: Locator) -> Locator:
    """The button that lets a swap pass."""
    return row.locator("form:has([value=approve]) button")


def enters(chen: Colleague) -> None:
    """A shift of hers by hand, which began with this half hour: whatever the time is, she can check in."""
    now = datetime.now(ZONE)
    now -= timedelta(minutes=now.minute % 30)
    chen.goes(f"/duty/zhuzhou?day={now:%Y-%m-%d}")
    form = chen.page.locator("form.slot-form")
    form.locator("[name=member]").select_option(label=HER)
    form.locator("[name=begins]").fill(f"{now:%H:%M}")
    form.locator("[name=ends]").fill(f"{now + timedelta(hours=2):%H:%M}")
    form.locator("button.main").click()
    anyway = form.locator("[name=anyway]")
    row = chen.page.locator("#slots li", has_text=HER)
    expect(anyway.or_(row).first).to_be_visible()
    if anyway.is_visible():  # a rule warns
        anyway.click()
    expect(row).to_be_visible()
