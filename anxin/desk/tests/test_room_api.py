"""Rooms over HTTP: contracts.md, bad input, floods, and the two organisations."""

from typing import Any
from uuid import uuid4

import pytest

from anxin.desk.actions.rooms.keep import open_room
from anxin.desk.models import Post, Question, Room
from anxin.triage import Risk, Topic
from tests.caller import Caller, assert_problem, said
from tests.town import Town, hours, minutes, nine


@pytest.fixture
def room(town: Town, settings: Any) -> Room:
    """A room of huzhu that nobody is in yet."""
    settings.DEMO = True
    return open_room(campaign=town.campaign, name="同心互助群", by=town.coordinator.member, at=nine)


def resident(town: Town, room: Room) -> Caller:
    """The resident, who has joined."""
    caller = Caller(town.resident.token)
    assert caller.post(f"/rooms/{room.pk}/join").status_code == 200
    return caller


def helper(town: Town, room: Room) -> Caller:
    """The medic, who has joined."""
    caller = Caller(town.medic.token())
    assert caller.post(f"/rooms/{room.pk}/join").status_code == 200
    return caller


def test_listed_joined_written_and_read(town: Town, room: Room) -> None:
    ann, medic = Caller(town.resident.token), Caller(town.medic.token())
    [listed] = said(ann.get("/c/huzhu/rooms"))["items"]
    assert (listed["id"], listed["inside"], listed["members"], listed["away"]) == (str(room.pk), False, 0, None)
    assert len(listed["rules"]) == 5
    path = f"/rooms/{room.pk}"
    for caller in (ann, medic):
        assert_problem(caller.get(f"{path}/messages"), 403, code="not_in_room")
        assert_problem(caller.post(f"{path}/messages", {"text": "你好"}), 403, code="not_in_room")
        joined = said(caller.post(f"{path}/join"))
        assert (joined["inside"], joined["away"]["unread"]) == (True, 0)
    mine = said(ann.post(f"{path}/messages", {"text": "大家好"}, key="1"))
    assert said(ann.post(f"{path}/messages", {"text": "大家好"}, key="1")) == mine
    assert (mine["seq"], mine["by"], mine["text"], mine["question"]) == (1, "resident", "大家好", None)
    medic.post(f"{path}/messages", {"text": "您好"})
    items = said(medic.get(f"{path}/messages"))["items"]
    assert [(each["by"], each["text"]) for each in items] == [("resident", "大家好"), ("staff", "您好")]
    assert items[0] == mine
    assert items[1]["name"] == "林医生"
    assert said(ann.get(f"{path}/messages?after={items[0]['id']}"))["items"] == items[1:]
    [listed] = said(ann.get("/c/huzhu/rooms"))["items"]
    assert (listed["away"]["unread"], listed["away"]["first"]) == (1, 2)
    assert ann.post(f"{path}/read", {"seq": 2}).status_code == 204
    assert said(ann.get("/c/huzhu/rooms"))["items"][0]["away"]["unread"] == 0
    assert ann.post(f"{path}/leave").status_code == 204
    assert_problem(ann.get(f"{path}/messages"), 403, code="not_in_room")


def test_to_another_organisation_there_is_no_room(town: Town, room: Room) -> None:
    post = said(resident(town, room).post(f"/rooms/{room.pk}/messages", {"text": "大家好"}))
    path = f"/rooms/{room.pk}"
    writes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("join", {}), ("leave", {}), ("messages", {"text": "x"}), ("read", {"seq": 1}), ("typing", {}),
        (f"messages/{post['id']}/ask", {}), (f"messages/{post['id']}/answer", {"text": "x"}),
        (f"messages/{post['id']}/hide", {"why": "insult"}), (f"messages/{post['id']}/show", {}),
        (f"authors/{post['author']}/silence", {"until": (nine + hours(1)).isoformat()}),
    )  # fmt: skip
    for caller in (Caller(town.outsider.token), Caller(town.stranger.token())):
        assert_problem(caller.get("/c/huzhu/rooms"), 404)
        assert_problem(caller.get(f"{path}/messages"), 404)
        for verb, body in writes:
            response = caller.post(f"{path}/{verb}", body)
            assert_problem(response, 401 if caller.token == town.outsider.token and needs_staff(verb) else 404)
    nobody = Caller()
    assert_problem(nobody.get("/c/huzhu/rooms"), 401)
    assert_problem(nobody.post(f"{path}/join"), 401)
    assert Post.objects.count() == 1


