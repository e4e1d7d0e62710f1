"""Saved replies: mine, and everyone's; in the picker with the resident's name; never sent by themselves."""

from typing import Any

import pytest

from anxin.conversations.models import Message
from anxin.desk.actions.answers.replies import remove_reply, save_reply
from anxin.desk.models import Question, SavedReply
from anxin.desk.suggestions.near import for_helper, look_up
from anxin.people.kinds import Profession, Role
from anxin.triage import Topic
from tests.town import Town, minutes, nine, refused

HELLO = "{称呼}您好，我是今天值班的。"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def question(town: Town) -> Question:
    """One that the medic has taken."""
    asked = town.resident.asks()
    town.medic.claims(asked, at=nine + minutes(1))
    return asked


def test_everyones_are_kept_by_editors_and_coordinators(town: Town) -> None:
    with refused("not_your_reply", 403):
        save_reply(title="问候", text=HELLO, everyones=True, by=town.medic.member, at=nine)
    reply = save_reply(title="问候", text=HELLO, everyones=True, by=town.coordinator.member, at=nine)
    with refused("not_your_reply", 403):
        remove_reply(reply=reply, by=town.medic.member, at=nine)
    with refused("not_your_reply", 403):
        save_reply(title="问候", text="改了", reply=reply, by=town.medic.member, at=nine)


def test_mine_are_mine(town: Town) -> None:
    reply = save_reply(title="血压", text="先休息十分钟再量。", topic=Topic.MEDICAL, by=town.medic.member, at=nine)
    with refused("not_your_reply", 403):
        remove_reply(reply=reply, by=town.coordinator.member, at=nine)
    editor = town.comes(town.campaign, "bian", "小卞", Profession.NEWS, [Role.EDITOR])
    assert "先休息十分钟" not in town.browser(editor).get("/desk/huzhu/replies").content.decode()
    found = look_up(town.organisation.pk, "血压先休息十分钟再量")
    assert for_helper(town.organisation.pk, found, member=editor.member, answered=False) == []
    assert for_helper(town.organisation.pk, found, member=town.medic.member, answered=False)[0].id == reply.pk


def test_the_page_saves_changes_and_removes(town: Town) -> None:
    browser = town.browser(town.medic)
    said = {"title": "问候", "text": HELLO, "topic": ""}
    assert browser.post("/desk/huzhu/replies/save", said).status_code == 302
    reply = SavedReply.objects.get()
    assert HELLO in browser.get(f"/desk/huzhu/replies?change={reply.pk}").content.decode()
    browser.post("/desk/huzhu/replies/save", said | {"id": str(reply.pk), "title": "你好"})
    reply.refresh_from_db()
    assert reply.title == "你好"
    assert browser.post(f"/desk/huzhu/replies/{reply.pk}/remove").status_code == 302
    assert HELLO not in browser.get("/desk/huzhu/replies").content.decode()
    assert town.names_of(reply) == ["reply.saved", "reply.saved", "reply.removed"]


def test_a_refused_reply_keeps_what_was_typed(town: Town) -> None:
    browser = town.browser(town.medic)
    for bad in ({"title": ""}, {"text": " "}, {"text": "长" * 3001}, {"title": "长" * 50}):
        response = browser.post("/desk/huzhu/replies/save", {"title": "问候", "text": HELLO, "topic": ""} | bad)
        assert response.status_code == 422
    assert browser.get("/desk/huzhu/replies?change=nothing").status_code == 404
    assert not SavedReply.objects.exists()


def test_another_members_reply_is_not_there(town: Town) -> None:
    reply = save_reply(title="我的", text="只有我用", by=town.medic.member, at=nine)
    for other in (town.colleague, town.coordinator):
        browser = town.browser(other)
        assert browser.get(f"/desk/huzhu/replies?change={reply.pk}").status_code == 404
        assert browser.post(f"/desk/huzhu/replies/{reply.pk}/remove").status_code == 404
    assert town.browser(town.stranger).post(f"/desk/huzhu/replies/{reply.pk}/remove").status_code == 404


def test_the_picker_fills_the_name_in_and_sends_nothing(town: Town, question: Question) -> None:
    save_reply(title="问候", text=HELLO, everyones=True, by=town.coordinator.member, at=nine)
    question.resident.handle = "小安"
    question.resident.save(update_fields=["handle"])
    page = town.browser(town.medic).get(f"/desk/huzhu/q/{question.pk}/replies").content.decode()
    assert "小安您好" in page
    assert Message.objects.filter(conversation=question.conversation, author_kind="member", kind="text").count() == 0
    assert town.browser(town.colleague).get(f"/desk/huzhu/q/{question.pk}/replies").status_code == 403
