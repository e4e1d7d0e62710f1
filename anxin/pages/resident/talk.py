"""A question as the one who asked it reads it: what happens next and who does it, and what was said."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.rules.hours import is_open, opens_next
from anxin.clients.models import Resident
from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.conversations.queries import whole_thread
from anxin.core.finding import Finding
from anxin.core.templatetags.parts import when
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.asking import LONG_CLOSED, may_ask
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.show import names_of
from anxin.pages.resident.place import day_and_time, hotlines, service
from anxin.triage import Risk, Topic

LINE = 44  # characters of a question in a list


def what_next(question: Question, at: datetime) -> dict[str, Any] | None:
    """`seen` of parts/seen.html: what happens next, and who sees to it; None where nothing more can happen."""
    return None if over(question, at) else {"more": "", "kind": "", **SAYS[State(question.state)](question, at)}


def over(question: Question, at: datetime) -> bool:
    """Whether its campaign ended before it did."""
    return question.campaign.ends_at <= at and question.state != State.CLOSED


def _waiting(question: Question, at: datetime) -> dict[str, Any]:
    due, leave = _moment(question.due_at, at), _("You may leave this page; the answer waits for you here.")
    late = question.due_at is not None and question.due_at < at
    name = question.offered_to.name if question.offered_to and question.held_out(at) else ""
    if question.risk >= Risk.HIGH:
        more = _("If it cannot wait, do not wait for this page: call one of the numbers above.")
        return {"title": _("Received. We are calling someone to you now."), "more": more, "kind": "waiting"}
    if late:
        more = _("Everyone on duty and the coordinator have been told; your question comes first.")
        return {"title": _("Received. It takes longer than we promised; we are sorry."), "more": more, "kind": "late"}
    if not is_open(question.campaign.service_hours, at):
        back = opens_next(question.campaign.service_hours, at)
        if back is None:
            return {
                "title": _("Received. There are no more service hours; if it is urgent, call a number below."),
                "kind": "waiting",
            }
        title = _("Received. Nobody is there now; people are back %(back)s and answer by %(due)s.")
        return {"title": title % {"back": day_and_time(back, at), "due": due}, "more": leave, "kind": "waiting"}
    if name:
        return {
            "title": _("Received. %(name)s, on duty, answers by %(due)s.") % {"name": name, "due": due},
            "name": name,
            "more": leave,
            "kind": "waiting",
        }
    return {
        "title": _("Received. Someone on duty answers by %(due)s.") % {"due": due},
        "more": leave,
        "kind": "waiting",
    }


def _claimed(question: Question, at: datetime) -> dict[str, Any]:
    name = _owner(question)
    if question.handing_over:
        title = _("%(name)s is finding the right colleague for you")
        return {
            "title": title % {"name": name},
            "name": name,
            "more": _("%(name)s stays with you until then.") % {"name": name},
        }
    more = _("No need to keep waiting here; come back when it suits you.")
    if question.due_at is not None and question.due_at > at and question.risk < Risk.HIGH:
        more = _("An answer comes by %(due)s.") % {"due": _moment(question.due_at, at)} + " " + more
    return {"title": _("%(name)s is looking after you") % {"name": name}, "name": name, "more": more}


def _answered(question: Question, at: datetime) -> dict[str, Any]:
    name = _owner(question)
    more = _("If there is more, write it below; it goes to %(name)s.") % {"name": name}
    return {"title": _("%(name)s has answered") % {"name": name}, "name": name, "more": more}


def _follow_up(question: Question, at: datetime) -> dict[str, Any]:
    name = _owner(question)
    moment = day_and_time(question.comes_back_at, at) if question.comes_back_at else ""
    title = _("%(name)s comes back to you: %(time)s") % {"name": name, "time": moment}
    return {"title": title, "name": name, "more": _("You need not wait until then; you can write at any time.")}


def _closed(question: Question, at: datetime) -> dict[str, Any]:
    more = _("Thank you for your trust. You can read it here again at any time.")
    if question.closed_at is not None and at <= question.closed_at + REOPENS and question.campaign.ends_at > at:
        until = when(question.closed_at + REOPENS, at)
        more = _("Something more to say? Write it below until %(until)s, and it opens again.") % {"until": until}
    return {"title": _("This talk has come to its end"), "more": more, "kind": "waiting"}


SAYS = {
    State.WAITING: _waiting,
    State.CLAIMED: _claimed,
    State.AWAITING_RESIDENT: _answered,
    State.FOLLOW_UP: _follow_up,
    State.CLOSED: _closed,
}


def _owner(question: Question) -> str:
    return question.owner.name if question.owner else _("Someone on duty")


def _moment(moment: datetime | None, at: datetime) -> str:
    return day_and_time(moment + timedelta(seconds=59), at) if moment else ""  # a promise is never rounded down


def call_now(question: Question) -> dict[str, Any] | None:
    """The numbers that a person in danger can call now, and a calm sentence; None where nothing points to danger."""
    if question.risk < Risk.HIGH or question.state == State.CLOSED or over(question, at):
        return None
    lines = hotlines(question.campaign, Topic(question.topic))
    if question.risk == Risk.HIGH:
        return {"hotlines": lines, "words": _("You need not carry this alone. You can call at any hour:")}
    if question.owner is not None:
        words = _("%(name)s is here with you. If you or someone near you is in danger, call now:")
        return {"hotlines": lines, "words": words % {"name": question.owner.name}}
    return {"hotlines": lines, "words": ""}


def silence(question: Question, resident: Resident, at: datetime) -> Finding | None:
    """Why nothing can be written into this talk any more; None while it can."""
    finding = may_ask(question.campaign.ends_at, resident.blocked_until, question.resident_id == resident.pk, at)
    if finding is None and question.closed_at is not None and at > question.closed_at + REOPENS:
        return LONG_CLOSED
    return finding


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
        "call_now": call_now(question),
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
        case "closed":
            return _("The talk was ended")
        case "reopened":
            return _("You opened the talk again") if mine else _("%(name)s opened the talk again") % {"name": name}
    return ""


SIGNS = {  # kind of the chip, icon
    State.WAITING: ("", "clock"),
    State.CLAIMED: ("mine", "people"),
    State.AWAITING_RESIDENT: ("good", "check"),
    State.FOLLOW_UP: ("mine", "calendar"),
    State.CLOSED: ("", ""),
}


def cards(questions: Iterable[Question], words: Any, at: datetime) -> list[dict[str, Any]]:
    """Her questions as a list shows them."""
    return [
        {
            "id": question.pk,
            "words": _short(words.get(question.pk, "")),
            "when": when(question.asked_at, at),
            "anchor": "next" if question.state == State.WAITING or question.risk >= Risk.HIGH else "",
            "chip": _chip(question, State.CLOSED if over(question, at) else State(question.state)),
        }
        for question in questions
    ]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def _chip(question: Question, state: State) -> dict[str, str]:
    kind, icon = SIGNS[state]
    return {"kind": kind, "icon": icon, "words": _state(question, state)}


def _state(question: Question, state: State) -> str:
    name = _owner(question)
    match state:
        case State.WAITING:
            return _("waiting for an answer")
        case State.CLAIMED:
            return _("%(name)s is looking after you") % {"name": name}
        case State.AWAITING_RESIDENT:
            return _("%(name)s has answered") % {"name": name}
        case State.FOLLOW_UP:
            return _("%(name)s comes back to you") % {"name": name}
        case State.CLOSED:
            return _("ended")
