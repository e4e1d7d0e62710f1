"""Against abuse: a block with a reason and an end, which danger passes through."""

from typing import Any

from anxin.clients.access import cookie_name
from anxin.clients.models import Block
from anxin.desk.actions.block import ask_block, block_asker
from anxin.triage import Risk, Topic
from tests.town import Town, hours, nine, refused


def test_a_blocked_person_cannot_write_and_reads_why_with_the_hotlines(town: Town) -> None:
    question = town.resident.asks("骂人的话")
    block_asker(question=question, until=nine + hours(24), reason="辱骂", by=town.coordinator.member, at=nine)
    town.resident.resident.refresh_from_db()
    phone = town.browser()
    phone.cookies[cookie_name(town.organisation.pk)] = town.resident.token
    said = phone.get("/c/huzhu").content.decode()
    assert "12356" in said
    assert "09:00" in said
    with refused("blocked"):
        town.resident.asks("还骂")
    with refused("blocked"):
        town.resident.writes_back(question)
    town.resident.asks("血压高", at=nine + hours(25))


def test_danger_passes_through_a_block(town: Town) -> None:
    question = town.resident.asks("骂人的话")
    block_asker(question=question, until=nine + hours(24), reason="辱骂", by=town.supervisor.member, at=nine)
    town.resident.resident.refresh_from_db()
    danger = town.resident.asks("我不想活了", topic=Topic.PSYCHOLOGICAL, risk=Risk.HIGH)
    assert town.fresh(danger).risk == Risk.HIGH
    town.resident.writes_back(question, "我现在就去死", risk=Risk.IMMINENT)
    assert town.fresh(question).risk == Risk.IMMINENT


def test_who_may_block_and_who_may_ask(town: Town) -> None:
    question = town.resident.asks("骂人的话")
    with refused("not_allowed", 403):
        block_asker(question=question, until=nine + hours(1), reason="辱骂", by=town.medic.member, at=nine)
    with refused("in_the_past", 422):
        block_asker(question=question, until=nine, reason="辱骂", by=town.coordinator.member, at=nine)
    with refused("empty", 422):
        ask_block(question=question, reason=" ", by=town.medic.member, at=nine)
    ask_block(question=question, reason="一直在骂人", by=town.medic.member, at=nine)
    town.follows()
    assert "block_asked" in town.coordinator.told()
    town.volunteer.checks_out()
    with refused("not_on_duty"):
        ask_block(question=question, reason="骂人", by=town.volunteer.member, at=nine)


def test_the_pages_block_list_and_lift(town: Town, settings: Any) -> None:
    settings.DEMO = True
    question, browser = town.resident.asks("骂人的话"), town.browser(town.coordinator)
    done = browser.post(f"/desk/huzhu/q/{question.pk}/block", {"block-long": "24", "block-reason": "骂了三次脏话"})
    assert done.status_code == 302
    block = Block.objects.get()
    assert "骂了三次脏话" in browser.get("/desk/huzhu/blocks").content.decode()
    assert town.browser(town.medic).get("/desk/huzhu/blocks").status_code == 403
    assert town.browser(town.stranger).post(f"/desk/huzhu/blocks/{block.pk}/lift").status_code == 404
    assert browser.post(f"/desk/huzhu/blocks/{block.pk}/lift").status_code == 302
    assert "骂了三次脏话" not in browser.get("/desk/huzhu/blocks").content.decode()
    helper = town.browser(town.medic)
    said = {"ask-block-reason": "一直在骂人"}
    assert helper.post(f"/desk/huzhu/q/{question.pk}/ask-block", said).status_code == 302
    assert (
        helper.post(f"/desk/huzhu/q/{question.pk}/block", {"block-long": "1", "block-reason": "x"}).status_code == 403
    )
