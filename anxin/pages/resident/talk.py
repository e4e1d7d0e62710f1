"""What was said about a question, as the one who asked reads it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.core.templatetags.parts import when
from anxin.desk.attachments.show import attachments_shown
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.show import names_of
from anxin.desk.threads import whole_talk
from anxin.pages.resident.around import around, of_owned
from anxin.pages.resident.feedback import feedback
from anxin.pages.resident.what_next import call_now, over, what_next


def thread(question: Question, at: datetime) -> dict[str, Any]:
    """Everything in the part of the page that renews itself."""
    messages = [message for _question, message in whole_talk(question)]
    names = names_of(messages)
    items = [item for item in (_item(message, names, at) for message in messages) if item]
    if items and items[-1].get("side") == "me":
        items[-1]["state"] = _("delivered")
    waits = question.state == State.WAITING and not over(question, at)
    found = around(question, at) if waits else of_owned(question)
    return {
        "question": question,
        "items": items,
        "seen": what_next(question, at, found),
        "call_now": call_now(question, at),
        "people": found.people,
        "place_words": found.place,
        "waits": waits,
        "feedback": feedback(question, at),
        "slug": question.campaign.slug,
    }


def _item(message: Message, names: Any, at: datetime) -> dict[str, Any] | None:
    name = names.get(message.author_id, "") if message.author_id else ""
    moment = when(message.at, at)
    if message.kind == MessageKind.NOTICE:
        words = notice(message, name)
        return {"notice": f"{moment} · {words}", "id": message.pk} if words else None
    mine = message.author_kind == AuthorKind.RESIDENT
    return {
        "side": "me" if mine else "you",
        "id": message.pk,
        "text": message.text or "",
        "attachments": attachments_shown(message, name or _("me") if mine else name),
        "when": moment,
        "who": name,
    }


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
        case "accepted_expertise":
            return _("%(name)s, who knows more about this, looks after you from now on") % {"name": name}
        case "accepted_shift_ends":
            return _("%(name)s looks after you from now on; the shift of your helper before has ended") % {"name": name}
        case "accepted_break":
            return _("%(name)s looks after you from now on; your helper before takes a break") % {"name": name}
        case "accepted_asked_for":
            return _("%(name)s looks after you from now on, as you asked") % {"name": name}
        case "accepted_other":
            return _("%(name)s looks after you from now on; your helper before has told her about it") % {"name": name}
        case "joined":
            return _("%(name)s has joined and reads along") % {"name": name}
        case "left":
            return _("%(name)s has left; your helper stays with you") % {"name": name}
        case "merged":
            return _("%(name)s put your questions together; all of it stands here") % {"name": name}
        case "closed":
            return _("The talk was ended")
        case "reopened":
            return _("You opened the talk again") if mine else _("%(name)s opened the talk again") % {"name": name}
        case "made_private":
            if mine:
                return _("You asked to go on in private")
            return _("%(name)s goes on with you in private") % {"name": name}
    return ""
