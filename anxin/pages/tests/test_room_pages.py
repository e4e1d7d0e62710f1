"""The group on a resident's phone and on the screens of those on duty, through HTTP."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from anxin.clients.access import cookie_name
from anxin.core.actor import MACHINE
from anxin.desk.actions.rooms.join import join_room
from anxin.desk.actions.rooms.keep import open_room
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.models import Post, Question, Room, RoomMember
from anxin.desk.rules.rooms import HideWhy
from anxin.triage import Risk, Topic
from tests.town import Town, nine


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.DEMO = True  # there, coordinators and supervisors need no second step at the sign-in


@pytest.fixture
def room(town: Town) -> Room:
    return open_room(campaign=town.campaign, name="安心互助群", by=MACHINE, at=nine)


def phone(town: Town) -> Client:
    """The phone of the town's resident."""
    client = town.browser()
    client.cookies[cookie_name(town.organisation.pk)] = town.resident.token
    return client


def url(room: Room, rest: str = "") -> str:
    return f"/c/huzhu/rooms/{room.pk}{rest}"


def desk(room: Room, rest: str = "") -> str:
    return f"/desk/huzhu/rooms/{room.pk}{rest}"


def says(client: Client, room: Room, text: str, **more: str) -> str:
    answer = client.post(url(room, "/say"), {"text": text, "key": text, **more}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 200, answer.content
    return str(answer.json().get("location", ""))


def test_a_stranger_reads_the_rules_agrees_and_is_known_from_then_on(town: Town, room: Room) -> None:
    client = town.browser()
    assert client.get("/c/huzhu/rooms").headers["Location"] == url(room)
    assert "data-room" not in client.get(url(room)).content.decode()
    assert RoomMember.objects.count() == 0
    assert client.post(url(room, "/join"), {"name": "三楼的猫"}).status_code == 422  # the rules were not agreed to
    assert client.post(url(room, "/join"), {"name": "三楼的猫", "agreed": "1"}).status_code == 303
    page = client.get(url(room)).content.decode()
    assert "data-room" in page
    assert "side=resident" in page
    assert RoomMember.objects.get().name == "三楼的猫"


def test_who_is_not_in_it_reads_and_writes_nothing(town: Town, room: Room) -> None:
    client = phone(town)
    assert client.post(url(room, "/say"), {"text": "你好", "key": "1"}).status_code == 404
    assert client.post(url(room, "/read"), {"seq": "1"}).status_code == 404
    join_room(room=room, by=town.neighbour.resident, at=nine)
    post_in_room(room=room, text="邻居的话", by=town.neighbour.resident, at=nine)
    assert "邻居的话" not in client.get(url(room)).content.decode()
    assert town.browser(town.stranger).get(desk(room)).status_code == 404
    assert "邻居的话" not in town.browser(town.medic).get(desk(room)).content.decode()


def test_a_text_is_written_once_for_its_key(town: Town, room: Room) -> None:
    join_room(room=room, by=town.resident.resident, at=nine)
    client = phone(town)
    says(client, room, "大家早上好")
    says(client, room, "大家早上好")
    assert Post.objects.count() == 1
    assert client.get(url(room)).content.decode().count("大家早上好") == 1


def test_her_own_message_becomes_a_question_by_one_tap_and_then_a_private_one(town: Town, room: Room) -> None:
    join_room(room=room, by=town.resident.resident, at=nine)
    client = phone(town)
    says(client, room, "想问口罩怎么领")
    post = Post.objects.get(answers=False, reply_to=None)
    client.post(url(room, f"/posts/{post.pk}/ask"))
    question = Question.objects.get()
    assert not question.private
    answer = client.post(url(room, f"/posts/{post.pk}/private"))
    assert answer.headers["Location"] == f"/c/huzhu/q/{question.pk}"
    assert town.fresh(question).private
    assert client.post(url(room, f"/posts/{post.pk}/nothing")).status_code == 404


def test_danger_leads_her_into_the_private_talk_and_shows_it_to_nobody(town: Town, room: Room) -> None:
    for who in (town.resident.resident, town.neighbour.resident):
        join_room(room=room, by=who, at=nine)
    town.will_hear("我撑不下去了，遗书已经写好，药就放在床头", Topic.PSYCHOLOGICAL, Risk.IMMINENT)
    where = says(phone(town), room, "我撑不下去了，遗书已经写好，药就放在床头")
    question = Question.objects.get()
    assert where == f"/c/huzhu/q/{question.pk}"
    assert question.private
    assert question.risk >= Risk.HIGH
    for page in (phone(town).get(url(room)), town.browser(town.medic).get(desk(room))):
        assert "遗书" not in page.content.decode()
    assert f"/c/huzhu/q/{question.pk}" in phone(town).get(url(room)).content.decode()


def test_a_helper_comes_in_answers_hides_and_silences(town: Town, room: Room) -> None:
    join_room(room=room, by=town.resident.resident, at=nine)
    asked = post_in_room(room=room, text="加我微信领便宜口罩", by=town.resident.resident, at=nine)
    client = town.browser(town.volunteer)
    client.post(desk(room, "/join"))
    assert "加我微信" in client.get(desk(room)).content.decode()
    assert (
        client.post(desk(room, f"/posts/{asked.pk}/hide"), {"why": "nothing"}).status_code == 200
    )  # says what is wrong
    client.post(desk(room, f"/posts/{asked.pk}/hide"), {"why": HideWhy.ADVERTISING, "reason": "广告"})
    client.post(desk(room, f"/posts/{asked.pk}/silence"), {"hours": "24"})
    asked.refresh_from_db()
    assert (asked.hidden_why, asked.hidden_by) == (HideWhy.ADVERTISING, town.volunteer.member)
    assert "加我微信" not in phone(town).get(url(room)).content.decode()
    assert "广告" in client.get(desk(room, f"/posts/{asked.pk}")).content.decode()
    refused = phone(town).post(url(room, "/say"), {"text": "为什么", "key": "2"})
    assert refused.status_code == 409
    assert "为什么" in refused.content.decode()  # her text is still there


def test_a_reply_to_a_question_is_its_answer(town: Town, room: Room) -> None:
    join_room(room=room, by=town.resident.resident, at=nine)
    town.will_hear("口罩怎么领？", Topic.RESOURCE, Risk.ORDINARY)
    says(phone(town), room, "口罩怎么领？")
    post = Post.objects.filter(reply_to=None, message__kind="text").first()
    assert post is not None
    client = town.browser(town.social_worker)
    client.post(desk(room, "/join"))
    client.post(desk(room, f"/posts/{post.pk}/ask"))
    client.post(desk(room, "/say"), {"text": "到门岗登记就能领。", "key": "a", "reply_to": str(post.pk)})
    question = Question.objects.get()
    assert question.owner == town.social_worker.member
    assert question.first_answer_at is not None
    threads = phone(town).get(url(room) + "?tab=questions").content.decode()
    assert re.search("口罩怎么领.*到门岗登记就能领", threads, re.S)


def test_what_was_missed_is_said_once(town: Town, room: Room) -> None:
    for who in (town.resident.resident, town.neighbour.resident):
        join_room(room=room, by=who, at=nine)
    post_in_room(room=room, text="今天太阳真好", by=town.neighbour.resident, at=nine)
    client = phone(town)
    first, second = (client.get(url(room)).content.decode() for _ in range(2))
    assert 'id="missed"' in first
    assert 'id="missed"' not in second


def test_only_a_coordinator_opens_a_room(town: Town) -> None:
    answer = town.browser(town.medic).post("/desk/huzhu/rooms", {"name": "另一个群", "rules": ""})
    assert answer.status_code == 403
    town.browser(town.coordinator).post("/desk/huzhu/rooms", {"name": "另一个群", "rules": ""})
    assert Room.objects.get().name == "另一个群"


def test_a_message_of_another_room_is_not_there(town: Town, room: Room) -> None:
    other = open_room(campaign=town.elsewhere, name="晨光群", by=MACHINE, at=nine)
    join_room(room=other, by=town.outsider.resident, at=nine)
    post = post_in_room(room=other, text="别处的话", by=town.outsider.resident, at=nine)
    join_room(room=room, by=town.resident.resident, at=nine)
    assert phone(town).post(url(room, f"/posts/{post.pk}/ask")).status_code == 404
    assert phone(town).get(url(other)).status_code == 404
    assert town.browser(town.medic).get(f"/desk/huzhu/rooms/{other.pk}").status_code == 404
    assert UUID(str(post.pk))
