"""Rooms: who comes in, what is said, what becomes a question, what is not shown."""

import pytest

from anxin.clients.actions import block_resident
from anxin.clients.models import Consent
from anxin.core.actor import MACHINE
from anxin.desk.actions.rooms.answer import answer_in_room
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room, leave_room, mark_read, seat_in
from anxin.desk.actions.rooms.keep import close_room, open_room
from anxin.desk.actions.rooms.order import hide_post, show_post, silence
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.rooms.private import go_private
from anxin.desk.kinds import State
from anxin.desk.models import Post, Question, Room
from anxin.desk.rooms.reading import events_after, line_of, messages_before, thread_of, while_away
from anxin.desk.rooms.show import message_out
from anxin.desk.rules.rooms import HideWhy
from anxin.triage import Risk, Topic
from tests.town import Town, hours, minutes, nine, refused
from tests.townsfolk import Asker, Staff


@pytest.fixture
def room(town: Town) -> Room:
    """A room in which everybody of the town is, but for the stranger and the outsider."""
    room = open_room(campaign=town.campaign, name="同心互助群", by=town.coordinator.member, at=nine)
    for each in (town.resident, town.neighbour):
        join_room(room=room, by=each.resident, at=nine)
    for staff in town.staff:
        join_room(room=room, by=staff.member, at=nine)
    return room


def says(room: Room, who: Asker | Staff, text: str, **more: object) -> Post:
    by = who.resident if isinstance(who, Asker) else who.member
    return post_in_room(room=room, text=text, by=by, at=who.town.now, **more)  # type: ignore[arg-type]


def seen(post: Post, reader: object = None) -> dict[str, object]:
    return message_out(line_of(post), reader)  # type: ignore[arg-type]


def asking(town: Town, room: Room, text: str = "血压150/95要紧吗？") -> Post:
    """The resident asks in the room, and it is tracked by itself."""
    post = says(room, town.resident, text)
    assert post.question is not None
    return post


# Coming in ------------------------------------------------------------------------------------------------------------
def test_only_a_coordinator_opens_and_closes_a_room(town: Town) -> None:
    with refused("not_allowed", 403):
        open_room(campaign=town.campaign, name="群", by=town.medic.member, at=nine)
    with refused("not_allowed", 403):  # a coordinator, but elsewhere
        open_room(campaign=town.campaign, name="群", by=town.stranger.member, at=nine)
    room = open_room(campaign=town.campaign, name="群", by=MACHINE, at=nine)
    with refused("not_allowed", 403):
        close_room(room=room, by=town.medic.member, at=nine)
    close_room(room=room, by=town.coordinator.member, at=nine)
    close_room(room=room, by=town.coordinator.member, at=nine)
    assert town.names_of(room) == ["room.opened", "room.closed"]
    with refused("room_closed"):
        join_room(room=Room.objects.get(pk=room.pk), by=town.resident.resident, at=nine)


def test_a_resident_agrees_to_the_rules_and_is_nobody_by_name(town: Town) -> None:
    room = open_room(campaign=town.campaign, name="群", rules="不发广告\n友善", by=town.coordinator.member, at=nine)
    with refused("rules_unread", 422):
        join_room(room=room, by=town.resident.resident, agreed=False, at=nine)
    seat = join_room(room=room, by=town.resident.resident, at=nine)
    again = join_room(room=room, by=town.resident.resident, name="不换名", at=nine + minutes(1))
    assert (again.pk, again.name, town.names_of(seat)) == (seat.pk, None, ["room.joined"])
    assert Consent.objects.get(resident=town.resident.resident, purpose="room_rules").wording == "不发广告\n友善"
    post = says(room, town.resident, "大家好")
    name = str(seen(post)["name"])
    assert seat.short in name
    assert town.resident.resident.short not in name
    other = open_room(campaign=town.campaign, name="另一个群", by=town.coordinator.member, at=nine)
    assert join_room(room=other, by=town.resident.resident, at=nine).short != seat.short


def test_who_left_can_come_back_and_has_read_what_was_said(town: Town, room: Room) -> None:
    leave_room(room=room, by=town.resident.resident, at=nine)
    with refused("not_in_room", 403):
        says(room, town.resident, "还在吗")
    with refused("not_in_room", 403):
        leave_room(room=room, by=town.resident.resident, at=nine)
    says(room, town.neighbour, "今天天气好")
    seat = join_room(room=room, by=town.resident.resident, name="小安", at=nine + minutes(5))
    assert while_away(seat).unread == 0
    assert seen(says(room, town.resident, "回来了"))["name"] == "小安"