def needs_staff(verb: str) -> bool:
    return verb.endswith(("answer", "hide", "show", "silence"))


def test_what_makes_no_sense_is_refused(town: Town, room: Room) -> None:
    ann, path = resident(town, room), f"/rooms/{room.pk}"
    assert_problem(ann.post(f"{path}/messages", {"text": "   "}), 422, code="empty")
    assert_problem(ann.post(f"{path}/messages", {"text": "长" * 5001}), 422, code="too_long")
    assert_problem(ann.post(f"{path}/messages", {"text": "a\u0000b"}), 422, code="not_text")
    assert_problem(ann.post(f"{path}/messages", {"text": 5}), 422, code="wrong_shape")
    assert_problem(ann.post(f"{path}/messages", {"text": "好", "reply_to": str(uuid4())}), 404)
    assert_problem(ann.post(f"{path}/messages/{uuid4()}/ask"), 404)
    assert_problem(ann.post(f"/rooms/{uuid4()}/join"), 404)
    assert_problem(ann.post(f"{path}/read", {"seq": "x"}), 422)
    assert ann.post(f"{path}/read", {"seq": 10**12}).status_code == 204
    assert_problem(ann.get(f"{path}/messages?after=nothing"), 422)
    assert said(ann.get(f"{path}/messages?after={uuid4()}")) == {"items": [], "next": None}
    post = said(ann.post(f"{path}/messages", {"text": "大家好"}))
    medic = helper(town, room)
    assert_problem(medic.post(f"{path}/messages/{post['id']}/hide", {"why": "nothing"}), 422)
    assert_problem(medic.post(f"{path}/messages/{post['id']}/hide", {"why": "became_private"}), 422)
    assert_problem(medic.post(f"{path}/messages/{post['id']}/answer", {"text": "好"}), 409, code="not_a_question")
    other = open_room(campaign=town.campaign, name="另一个群", by=town.coordinator.member, at=nine)
    medic.post(f"/rooms/{other.pk}/join")
    assert_problem(medic.post(f"/rooms/{other.pk}/messages/{post['id']}/hide", {"why": "insult"}), 404)


def test_one_person_does_not_drown_a_room(town: Town, room: Room, settings: Any) -> None:
    settings.POSTS_PER_MINUTE = 3
    ann, medic, path = resident(town, room), helper(town, room), f"/rooms/{room.pk}"
    first = said(ann.post(f"{path}/messages", {"text": "刷屏"}, key="k"))
    for _ in range(2):
        assert ann.post(f"{path}/messages", {"text": "刷屏"}).status_code == 201
    stopped = ann.post(f"{path}/messages", {"text": "刷屏"})
    assert_problem(stopped, 429, code="too_fast")
    assert stopped["Retry-After"] == "60"
    assert said(ann.post(f"{path}/messages", {"text": "刷屏"}, key="k")) == first  # sent twice is one, and no flood
    assert medic.post(f"{path}/messages", {"text": "请慢一点"}).status_code == 201
    town.at(nine + minutes(1.1))
    assert ann.post(f"{path}/messages", {"text": "好的"}).status_code == 201


