"""Three phones at once: a resident, and two who look after her together."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.cast import Colleague, Neighbour
from tests.browser.house import House
from tests.browser.places import DANGER

Comes = Callable[..., Colleague]
Meets = Callable[..., Neighbour]
BANDAGE = "口罩戴久了耳朵后面磨破了皮，可以涂红霉素眼膏吗？"


def test_a_transfer_is_accepted_by_name_and_the_resident_is_told_who_comes(
    house: House, neighbour: Meets, colleague: Comes
) -> None:
    resident, lin, he = neighbour(), colleague("lin", phone=True), colleague("he", phone=True)
    question = resident.asks(BANDAGE)
    lin.opens(question)
    lin.page.locator(f'.reply form[action$="{question}/claim"] button').click()
    lin.answers("可以，薄薄涂一层。")
    dialog = lin.does("transfer")
    dialog.get_by_label("何医生").check(force=True)
    dialog.locator("textarea, input[type=text]").last.fill("何医生是皮肤科的")
    dialog.locator("button:not([type=button])").click()
    lin.page.wait_for_url(re.compile("/desk/huzhu$"))
    lin.opens(question)
    expect(lin.page.locator(".hand-card")).to_contain_text("何医生")
    expect(resident.page.locator("#next")).to_contain_text("林医生")  # hers until somebody says yes

    called = he.banners.filter(has=he.page.locator(f'[href*="{question}"]')).first
    called.get_by_role("button", name="接受").click()
    he.page.wait_for_url(re.compile(question))
    he.answers("我是何医生，涂之前先用温水洗净。")
    expect(resident.page.locator("#next")).to_contain_text("何医生")
    expect(resident.thread).to_contain_text("我是何医生")
    expect(lin.page.locator(".hand-card")).to_have_count(0)


def test_a_crisis_is_gone_through_by_protocol_with_a_second_beside(
    house: House, neighbour: Meets, colleague: Comes
) -> None:
    resident, zhou, qin = neighbour(), colleague("zhou", phone=True), colleague("qin", phone=True)
    question = resident.asks(DANGER)
    zhou.banners.locator(f'form[action*="{question}"] button').click()
    zhou.page.wait_for_url(re.compile(question))
    zhou.answers("我在。您现在身边有人吗？")

    qin.opens(question)
    qin.page.locator("#protocol-bar-in > summary").click()
    qin.page.locator("#protocol-bar-in .protocol-second button").click()
    expect(resident.thread).to_contain_text("秦督导")
    qin.answers("我也在，我们一起陪您。")
    expect(zhou.thread).to_contain_text("我们一起陪您")

    bar = zhou.page.locator("#protocol-bar-in")
    bar.locator("> summary").click()
    for _ in range(3):
        step = bar.locator(".step.current")
        name = step.get_attribute("id")
        step.locator(".answers button").first.click()
        expect(zhou.page.locator(f"#{name} .icon").first).to_be_visible()
        expect(zhou.page.locator(f"#{name}.current")).to_have_count(0)
    token = house.token("zhou")
    recorded = house.call(f"/api/v1/questions/{question}/protocol", token=token)
    assert "周老师" in str(recorded)

    zhou.closes()
    qin.opens(question)
    qin.page.locator(".second").get_by_role("button", name="我同意").first.click()
    expect(resident.page.locator("#next")).to_contain_text("这次对话已结束")
    planned = house.call(f"/api/v1/questions/{question}/follow-ups", token=token)
    assert [each["kind"] for each in planned["items"]] == ["day", "week"]


def test_a_question_of_the_room_goes_on_in_private(house: House, neighbour: Meets, colleague: Comes) -> None:
    asker, other, liu = neighbour(), neighbour(), colleague("liu", phone=True)
    for who, name in ((asker, "三楼的猫"), (other, "二栋的树")):
        who.goes("/c/huzhu/rooms")
        who.page.locator("input[name=name]").fill(name)
        who.page.locator(".rules + form button, form[action$=join] button").last.click()
        expect(who.page.locator("[data-room]")).to_be_visible()
    liu.goes("/desk/huzhu/rooms")
    liu.page.locator("main a.card").first.click()
    expect(liu.page.locator("[data-room]")).to_be_visible()

    asker.box.fill("请问社区能帮独居老人代买菜吗，怎么登记？")
    asker.sends.click()
    asked = other.page.locator("[data-post]", has_text="代买菜吗")
    expect(asked).to_contain_text("三楼的猫")
    expect(asked).to_contain_text("等待答复")

    hers = liu.page.locator("[data-post]", has_text="代买菜吗")
    hers.locator("[data-reply]").click()
    liu.page.locator("form[data-outbox] textarea").fill("可以，把楼栋告诉我就行。")
    liu.page.locator("form[data-outbox] [type=submit]").click()
    expect(other.page.locator("[data-post].answer", has_text="把楼栋告诉我")).to_be_visible()
    expect(asked).to_contain_text("已答复")

    asker.page.locator("[data-post].mine", has_text="代买菜吗").locator('form[action$="/private"] button').click()
    question = asker.waits_for_question()
    asker.writes("我在 3 栋 502，想私下说。")
    expect(other.page.locator("[data-room]")).not_to_contain_text("502")
    liu.opens(question)
    expect(liu.thread).to_contain_text("502")
    expect(asker.thread).to_contain_text("把楼栋告诉我")
    liu.answers("收到，明早送到。")
    expect(asker.thread).to_contain_text("明早送到")
    expect(other.page.locator("[data-room]")).not_to_contain_text("明早送到")


def test_at_the_end_of_a_shift_each_matter_is_handed_over_by_name(
    house: House, neighbour: Meets, colleague: Comes
) -> None:
    resident, liu, wu = neighbour(), colleague("liu", phone=True), colleague("wu", phone=True)
    question = resident.asks("小区门口几点可以取快递，需要带什么？")
    liu.opens(question)
    liu.page.locator(f'.reply form[action$="{question}/claim"] button').click()
    liu.answers("早八点到晚八点，带身份证。")
    resident.writes("那周末呢？")

    liu.goes("/desk/huzhu/hand-over")
    matter = liu.page.locator(f"#matter-{question}")
    option = matter.locator("option", has_text="小吴").get_attribute("value")
    matter.locator("select").select_option(option)
    matter.locator(f'[name="note-{question}"]').fill("在问周末的取件时间")
    for other in liu.page.locator(".matters li").all():
        if other.get_attribute("id") != f"matter-{question}":
            other.locator("[name=send]").uncheck(force=True)
    liu.page.locator(".hand-over form.card button.main").click()
    expect(liu.page.locator(f"#moved-{question}")).to_contain_text("小吴")

    wu.goes("/desk/huzhu/hand-over")
    wu.page.locator(f"#to-me-{question} button").click()
    expect(liu.page.locator(f"#moved-{question} .chip.good")).to_contain_text("小吴")
    expect(resident.page.locator("#next")).to_contain_text("小吴")
    wu.opens(question)
    wu.answers("周末也一样，我是小吴，接着陪您。")
    expect(resident.thread).to_contain_text("我是小吴")
    house.call("/api/v1/duty/huzhu/check-in", {}, house.token("liu"))  # whatever another test needs her for