def test_who_is_blocked_or_silenced_reads_and_does_not_write(town: Town, room: Room) -> None:
    seat = seat_in(room, town.resident.resident)
    assert seat is not None
    with refused("not_on_duty"):
        town.volunteer.checks_out()
        silence(seat=seat, until=nine + hours(1), by=town.volunteer.member, at=nine)
    silence(seat=seat, until=nine + hours(1), by=town.medic.member, at=nine)
    with refused("silenced"):
        says(room, town.resident, "为什么")
    town.at(nine + hours(2))
    says(room, town.resident, "又可以了")
    block_resident(
        resident=town.resident.resident,
        reason="辱骂",
        until=town.now + hours(1),
        by=town.coordinator.member,
        at=town.now,
    )
    town.resident.resident.refresh_from_db()
    with refused("blocked"):
        says(room, town.resident, "骂人")
    own = seat_in(room, town.medic.member)
    assert own is not None
    with refused("not_a_resident"):
        silence(seat=own, until=town.now + hours(1), by=town.coordinator.member, at=town.now)


# Questions ------------------------------------------------------------------------------------------------------------
def test_what_asks_becomes_a_question_by_itself_and_chat_does_not(town: Town, room: Room) -> None:
    town.will_hear("大家早上好呀", Topic.OTHER, Risk.ORDINARY)
    assert says(room, town.resident, "大家早上好呀").question is None
    assert says(room, town.medic, "血压高怎么办？看这里").question is None
    question = asking(town, room).question
    assert question is not None
    assert (question.private, question.room, question.state) == (False, room, State.WAITING)
    assert question.resident == town.resident.resident
    assert seen(Post.objects.get(question=question))["question"] == {
        "id": question.pk, "state": "waiting", "owner": None,
    }  # fmt: skip


def test_a_tap_makes_a_post_a_question_once(town: Town, room: Room) -> None:
    post = says(room, town.resident, "药快没了")
    assert post.question is None
    with refused("not_her_post", 403):
        ask_in_room(post=post, by=town.neighbour.resident, at=nine)
    with refused("not_a_resident"):
        ask_in_room(post=says(room, town.medic, "通知"), by=town.medic.member, at=nine)
    question = ask_in_room(post=post, by=town.volunteer.member, at=nine)
    assert ask_in_room(post=post, by=town.resident.resident, at=nine) == question
    assert Question.objects.count() == 1
    assert [line.post.message.code for line in events_after(room.pk, post.seq)][-1:] == ["changed"]
    assert (question.resident, question.private) == (town.resident.resident, False)


def test_danger_is_private_from_the_first_moment(town: Town, room: Room) -> None:
    text = "不想活了，药都准备好了"
    town.will_hear(text, Topic.PSYCHOLOGICAL, Risk.IMMINENT)
    post = says(room, town.resident, text)
    assert post.question is not None
    assert (post.question.risk, post.question.private) == (3, True)
    public, own = seen(post), seen(post, town.resident.resident)
    assert (public["text"], public["hidden"], public["name"], public["question"], public["led_to"]) == (
        "", "became_private", None, None, None,
    )  # fmt: skip
    assert own["led_to"] == post.question.pk
    assert all(text not in str(message_out(line)) for line in events_after(room.pk, 0))
    with refused("stays_private"):
        show_post(post=post, by=town.supervisor.member, at=nine)


def test_the_answer_at_the_desk_stands_in_the_room(town: Town, room: Room) -> None:
    post = asking(town, room)
    question = post.question
    assert question is not None
    town.medic.claims(question)
    assert seen(post)["question"] == {"id": question.pk, "state": "claimed", "owner": "林医生"}
    town.medic.answers(question, "先休息十分钟再量一次。")
    answer = thread_of(question)[-1].post
    assert (answer.answers, answer.reply_to_id, answer.message.text) == (True, post.pk, "先休息十分钟再量一次。")
    assert seen(post)["question"]["state"] == "answered"  # type: ignore[index]
    town.resident.writes_back(question, "谢谢医生")
    assert [line.post.message.text for line in thread_of(question)] == [
        "血压150/95要紧吗？", "先休息十分钟再量一次。", "谢谢医生",
    ]  # fmt: skip
    town.medic.closes(question)
    assert seen(post)["question"]["state"] == "closed"  # type: ignore[index]


def test_a_helper_answers_in_the_room_and_it_is_the_same_question(town: Town, room: Room) -> None:
    post = asking(town, room)
    with refused("out_of_scope"):
        answer_in_room(post=post, text="多喝水", by=town.volunteer.member, at=nine)
    answer_in_room(post=post, text="先休息。", by=town.medic.member, at=nine + minutes(2))
    question = town.fresh(post.question)  # type: ignore[arg-type]
    assert (question.owner, question.first_answer_at) == (town.medic.member, nine + minutes(2))
    with refused("already_claimed"):
        answer_in_room(post=post, text="我也说说", by=town.colleague.member, at=nine + minutes(3))
    remark = says(room, town.colleague, "同意林医生", reply_to=post)
    assert (remark.question, remark.reply_to) == (None, post)
    town.at(nine + minutes(4))
    more = says(room, town.resident, "量了，140", reply_to=post)
    assert (more.question, more.answers, more.reply_to) == (question, False, post)
    assert town.fresh(question).state == State.CLAIMED
    assert says(room, town.medic, "好多了", reply_to=more).answers
    neighbourly = says(room, town.neighbour, "我家有血压计，要借吗？", reply_to=post)
    assert neighbourly.question is None
    assert Question.objects.count() == 1


