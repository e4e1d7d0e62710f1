"""The rooms of a campaign, one of them, and one message with all that can be done about it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.desk.access import helper_of
from anxin.desk.actions.rooms.join import mark_read, rules_of
from anxin.desk.actions.rooms.keep import open_room
from anxin.desk.models import Post, Room
from anxin.desk.rooms.access import Inside, place_in, post_in, seat_of_author
from anxin.desk.rooms.page import kind, missed, post, posts, replying, room_of, room_page, tabs
from anxin.desk.rooms.reading import line_of, rooms_of, seats_of, thread_of, while_away
from anxin.desk.rules.rooms import BY_HAND, HIDE_NAMES, HideWhy, may_keep
from anxin.desk.rules.rooms import may_open as may_open_room
from anxin.desk.rules.scope import may_decide
from anxin.desk.views.queue import refusal_of
from anxin.people.doors import STAFF
from anxin.people.models import Member

Context = dict[str, Any]
KINDS = (
    kind("other"),
    kind("own", staff=True),
    kind("team", staff=True),
    kind("question", question={"state": "waiting"}),
    kind("hidden", hidden=HideWhy.OTHER),
)
BLANK = {"sentence": "", "next_step": "", "code": ""}


class RoomForm(forms.Form):
    """A new room."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=40)
    rules = forms.CharField(
        label=gettext_lazy("Its rules, one a line (empty: those of the house)"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class HideForm(forms.Form):
    """Why a message is hidden."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        widget=forms.RadioSelect,
        choices=[(w.value, gettext_lazy(HIDE_NAMES[w])) for w in BY_HAND],
    )
    reason = forms.CharField(
        label=gettext_lazy("In your words (you may leave it empty)"), required=False, max_length=500
    )


@never_cache
@door(STAFF)
def rooms(request: HttpRequest, slug: str) -> HttpResponse:
    """All rooms here, with what was missed in each; a coordinator opens one."""
    campaign, member = campaign_for_staff(request, slug)
    form, refused = RoomForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            made = open_room(campaign=campaign, by=member, at=clock.now(), **form.cleaned_data)
            return redirect("room", slug, made.pk)
        except Refused as error:
            refused = error
    found = rooms_of(campaign)
    seats = seats_of(found, member)
    listed = [
        {
            "room": each,
            "seat": seats.get(each.pk),
            "away": missed(while_away(seats[each.pk])) if each.pk in seats else "",
        }
        for each in found
    ]
    context = {"rooms": listed, "form": form, "may_open": _may_open(campaign, member), **(refusal_of(refused) or BLANK)}
    return show(request, campaign, "desk/room/rooms.html", context, refused.status if refused else 200)


@never_cache
@door(STAFF)
def room(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """One room; its rules to who is not in it yet."""
    campaign, member = campaign_for_staff(request, slug)
    here = room_of(campaign, id)
    return room_view(request, here, member)


def room_view(
    request: HttpRequest, here: Room, member: Member, refused: Refused | None = None, text: str = ""
) -> HttpResponse:
    """The page; with a refusal the text stands in the box again."""
    campaign, at, seat = here.campaign, clock.now(), place_in(here, member)
    context: Context = {
        "room": here, "rules": rules_of(here), "inside": seat is not None, "may_close": _may_open(campaign, member),
        **(refusal_of(refused) or BLANK),
    }  # fmt: skip
    if seat is not None:
        found = Inside(here, seat, member)
        context |= feed(request, found, at) | {"value": text, "error": context["sentence"]}
        if refused is None and not request.GET.get("before"):
            mark_read(room=here, by=member, seq=here.conversation.seq, at=at)
    return show(request, campaign, "desk/room/room.html", context, refused.status if refused else 200)


def feed(request: HttpRequest, found: Inside, at: datetime) -> Context:
    """What is said there, and the addresses of the page."""
    room, named = found.room, [found.room.campaign.slug, found.room.pk]
    url, before, tab = reverse("room", args=named), request.GET.get("before", ""), request.GET.get("tab", "")
    shown = room_page(found, at, tab=tab, before=int(before) if before.isdecimal() else None)
    return shown | {
        "tabs": tabs(url, shown["tab"]),
        "kinds": KINDS,
        "replying": replying(found, request.GET.get("reply", ""), at),
        "room_url": url,
        "stream_url": f"/api/v1/rooms/{room.pk}/stream?as=page&presence=1",
        "read_url": reverse("room_read", args=named),
        "say_url": reverse("room_say", args=named),
        "typing_url": reverse("room_typing", args=named),
        "slot": f"room-{room.pk.hex}",
        "key": uuid4().hex,
    }


@never_cache
@door(STAFF)
def message(request: HttpRequest, slug: str, id: UUID, post_id: UUID) -> HttpResponse:
    """One message: its thread, and what can be done about it."""
    campaign, member = campaign_for_staff(request, slug)
    return message_view(request, room_of(campaign, id), member, post_id)


def message_view(
    request: HttpRequest, here: Room, member: Member, post_id: UUID, refused: Refused | None = None,
    form: HideForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, for who is in the room."""
    seat, at = place_in(here, member), clock.now()
    if seat is None:
        return redirect("room", here.campaign.slug, here.pk)
    found, aim = Inside(here, seat, member), post_in(here, post_id)
    line = line_of(aim)
    told = refusal_of(refused) or BLANK
    context = {
        "room": here,
        "room_url": reverse("room", args=[here.campaign.slug, here.pk]),
        "post": post(line, found, at),
        "thread": posts(thread_of(aim.question), found, at) if aim.question else [post(line, found, at)],
        "now": at,
        "hide_form": form or HideForm(),
        **rights(aim, member, at),
        **told,
    }
    return show(request, here.campaign, "desk/room/post.html", context, refused.status if refused else 200)


def rights(aim: Post, member: Member, at: datetime) -> Context:
    """What the page offers her; the actions judge."""
    campaign, question = aim.room.campaign, aim.question
    helper = helper_of(member, campaign)
    keeps = may_keep(helper) is None
    seat = seat_of_author(aim)
    note = ""
    if aim.hidden_at is not None and aim.hidden_by is not None:
        note = _("%(name)s hid it, %(when)s: %(why)s. %(reason)s") % {
            "name": aim.hidden_by.name, "when": said(aim.hidden_at, at, campaign),
            "why": _(HIDE_NAMES[HideWhy(aim.hidden_why)]), "reason": aim.hidden_reason or "",
        }  # fmt: skip
    private = question is not None and not question.private
    return {
        "hidden_note": note,
        "question_url": reverse("question", args=[campaign.slug, question.pk]) if question else "",
        "may_private": private and question is not None and may_decide(helper, question.matter(member, at)) is None,
        "may_hide": keeps and aim.hidden_at is None,
        "may_show": keeps and aim.hidden_at is not None and aim.hidden_by is not None,
        "may_silence": keeps and seat is not None and aim.hidden_why != HideWhy.BECAME_PRIVATE,
        "silent": bool(seat and seat.silent_until and seat.silent_until > at),
    }


def _may_open(campaign: Campaign, member: Member) -> bool:
    return may_open_room(helper_of(member, campaign)) is None
