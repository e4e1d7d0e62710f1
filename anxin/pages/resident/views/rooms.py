"""`/c/<slug>/rooms`: neighbours and the people on duty, together; from here a question, or a private talk."""

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from anxin.clients.access import remember
from anxin.clients.models import Resident
from anxin.core.door import PUBLIC, door
from anxin.core.once import once
from anxin.core.presence import stop_typing
from anxin.core.refusal import Refused
from anxin.core.web import wants_json
from anxin.desk.actions.rooms.ask import ask_in_room
from anxin.desk.actions.rooms.join import join_room, leave_room, mark_read, rules_of
from anxin.desk.actions.rooms.post import post_in_room
from anxin.desk.actions.rooms.private import go_private
from anxin.desk.api.typing import typed
from anxin.desk.limits import count_write
from anxin.desk.models import Room
from anxin.desk.rooms.access import Inside, place_in, post_in
from anxin.desk.rooms.page import kind, replying, room_of, room_page, tabs
from anxin.desk.rooms.reading import rooms_of
from anxin.desk.rules.rooms import HideWhy
from anxin.pages.resident.access import Visit
from anxin.pages.resident.asking import newcomer
from anxin.pages.resident.forms import new_key
from anxin.pages.resident.frame import in_its_place, paced, page, see, told

KINDS = (
    kind("other"),
    kind("own", mine=True),
    kind("own-question", mine=True, question={"state": "waiting"}),
    kind("hidden", hidden=HideWhy.OTHER),
)


@door(PUBLIC)
@in_its_place
def rooms(visit: Visit) -> HttpResponse:
    """The rooms of the service; straight into the only one."""
    found = [room for room in rooms_of(visit.campaign) if room.closed_at is None]
    if len(found) == 1:
        return redirect("resident_room", visit.campaign.slug, found[0].pk)
    return page(visit, "rooms.html", {"rooms": found, "home_url": _home(visit)})


@door(PUBLIC)
@in_its_place
def room(visit: Visit, id: UUID) -> HttpResponse:
    """What is said there; to a newcomer its rules."""
    here = room_of(visit.campaign, id)
    found = _inside(visit, here)
    return feed(visit, found) if found else rules(visit, here)


def rules(visit: Visit, here: Room, refused: Refused | None = None, name: str = "") -> HttpResponse:
    """What one agrees to before one comes in."""
    context = {
        "room": here,
        "rules": rules_of(here),
        "count": here.members.filter(left_at=None, member=None).count(),
        "open": here.closed_at is None,
        "name": name or (visit.resident.handle if visit.resident else "") or "",
        "home_url": _home(visit),
        **told(refused),
    }
    return page(visit, "room_rules.html", context, refused.status if refused else 200)


def feed(visit: Visit, found: Inside, refused: Refused | None = None, text: str = "") -> HttpResponse:
    """The room; where a text was refused it stands in the box again."""
    request, room = visit.request, found.room
    before = request.GET.get("before", "")
    url = reverse("resident_room", args=[visit.campaign.slug, room.pk])
    shown = room_page(
        found, visit.at, tab=request.GET.get("tab", ""), before=int(before) if before.isdecimal() else None
    )
    context = {
        **shown,
        "rules": rules_of(room),
        "tabs": tabs(url, shown["tab"]),
        "kinds": KINDS,
        "replying": replying(found, request.GET.get("reply", ""), visit.at),
        "room_url": url,
        "home_url": _home(visit),
        "stream_url": f"/api/v1/rooms/{room.pk}/stream?as=page&presence=1&side=resident",
        "read_url": reverse("resident_room_read", args=[visit.campaign.slug, room.pk]),
        "say_url": reverse("resident_room_say", args=[visit.campaign.slug, room.pk]),
        "typing_url": reverse("resident_room_typing", args=[visit.campaign.slug, room.pk]),
        "slot": f"room-{room.pk.hex}",
        "key": new_key(),
        "value": text,
        **told(refused),
    }
    if refused is None and not before:
        mark_read(room=room, by=found.who, seq=room.conversation.seq, at=visit.at)
    return paced(page(visit, "room.html", context, refused.status if refused else 200), refused)


