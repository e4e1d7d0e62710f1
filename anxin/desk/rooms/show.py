"""A room and what was said in it, as the API and a page say it. What differs by reader, as which are her own and the look of
a time, is left to whoever shows it, so that the same bytes can go to all."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.clients.models import Resident
from anxin.conversations.models import AuthorKind
from anxin.desk.actions.rooms.join import rules_of
from anxin.desk.kinds import State
from anxin.desk.models import Room, RoomMember
from anxin.desk.rooms.reading import Here, Line, while_away
from anxin.desk.rules.rooms import IN_PRIVATE
from anxin.people.models import Member

Said = dict[str, Any]


def message_out(line: Line, reader: Resident | Member | None = None) -> Said:
    """`RoomMessageOut`. The text of a hidden one is nobody's; its author is led on where it became private (`led_to`)."""
    post, message = line.shown, line.shown.message
    hidden = post.hidden_why if post.hidden_at is not None else None
    private = hidden in IN_PRIVATE
    mine = reader is not None and message.author_id == reader.pk
    return {
        "id": message.pk,
        "seq": post.seq,
        "author": line.seat.pk if line.seat and not private else None,
        "by": "resident" if message.author_kind == AuthorKind.RESIDENT else "staff",
        "name": None if private else name_of(line.seat),
        "text": "" if hidden else message.text or "",
        "at": message.at,
        "question": None if private else question_out(line),
        "answers": post.answers,
        "reply_to": post.reply_to_id,
        "hidden": hidden,
        "led_to": post.question_id if private and mine else None,
    }


def question_out(line: Line) -> Said | None:
    """How the question of a post stands, as far as a room may know."""
    question = line.shown.question
    if question is None:
        return None
    owner = question.owner.name if question.owner and not question.private else None
    return {"id": question.pk, "state": _standing(line), "owner": owner}


def _standing(line: Line) -> str:
    """waiting, claimed, answered, private or closed."""
    question = line.shown.question
    assert question is not None
    if question.private:
        return "private"
    if question.state in (State.WAITING, State.CLAIMED, State.CLOSED) and not line.answered:
        return question.state
    return "closed" if question.state == State.CLOSED else "answered"


def name_of(seat: RoomMember | None) -> str | None:
    """What she is called here: of the team by name; a resident as she wants, else as a neighbour with four characters."""
    if seat is None:
        return None
    if seat.member is not None:
        return seat.member.name
    return seat.name or _("Neighbour %(short)s") % {"short": seat.short}


def room_out(room: Room, seat: RoomMember | None, count: int) -> Said:
    """`RoomOut`: for somebody who is in it, with what she missed."""
    away = while_away(seat) if seat else None
    return {
        "id": room.pk,
        "name": room.name,
        "rules": rules_of(room),
        "open": room.closed_at is None,
        "members": count,
        "inside": seat is not None,
        "me": seat.pk if seat else None,
        "silent_until": seat.silent_until if seat else None,
        "seq": room.conversation.seq if seat else None,
        "away": {
            "unread": away.unread, "asked": away.asked, "answered": away.answered, "to_me": away.to_me,
            "first": away.first,
        } if away else None,
    }  # fmt: skip


def here_out(here: Here) -> Said:
    """Who is there, for all of them."""
    return {
        "here": here.count,
        "staff": [name_of(seat) for seat in here.staff],
        "typing": [{"author": seat.pk, "name": name_of(seat)} for seat in here.typing],
    }


def post_html(line: Line, language: str) -> str:
    """One message for a page, in `language`: the same for all who read that."""
    with translation.override(language):
        return render_to_string("desk/room/_post.html", {"post": post_context(line)})


def post_context(line: Line) -> Said:
    """What `desk/room/_post.html` shows of a message."""
    said = message_out(line)
    return said | {"staff": said["by"] == "staff", "private": said["hidden"] in IN_PRIVATE, "when": ""}
