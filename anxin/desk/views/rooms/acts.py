"""What those on duty do in a room."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import door
from anxin.core.once import once
from anxin.core.presence import stop_typing
from anxin.core.refusal import Refused
from anxin.core.web import wants_json
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room, leave_room, mark_read
from anxin.desk.actions.rooms.keep import close_room
from anxin.desk.actions.rooms.order import hide_post, show_post, silence
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.rooms.private import go_private
from anxin.desk.api.typing import typed
from anxin.desk.models import Post, Room
from anxin.desk.rooms.access import Inside, place_in, post_in, seat_of_author
from anxin.desk.rooms.page import room_of
from anxin.desk.rules.rooms import HideWhy
from anxin.desk.views.rooms.pages import HideForm, message_view, room_view
from anxin.people.doors import STAFF
from anxin.people.models import Member

HOURS = ("0", "1", "24", "168")  # how long somebody is silent; 0 lets her write again


def _here(request: HttpRequest, slug: str, id: UUID) -> tuple[Room, Member]:
    campaign, member = campaign_for_staff(request, slug)
    return room_of(campaign, id), member


def _inside(request: HttpRequest, slug: str, id: UUID) -> Inside:
    room, member = _here(request, slug, id)
    seat = place_in(room, member)
    if seat is None:
        raise Http404
    return Inside(room, seat, member)


@require_POST
@door(STAFF)
def join(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Come in."""
    room, member = _here(request, slug, id)
    try:
        join_room(room=room, by=member, at=clock.now())
    except Refused as refused:
        return room_view(request, room, member, refused)
    return redirect("room", slug, id)


@require_POST
@door(STAFF)
def leave(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Go."""
    found = _inside(request, slug, id)
    leave_room(room=found.room, by=found.who, at=clock.now())
    return redirect("rooms", slug)


@require_POST
@door(STAFF)
def close(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Nobody writes there any more."""
    room, member = _here(request, slug, id)
    close_room(room=room, by=member, at=clock.now())
    return redirect("room", slug, id)


@require_POST
@door(STAFF)
def say(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Write to the room, or answer a question of it, once for its key."""
    found, posted = _inside(request, slug, id), request.POST
    text, reply_to, key = posted.get("text", ""), posted.get("reply_to", ""), posted.get("key", "")

    def write() -> tuple[int, str]:
        aim = post_in(found.room, UUID(reply_to)) if reply_to else None
        return 201, str(post_in_room(room=found.room, text=text, by=found.who, at=clock.now(), reply_to=aim).pk)

    try:
        if key:
            once(f"member:{found.who.pk}", key, f"room {id}\n{reply_to}\n{text}", clock.now(), write)
        else:
            write()
    except Refused as refused:
        if wants_json(request):
            raise
        assert isinstance(found.who, Member)
        return room_view(request, found.room, found.who, refused, text)
    stop_typing(*found.place)
    return JsonResponse({}) if wants_json(request) else redirect("room", slug, id)


def _ask(post: Post, by: Member, said: Any) -> None:
    ask_in_room(post=post, by=by, at=clock.now())


def _private(post: Post, by: Member, said: Any) -> None:
    if post.question is None:
        raise Http404
    go_private(question=post.question, by=by, at=clock.now(), hiding="hiding" in said)


def _show(post: Post, by: Member, said: Any) -> None:
    show_post(post=post, by=by, at=clock.now())


def _silence(post: Post, by: Member, said: Any) -> None:
    seat = seat_of_author(post)
    if seat is None or said.get("hours") not in HOURS:
        raise Http404
    at = clock.now()
    silence(seat=seat, until=at + timedelta(hours=int(said["hours"])), by=by, at=at)


ACTS: dict[str, Callable[[Post, Member, Any], None]] = {
    "ask": _ask,
    "private": _private,
    "show": _show,
    "silence": _silence,
}


@require_POST
@door(STAFF)
def act(request: HttpRequest, slug: str, id: UUID, post_id: UUID, name: str) -> HttpResponse:
    """Do something about a message."""
    found = _inside(request, slug, id)
    assert isinstance(found.who, Member)
    post = post_in(found.room, post_id)
    form = HideForm(request.POST) if name == "hide" else None
    try:
        if form is not None:
            if not form.is_valid():
                return message_view(request, found.room, found.who, post_id, form=form)
            said = form.cleaned_data
            hide_post(post=post, why=HideWhy(said["why"]), reason=said["reason"], by=found.who, at=clock.now())
        elif name in ACTS:
            ACTS[name](post, found.who, request.POST)
        else:
            raise Http404
    except Refused as refused:
        return message_view(request, found.room, found.who, post_id, refused, form)
    return redirect(f"{reverse('room', args=[slug, id])}#post-{post_id}")


@require_POST
@door(STAFF)
def read(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """She has read up to a number."""
    found, seq = _inside(request, slug, id), request.POST.get("seq", "")
    mark_read(room=found.room, by=found.who, seq=int(seq) if seq.isdecimal() else 0, at=clock.now())
    return HttpResponse(status=204)


@require_POST
@door(STAFF)
def typing(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """She types; `stopped` where she sent it or emptied the box."""
    return typed(_inside(request, slug, id).place, typing="stopped" not in request.POST)
