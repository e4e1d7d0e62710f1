"""What was said about a question, as the one who asked reads it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.conversations.queries import whole_thread
from anxin.core.templatetags.parts import when
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.show import names_of
from anxin.pages.resident.place import service
from anxin.pages.resident.what_next import call_now, over, what_next


def thread(question: Question, at: datetime) -> dict[str, Any]:
    """Everything in the part of the page that renews itself."""
    messages = whole_thread(question.conversation)
    names = names_of(messages)
    items = [item for item in (_item(message, names, at) for message in messages) if item]
    if items and items[-1].get("side") == "me":
        items[-1]["state"] = _("delivered")
    waits = question.state == State.WAITING and not over(question, at)
    return {
        "question": question,
        "items": items,
        "seen": what_next(question, at),
        "call_now": call_now(question, at),
        "people": service(question.campaign, at)["people"] if waits else [],
        "waits": waits,
    }


def _item(message: Message, names: Any, at: datetime) -> dict[str, Any] | None:
    name = names.get(message.author_id, "") if message.author_id else ""
    moment = when(message.at, at)
    if message.kind == MessageKind.NOTICE:
        words = notice(message, name)
        return {"notice": f"{moment} · {words}", "id": message.seq} if words else None
    mine = message.author_kind == AuthorKind.RESIDENT
    return {"side": "me" if mine else "you", "id": message.seq, "text": message.text or "", "when": moment, "who": name}


def notice(message: Message, name: str) -> str:
    """What a notice says to the one who asked; empty where it is not for her."""
    mine = message.author_kind == AuthorKind.RESIDENT
    name = name or _("Someone on duty")
    match message.code:
        case "claimed":
            return _("%(name)s is looking after you") % {"name": name}
        case "transferred":
            return _("%(name)s is handing your question to the right colleague") % {"name": name}
        case "raised":
            return _("More of us look after you now")
        case "closed":
            return _("The talk was ended")
        case "reopened":
            return _("You opened the talk again") if mine else _("%(name)s opened the talk again") % {"name": name}
    return ""