def test_danger_leads_its_author_on_and_nobody_else(town: Town, room: Room) -> None:
    text = "不想活了"
    town.will_hear(text, Topic.PSYCHOLOGICAL, Risk.HIGH)
    ann, medic, path = resident(town, room), helper(town, room), f"/rooms/{room.pk}"
    mine = said(ann.post(f"{path}/messages", {"text": text}))
    question = Question.objects.get()
    assert (mine["led_to"], mine["text"], mine["hidden"]) == (str(question.pk), "", "became_private")
    assert said(ann.get(f"/questions/{question.pk}"))["text"] == text
    [item] = said(medic.get(f"{path}/messages"))["items"]
    assert (item["led_to"], item["name"], item["author"], item["question"]) == (None, None, None, None)
    assert text not in medic.get(f"{path}/messages").content.decode()
    neighbour = Caller(town.neighbour.token)
    assert_problem(neighbour.get(f"/questions/{question.pk}"), 404)
    [row] = said(Caller(town.counsellor.token()).get("/desk/huzhu/queue"))["items"]
    assert (row["id"], row["private"], row["text"]) == (str(question.pk), True, None)


def test_a_false_alarm_can_be_shown_again(town: Town, room: Room) -> None:
    text = "饿死我了"
    town.will_hear(text, Topic.OTHER, Risk.HIGH)
    ann, counsellor, path = resident(town, room), Caller(town.counsellor.token()), f"/rooms/{room.pk}"
    post = said(ann.post(f"{path}/messages", {"text": text}))
    counsellor.post(f"{path}/join")
    assert_problem(counsellor.post(f"{path}/messages/{post['id']}/show"), 409, code="stays_private")
    question = Question.objects.get()
    town.counsellor.claims(question)
    town.counsellor.lowers(question, Risk.ORDINARY)
    town.supervisor.decides(question, yes=True)
    shown = said(counsellor.post(f"{path}/messages/{post['id']}/show"))
    assert (shown["text"], shown["hidden"]) == (text, None)
    assert_problem(Caller(town.neighbour.token).post(f"{path}/messages/{post['id']}/show"), 401)


def test_asked_answered_made_private_and_hidden_over_http(town: Town, room: Room) -> None:
    ann, medic, path = resident(town, room), helper(town, room), f"/rooms/{room.pk}"
    post = said(ann.post(f"{path}/messages", {"text": "药快没了"}))
    asked = said(medic.post(f"{path}/messages/{post['id']}/ask"))
    assert asked["question"]["state"] == "waiting"
    answer = said(medic.post(f"{path}/messages/{post['id']}/answer", {"text": "我来安排"}, key="a"))
    assert said(medic.post(f"{path}/messages/{post['id']}/answer", {"text": "我来安排"}, key="a")) == answer
    assert (answer["answers"], answer["reply_to"], answer["question"]["owner"]) == (True, post["id"], "林医生")
    question = asked["question"]["id"]
    assert_problem(Caller(town.neighbour.token).post(f"/questions/{question}/private"), 404)
    assert said(ann.post(f"/questions/{question}/private"))["private"] is True
    hidden = said(medic.post(f"{path}/messages/{post['id']}/hide", {"why": "personal", "reason": "写了地址"}))
    assert (hidden["text"], hidden["hidden"]) == ("", "personal")
    until = (nine + hours(1)).isoformat()
    assert medic.post(f"{path}/authors/{post['author']}/silence", {"until": until}).status_code == 204
    assert_problem(ann.post(f"{path}/messages", {"text": "为什么"}), 409, code="silenced")
    assert ann.get(f"{path}/messages").status_code == 200


def test_a_colleague_who_takes_no_part_is_kept_out(town: Town, room: Room) -> None:
    town.campaign.participants.filter(member=town.medic.member).update(left_at=nine)
    medic = Caller(town.medic.token())
    assert_problem(medic.get("/c/huzhu/rooms"), 403, code="takes_no_part")
    assert_problem(medic.post(f"/rooms/{room.pk}/join"), 403, code="takes_no_part")