def test_raised_to_high_risk_all_of_it_goes_out_of_sight(town: Town, room: Room) -> None:
    post = asking(town, room)
    question = post.question
    assert question is not None
    town.medic.claims(question)
    town.medic.answers(question, "请详细说说")
    town.counsellor.raises(question, Risk.HIGH)
    assert [line.shown.hidden_why for line in thread_of(question)] == ["became_private"] * 2
    assert not [line for line in messages_before(room) if message_out(line)["text"]]
    assert [message_out(line)["hidden"] for line in events_after(room.pk, post.seq)][-2:] == ["became_private"] * 2
    town.medic.answers(question, "我在，我们私下说")
    assert len(thread_of(question)) == 2
    with refused("private"):
        answer_in_room(post=Post.objects.get(pk=post.pk), text="在群里说", by=town.medic.member, at=nine)


def test_danger_in_a_reply_hides_what_was_said_before(town: Town, room: Room) -> None:
    post = asking(town, room)
    town.will_hear("其实我想死", Topic.PSYCHOLOGICAL, Risk.HIGH)
    reply = says(room, town.resident, "其实我想死", reply_to=post)
    assert reply.hidden_why == Post.objects.get(pk=post.pk).hidden_why == "became_private"
    assert town.fresh(post.question).private  # type: ignore[arg-type]


def test_a_question_goes_on_in_private(town: Town, room: Room) -> None:
    post = asking(town, room)
    question = post.question
    assert question is not None
    town.medic.claims(question)
    with refused("not_found", 404):
        go_private(question=question, by=town.neighbour.resident, at=nine)
    with refused("not_yours"):
        go_private(question=question, by=town.colleague.member, at=nine)
    go_private(question=question, by=town.resident.resident, at=nine)
    go_private(question=question, by=town.medic.member, at=nine)
    assert town.names_of(question).count("question.made_private") == 1
    assert seen(post)["question"] == {"id": question.pk, "state": "private", "owner": None}
    assert seen(post)["text"] == "血压150/95要紧吗？"
    town.medic.answers(question, "私下告诉您")
    assert len(thread_of(question)) == 1
    go_private(question=question, by=town.resident.resident, hiding=True, at=nine)
    assert seen(post)["hidden"] == "asked_for"
    with refused("stays_private"):
        show_post(post=post, by=town.medic.member, at=nine)


# Order ----------------------------------------------------------------------------------------------------------------
def test_a_hidden_post_keeps_who_and_why_on_record(town: Town, room: Room) -> None:
    post = says(room, town.neighbour, "张三家在3栋201")
    with refused("not_a_reason", 422):
        hide_post(post=post, why=HideWhy.BECAME_PRIVATE, reason="", by=town.medic.member, at=nine)
    hide_post(post=post, why=HideWhy.PERSONAL, reason="写了别人的住址", by=town.medic.member, at=nine)
    hide_post(post=post, why=HideWhy.INSULT, reason="再来一次", by=town.colleague.member, at=nine)
    kept = Post.objects.get(pk=post.pk)
    assert (kept.hidden_by, kept.hidden_why, kept.hidden_reason) == (town.medic.member, "personal", "写了别人的住址")
    assert (seen(post)["text"], seen(post)["hidden"]) == ("", "personal")
    assert seen(post, town.neighbour.resident)["text"] == ""
    with refused("hidden"):
        says(room, town.resident, "什么？", reply_to=kept)
    show_post(post=post, by=town.coordinator.member, at=nine)
    assert seen(post)["text"] == "张三家在3栋201"
    assert town.names_of(post) == ["room.posted", "room.post_hidden", "room.post_shown"]
    assert [line.post.message.code for line in events_after(room.pk, post.seq)] == ["hidden", "shown"]


def test_nobody_writes_in_a_closed_room(town: Town, room: Room) -> None:
    close_room(room=room, by=town.coordinator.member, at=nine)
    room.refresh_from_db()
    with refused("room_closed"):
        says(room, town.resident, "还有人吗")
    assert events_after(room.pk, 0)[-1].post.message.code == "room_closed"


def test_while_you_were_away(town: Town, room: Room) -> None:
    post = asking(town, room)
    mark_read(room=room, by=town.resident.resident, seq=10_000, at=nine)
    mark_read(room=room, by=town.resident.resident, seq=1, at=nine)
    says(room, town.neighbour, "同问")
    says(room, town.neighbour, "哪里有药店？")
    answer_in_room(post=post, text="先休息。", by=town.medic.member, at=nine)
    seat = seat_in(room, town.resident.resident)
    assert seat is not None
    away = while_away(seat)
    assert (away.unread, away.asked, away.answered, away.to_me) == (3, 1, 1, 1)
    assert away.first == seat.read_seq + 1