@require_POST
@door(PUBLIC)
@in_its_place
def join(visit: Visit, id: UUID) -> HttpResponse:
    """Come in; a phone that is not known yet becomes known."""
    here, said = room_of(visit.campaign, id), visit.request.POST
    who, token = (visit.resident, "") if visit.resident else newcomer(visit)
    name = said.get("name", "")
    try:
        join_room(room=here, by=who, at=visit.at, agreed="agreed" in said, name=name)
        response = see(reverse("resident_room", args=[visit.campaign.slug, here.pk]))
    except Refused as refused:
        response = rules(visit, here, refused, name)
    if token:
        remember(response, visit.campaign.organisation_id, token, settings.HTTPS)
    return response


@require_POST
@door(PUBLIC)
@in_its_place
def leave(visit: Visit, id: UUID) -> HttpResponse:
    """Go; what was written stays."""
    found = _must(visit, id)
    leave_room(room=found.room, by=found.who, at=visit.at)
    return see(_home(visit))


@require_POST
@door(PUBLIC)
@in_its_place
def say(visit: Visit, id: UUID) -> HttpResponse:
    """Write to everyone there, once for its key. What tells of danger goes on in private: there she is led."""
    found, said = _must(visit, id), visit.request.POST
    text, key = said.get("text", ""), said.get("key") or new_key()
    try:
        where = _say_once(visit, found, text, said.get("reply_to", ""), key)
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return feed(visit, found, refused, text)
    stop_typing(*found.place)
    if wants_json(visit.request):
        return JsonResponse({"location": where} if where else {})
    return see(where or reverse("resident_room", args=[visit.campaign.slug, found.room.pk]))


def _say_once(visit: Visit, found: Inside, text: str, reply_to: str, key: str) -> str:
    assert isinstance(found.who, Resident)
    count_write(found.who)

    def write() -> tuple[int, str]:
        aim = post_in(found.room, UUID(reply_to)) if reply_to else None
        made = post_in_room(room=found.room, text=text, by=found.who, at=visit.at, reply_to=aim)
        made.refresh_from_db()
        leads = made.hidden_why == HideWhy.BECAME_PRIVATE and made.question_id
        url = reverse("resident_question", args=[visit.campaign.slug, made.question_id]) if leads else ""
        return 201, json.dumps({"location": url})

    sent = f"room {found.room.pk}\n{reply_to}\n{text}"
    return str(json.loads(once(f"resident:{found.who.pk}", key, sent, visit.at, write)[1])["location"])


@require_POST
@door(PUBLIC)
@in_its_place
def act(visit: Visit, id: UUID, post_id: UUID, name: str) -> HttpResponse:
    """Make her own message a question, or go on with it in private."""
    found = _must(visit, id)
    aim = post_in(found.room, post_id)
    if name == "ask":
        ask_in_room(post=aim, by=found.who, at=visit.at)
    elif name == "private" and aim.question is not None:
        question = go_private(question=aim.question, by=found.who, at=visit.at)
        return see(reverse("resident_question", args=[visit.campaign.slug, question.pk]))
    else:
        raise Http404
    return see(f"{reverse('resident_room', args=[visit.campaign.slug, found.room.pk])}#post-{post_id}")


@require_POST
@door(PUBLIC)
@in_its_place
def read(visit: Visit, id: UUID) -> HttpResponse:
    """She has read up to a number."""
    found, seq = _must(visit, id), visit.request.POST.get("seq", "")
    mark_read(room=found.room, by=found.who, seq=int(seq) if seq.isdecimal() else 0, at=visit.at)
    return HttpResponse(status=204)


@require_POST
@door(PUBLIC)
@in_its_place
def typing(visit: Visit, id: UUID) -> HttpResponse:
    """She types; `stopped` where she sent it or emptied the box."""
    return typed(_must(visit, id).place, typing="stopped" not in visit.request.POST)


def _inside(visit: Visit, here: Room) -> Inside | None:
    seat = place_in(here, visit.resident) if visit.resident else None
    return Inside(here, seat, visit.resident) if seat and visit.resident else None


def _must(visit: Visit, id: UUID) -> Inside:
    found = _inside(visit, room_of(visit.campaign, id))
    if found is None:
        raise Http404
    return found


def _home(visit: Visit) -> str:
    return reverse("resident_home", args=[visit.campaign.slug])
