"""What happens next with a question and who sees to it, as the one who asked reads it. Called in the campaign's zone."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.rules.hours import is_open, opens_next
from anxin.clients.models import Resident
from anxin.core.finding import Finding
from anxin.core.templatetags.parts import when
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.asking import LONG_CLOSED, may_ask
from anxin.desk.rules.clocks import REOPENS
from anxin.pages.resident.around import NOBODY, Around
from anxin.pages.resident.place import day_and_time, hotlines
from anxin.triage import Risk, Topic


def what_next(question: Question, at: datetime, found: Around = NOBODY) -> dict[str, Any] | None:
    """`seen` of parts/seen.html: what happens next, and who sees to it; None where nothing more can happen.

    `found` is what is around her: why her helper changes and what became of her wish stand first.
    """
    if over(question, at):
        return None
    said = {"more": "", "kind": "", **SAYS[State(question.state)](question, at)}
    return said | {"more": " ".join(part for part in (found.came_from, found.wish, said["more"]) if part)}


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
        more = _("The coordinator has been told, and everyone on duty sees your question first.")
        return {"title": _("Received. It takes longer than we promised; we are sorry."), "more": more, "kind": "late"}
    if not is_open(question.campaign.service_hours, at):
        back = opens_next(question.campaign.service_hours, at)
        if back is None:
            title = _("Received. There are no more service hours; if it is urgent, call a number below.")
            return {"title": title, "kind": "waiting"}
        title = _("Received. Nobody is there now; people are back %(back)s and answer by %(due)s.")
        return {"title": title % {"back": day_and_time(back, at), "due": due}, "more": leave, "kind": "waiting"}
    if name:
        title = _("Received. %(name)s, on duty, answers by %(due)s.") % {"name": name, "due": due}
        return {"title": title, "name": name, "more": leave, "kind": "waiting"}
    title = _("Received. Someone on duty answers by %(due)s.") % {"due": due}
    return {"title": title, "more": leave, "kind": "waiting"}


def _claimed(question: Question, at: datetime) -> dict[str, Any]:
    name = owner_of(question)
    if question.handing_over:
        title = _("%(name)s is finding the right colleague for you") % {"name": name}
        more = _("%(name)s stays with you until then.") % {"name": name}
        return {"title": title, "name": name, "more": more}
    if question.risk >= Risk.HIGH:  # nobody in danger is sent away from the page
        more = _("%(name)s has your words open. Stay here if you can, and write on.") % {"name": name}
        return {"title": _("%(name)s is looking after you") % {"name": name}, "name": name, "more": more}
    more = _("No need to keep waiting here; come back when it suits you.")
    if question.due_at is not None and question.due_at > at:
        more = _("An answer comes by %(due)s.") % {"due": _moment(question.due_at, at)} + " " + more
    return {"title": _("%(name)s is looking after you") % {"name": name}, "name": name, "more": more}


def _answered(question: Question, at: datetime) -> dict[str, Any]:
    name = owner_of(question)
    more = _("If there is more, write it below; it goes to %(name)s.") % {"name": name}
    return {"title": _("%(name)s has answered") % {"name": name}, "name": name, "more": more}


def _follow_up(question: Question, at: datetime) -> dict[str, Any]:
    name = owner_of(question)
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


def owner_of(question: Question) -> str:
    """Who looks after it, by name."""
    return question.owner.name if question.owner else _("Someone on duty")


def _moment(moment: datetime | None, at: datetime) -> str:
    return day_and_time(moment + timedelta(seconds=59), at) if moment else ""  # a promise is never rounded down


def call_now(question: Question, at: datetime) -> dict[str, Any] | None:
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
