"""Several people at the same moment in a room."""

from itertools import pairwise
from typing import Any

import pytest

from anxin.clients.models import Resident
from anxin.core.event import verify_chain
from anxin.desk.actions.rooms.answer import answer_in_room
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room
from anxin.desk.actions.rooms.keep import open_room
from anxin.desk.actions.rooms.order import hide_post, show_post
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.rooms.private import go_private
from anxin.desk.models import Post, Question, Room, RoomMember
from anxin.desk.rooms.reading import events_after
from anxin.desk.rules.rooms import HideWhy
from anxin.people.models import Member
from anxin.triage import Risk, Topic
from tests.at_once import at_once
from tests.town import Town, nine


@pytest.fixture
def room(busy_town: Town) -> Room:
    """A room with everybody in it, in committed rows."""
    town = busy_town
    room = open_room(campaign=town.campaign, name="同心互助群", by=town.coordinator.member, at=nine)
    everyone: list[Resident | Member] = [town.resident.resident, town.neighbour.resident]
    for who in (*everyone, *(each.member for each in town.staff)):
        join_room(room=room, by=who, at=nine)
    return room


def writes(room: Room, by: Any, text: str, reply_to: Post | None = None) -> Post:
    fresh = Room.objects.select_related("campaign", "conversation").get(pk=room.pk)
    return post_in_room(room=fresh, text=text, by=by, at=nine, reply_to=reply_to)


def assert_whole(town: Town, room: Room) -> None:
    """Seqs without a gap, each event of the room readable, the chain unbroken."""
    room.conversation.refresh_from_db()
    seqs = [line.post.seq for line in events_after(room.pk, 0, 10_000)]
    assert seqs == list(range(1, room.conversation.seq + 1))
    assert verify_chain(town.organisation.pk)


def test_two_make_the_same_post_a_question(busy_town: Town, room: Room) -> None:
    town = busy_town
    post = writes(room, town.resident.resident, "药快没了")
    found = at_once(
        lambda: ask_in_room(post=post, by=town.resident.resident, at=nine),
        lambda: ask_in_room(post=post, by=town.volunteer.member, at=nine),
        lambda: ask_in_room(post=post, by=town.medic.member, at=nine),
    )
    assert {each.pk for each in found} == {Question.objects.get().pk}
    assert town.names_of(Question.objects.get()) == ["question.asked"]
    assert_whole(town, room)


def test_many_write_at_once(busy_town: Town, room: Room) -> None:
    town = busy_town
    town.will_hear("早上好", Topic.OTHER, Risk.ORDINARY)
    people = [town.resident.resident, town.neighbour.resident, *(each.member for each in town.staff[:4])]
    at_once(*(lambda who=who: writes(room, who, "早上好") for who in people))
    assert Post.objects.filter(room=room).count() == 6
    assert_whole(town, room)


def test_two_helpers_answer_at_once_and_one_has_it(busy_town: Town, room: Room) -> None:
    town = busy_town
    post = writes(room, town.resident.resident, "血压150/95要紧吗？")
    found = at_once(
        lambda: answer_in_room(post=post, text="先休息。", by=town.medic.member, at=nine),
        lambda: answer_in_room(post=post, text="再量一次。", by=town.colleague.member, at=nine),
    )
    assert sorted(type(each).__name__ for each in found) == ["Post", "str"]
    assert "already_claimed" in found
    assert Post.objects.filter(answers=True).count() == 1
    assert_whole(town, room)


def test_danger_is_named_while_it_is_answered_hidden_and_made_private(busy_town: Town, room: Room) -> None:
    town = busy_town
    post = writes(room, town.resident.resident, "血压150/95要紧吗？")
    answer = answer_in_room(post=post, text="先休息。", by=town.medic.member, at=nine)
    question = Question.objects.get()
    town.will_hear("其实我不想活了", Topic.MEDICAL, Risk.HIGH)
    at_once(
        lambda: writes(room, town.resident.resident, "其实我不想活了", reply_to=post),
        lambda: town.supervisor.raises(question, Risk.HIGH),
        lambda: hide_post(post=answer, why=HideWhy.OTHER, reason="", by=town.coordinator.member, at=nine),
        lambda: hide_post(post=post, why=HideWhy.PERSONAL, reason="", by=town.counsellor.member, at=nine),
        lambda: writes(room, town.neighbour.resident, "我陪你"),
        lambda: go_private(question=question, by=town.resident.resident, at=nine),
    )
    # Where it had gone private before her reply came, that is a question of its own; nothing of either is seen.
    assert town.fresh(question).risk == Risk.HIGH
    assert not Question.objects.filter(private=False).exists()
    assert not Post.objects.filter(question__isnull=False, hidden_at=None).exists()
    assert_whole(town, room)


def test_hidden_and_shown_at_once(busy_town: Town, room: Room) -> None:
    town = busy_town
    post = writes(room, town.neighbour.resident, "张三住3栋")
    for _ in range(3):
        at_once(
            lambda: hide_post(post=post, why=HideWhy.PERSONAL, reason="", by=town.medic.member, at=nine),
            lambda: show_post(post=post, by=town.coordinator.member, at=nine),
            lambda: hide_post(post=post, why=HideWhy.OTHER, reason="", by=town.colleague.member, at=nine),
        )
    codes = [line.post.message.code for line in events_after(room.pk, post.seq)]
    assert all(before != after for before, after in pairwise(codes))  # hidden, shown, hidden …
    assert (codes[-1] == "hidden") == (Post.objects.get(pk=post.pk).hidden_at is not None)
    assert_whole(town, room)


def test_coming_in_twice_at_once_is_coming_in_once(busy_town: Town, room: Room) -> None:
    town = busy_town
    newcomer = town.meets(town.organisation).resident
    at_once(*(lambda: join_room(room=room, by=newcomer, at=nine) for _ in range(3)))
    assert RoomMember.objects.filter(room=room, resident=newcomer, left_at=None).count() == 1
    assert_whole(town, room)
