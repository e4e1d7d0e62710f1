"""Rooms over HTTP (contracts.md), for residents and staff alike."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from anxin.campaigns.access import BY_SLUG
from anxin.clients.models import Resident
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import schemas
from anxin.desk.actions.rooms.answer import answer_in_room
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room, leave_room, mark_read
from anxin.desk.actions.rooms.order import hide_post, show_post, silence
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.rooms.private import go_private
from anxin.desk.api.answers import answered, as_json
from anxin.desk.api.reading import question_and_reader
from anxin.desk.api.typing import typed
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.desk.models import Post, RoomMember
from anxin.desk.rooms import access
from anxin.desk.rooms.reading import MOST, counts_of, line_of, messages_after, rooms_of, seats_of
from anxin.desk.rooms.show import message_out, room_out
from anxin.desk.show import question_out
from anxin.people.doors import STAFF
from anxin.people.models import Member

router = Router()


@router.get("/c/{slug}/rooms", response=schemas.RoomsOut)
@door(ASKER_OR_STAFF)
def rooms(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = BY_SLUG.first(slug)
    if campaign is None:
        raise Http404
    who = access.visitor_in(request, campaign)
    found = rooms_of(campaign)
    seats, counts = seats_of(found, who), counts_of(found)
    return as_json({"items": [room_out(room, seats.get(room.pk), counts[room.pk]) for room in found], "next": None})


@router.post("/rooms/{uuid:id}/join", response=schemas.RoomOut)
@door(ASKER_OR_STAFF)
def join(request: HttpRequest, id: UUID, body: schemas.JoinIn) -> HttpResponse:
    room, who = access.room_and_visitor(request, id)

    def write() -> Any:
        seat = join_room(room=room, by=who, agreed=body.agreed, name=body.name, at=clock.now())
        return room_out(room, seat, RoomMember.objects.filter(room=room, left_at=None).count())

    return answered(request, whose(who), write)


@router.post("/rooms/{uuid:id}/leave", response={204: None})
@door(ASKER_OR_STAFF)
def leave(request: HttpRequest, id: UUID) -> HttpResponse:
    room, who = access.room_and_visitor(request, id)
    leave_room(room=room, by=who, at=clock.now())
    return HttpResponse(status=204)


@router.get("/rooms/{uuid:id}/messages", response=schemas.RoomMessagesOut)
@door(ASKER_OR_STAFF)
def messages(request: HttpRequest, id: UUID, after: UUID | None = None) -> HttpResponse:
    found = access.inside(request, id)
    said = messages_after(found.room, after)
    more = said[-1].post.pk if len(said) == MOST else None
    return as_json({"items": [message_out(line, found.who) for line in said], "next": more})


@router.post("/rooms/{uuid:id}/messages", response={201: schemas.RoomMessageOut})
@door(ASKER_OR_STAFF)
def write(request: HttpRequest, id: UUID, body: schemas.PostIn) -> HttpResponse:
    found = access.inside(request, id)
    reply_to = access.post_in(found.room, body.reply_to) if body.reply_to else None

    def write() -> Any:
        post = post_in_room(room=found.room, text=body.text, by=found.who, reply_to=reply_to, at=clock.now())
        return message_out(line_of(post), found.who)

    return answered(request, whose(found.who), write, 201)


@router.post("/rooms/{uuid:id}/read", response={204: None})
@door(ASKER_OR_STAFF)
def read(request: HttpRequest, id: UUID, body: schemas.ReadIn) -> HttpResponse:
    found = access.inside(request, id)
    mark_read(room=found.room, by=found.who, seq=body.seq, at=clock.now())
    return HttpResponse(status=204)


@router.post("/rooms/{uuid:id}/typing", response={204: None})
@door(ASKER_OR_STAFF)
def typing(request: HttpRequest, id: UUID, body: schemas.TypingIn) -> HttpResponse:
    return typed(access.inside(request, id).place, body.typing)


@router.post("/rooms/{uuid:id}/messages/{uuid:post}/ask", response=schemas.RoomMessageOut)
@door(ASKER_OR_STAFF)
def ask(request: HttpRequest, id: UUID, post: UUID) -> HttpResponse:
    return verb(request, id, post, lambda post, who: ask_in_room(post=post, by=who, at=clock.now()))


@router.post("/rooms/{uuid:id}/messages/{uuid:post}/answer", response={201: schemas.RoomMessageOut})
@door(STAFF)
def answer(request: HttpRequest, id: UUID, post: UUID, body: schemas.TextIn) -> HttpResponse:
    found = access.inside(request, id)
    asking = access.post_in(found.room, post)

    def write() -> Any:
        answer = answer_in_room(post=asking, text=body.text, by=_member(found.who), at=clock.now())
        return message_out(line_of(answer), found.who)

    return answered(request, whose(found.who), write, 201)


@router.post("/rooms/{uuid:id}/messages/{uuid:post}/hide", response=schemas.RoomMessageOut)
@door(STAFF)
def hide(request: HttpRequest, id: UUID, post: UUID, body: schemas.HideIn) -> HttpResponse:
    return verb(
        request, id, post,
        lambda post, who: hide_post(post=post, why=body.why, reason=body.reason, by=_member(who), at=clock.now()),
    )  # fmt: skip


@router.post("/rooms/{uuid:id}/messages/{uuid:post}/show", response=schemas.RoomMessageOut)
@door(STAFF)
def show(request: HttpRequest, id: UUID, post: UUID) -> HttpResponse:
    return verb(request, id, post, lambda post, who: show_post(post=post, by=_member(who), at=clock.now()))


@router.post("/rooms/{uuid:id}/authors/{uuid:author}/silence", response={204: None})
@door(STAFF)
def silence_author(request: HttpRequest, id: UUID, author: UUID, body: schemas.SilenceIn) -> HttpResponse:
    found = access.inside(request, id)
    silence(seat=access.seat_of(found.room, author), until=body.until, by=_member(found.who), at=clock.now())
    return HttpResponse(status=204)


@router.post("/questions/{uuid:id}/private", response=schemas.QuestionOut)
@door(ASKER_OR_STAFF)
def private(request: HttpRequest, id: UUID, body: schemas.PrivateIn) -> HttpResponse:
    question, who = question_and_reader(request, id)

    def write() -> Any:
        done = go_private(question=question, hiding=body.hiding, by=who, at=clock.now())
        return question_out(done, None)

    return answered(request, whose(who), write)


def verb(request: HttpRequest, id: UUID, post: UUID, do: Callable[[Post, Resident | Member], Any]) -> HttpResponse:
    """Something that is done with a message; back comes the message as it stands then."""
    found = access.inside(request, id)
    row = access.post_in(found.room, post)

    def write() -> Any:
        do(row, found.who)
        return message_out(line_of(row), found.who)

    return answered(request, whose(found.who), write)


def whose(who: Resident | Member) -> str:
    """Whose Idempotency-Key it is."""
    return f"{who.actor_kind}:{who.pk}"


def _member(who: Resident | Member) -> Member:
    assert isinstance(who, Member)  # the door is for staff
    return who
