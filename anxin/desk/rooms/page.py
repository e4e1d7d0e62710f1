"""A room as a page shows it, the same to a resident and to the team: what was said, what is asked, what she missed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said
from anxin.desk.models import Room
from anxin.desk.rooms.access import BY_ID, Inside, post_in
from anxin.desk.rooms.reading import Away, Line, here, line_of, messages_before, questions_in, thread_of, while_away
from anxin.desk.rooms.show import here_out, message_out, post_context

Context = dict[str, Any]
PIECE = 60  # messages that a page opens with, and that "earlier" brings
NO_ID = UUID(int=0)  # stands for the id of a post in what the script copies
THREADS = 20  # questions that the tab of questions shows


def room_of(campaign: Campaign, id: Any) -> Room:
    """A room of this campaign; else 404."""
    room = BY_ID.first(id)
    if room is None or room.campaign_id != campaign.pk:
        raise Http404
    room.campaign = campaign
    return room


def room_page(inside: Inside, at: datetime, *, tab: str = "", before: int | None = None) -> Context:
    """Everything of the page but its addresses."""
    room = inside.room
    asked = tab == "questions"
    found = [] if asked else messages_before(room, before, PIECE)
    away = while_away(inside.seat)
    return {
        "room": room,
        "seat": inside.seat,
        "now": at,
        "tab": "questions" if asked else "all",
        "posts": posts(found, inside, at),
        "threads": [posts(thread_of(each), inside, at) for each in questions_in(room, THREADS)] if asked else [],
        "earlier": found[0].post.seq if len(found) == PIECE else None,
        "last": room.conversation.seq,
        "away": missed(away) if before is None else None,
        "first_missed": away.first,
        "here": here_words(here_out(here(room.pk)), inside),
        "open": room.closed_at is None,
    }


def posts(lines: Iterable[Line], inside: Inside, at: datetime) -> list[Context]:
    """Messages as `desk/room/_post.html` shows them to this reader."""
    return [post(line, inside, at) for line in lines]


def post(line: Line, inside: Inside, at: datetime) -> Context:
    """One of them."""
    shown = post_context(line) | message_out(line, inside.who)
    return shown | {"when": said(shown["at"], at, inside.room.campaign), "mine": shown["author"] == inside.seat.pk}


def missed(away: Away) -> str:
    """What she missed in a sentence; nothing where it was nothing."""
    if not away.unread:
        return ""
    parts = [ngettext("%(n)s new message", "%(n)s new messages", away.unread) % {"n": away.unread}]
    if away.asked:
        parts.append(ngettext("%(n)s question", "%(n)s questions", away.asked) % {"n": away.asked})
    if away.answered:
        parts.append(ngettext("%(n)s answered", "%(n)s answered", away.answered) % {"n": away.answered})
    if away.to_me:
        parts.append(_("you have an answer"))
    return " · ".join(parts)


def here_words(there: Context, inside: Inside) -> str:
    """Who has the room open, in a line."""
    parts = [ngettext("%(n)s person here", "%(n)s people here", there["here"]) % {"n": there["here"]}]
    if there["staff"]:
        parts.append(_("of the team: %(names)s") % {"names": "、".join(there["staff"])})
    typing = [each["name"] for each in there["typing"] if each["author"] != inside.seat.pk]
    if typing:
        parts.append(_("%(names)s is writing") % {"names": "、".join(typing[:3])})
    return " · ".join(parts)


def tabs(url: str, tab: str) -> list[Context]:
    """Everything, or what was asked with its answers: so that a busy room stays readable."""
    return [
        {"label": _("All messages"), "url": url, "active": tab == "all", "count": 0},
        {"label": _("Questions and answers"), "url": f"{url}?tab=questions", "active": tab == "questions", "count": 0},
    ]


def replying(inside: Inside, id: str, at: datetime) -> Context | None:
    """The message that she replies to, where she named one."""
    try:
        return post(line_of(post_in(inside.room, UUID(id))), inside, at)
    except (ValueError, Http404):
        return None


def kind(name: str, **more: object) -> Context:
    """A post of a kind that stands for all of it: the script copies the buttons that a page has for it."""
    return {"kind": name, "id": NO_ID, "hidden": None, "question": None, "answers": False, "staff": False, "mine": False,
            "led_to": None, **more}  # fmt: skip
