"""A question as a line of a list (parts/row.html)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said
from anxin.desk.kinds import OUTCOME_NAMES, RISK_NAMES, STATE_NAMES, TOPIC_NAMES, Outcome, State
from anxin.desk.models import Question
from anxin.desk.rules.clocks import owner_due
from anxin.desk.rules.scope import ANSWERS, Helper, may_claim
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member
from anxin.triage import Risk

Row = dict[str, Any]
RISK_KINDS = {Risk.DISTRESSED: "late", Risk.HIGH: "high", Risk.IMMINENT: "crisis"}


def row(
    question: Question, *, campaign: Campaign, member: Member, helper: Helper, at: datetime,
    words: Mapping[UUID, str], shown: Collection[UUID], chosen: UUID | None = None,
) -> Row:  # fmt: skip
    """One question for `member`: without words and handle where it is not in `shown`."""
    open_to_her = question.pk in shown
    claimable = can_take(question, member, helper, at)
    found: Row = {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "words": words.get(question.pk, "") if open_to_her else closed_words(question, helper, claimable),
        "closed": not open_to_her,
        "meta": meta(question, at, campaign, open_to_her=open_to_her),
        "due": due_of(question),
        "now": at,
        "kind": "crisis" if in_crisis(question) else "",
        "state": "on" if question.pk == chosen else ("done" if question.state == State.CLOSED else ""),
        "rest": rest_of(question),
        "chips": [*risk_chips(question), topic_chip(question), *whose_chips(question, member, at)],
    }
    if question.handing_over and question.offered_to_id == member.pk:
        found["action"] = {"url": reverse("verb", args=[campaign.slug, question.pk, "accept"]), "label": _("Accept")}
    elif claimable and question.owner_id != member.pk:
        found["action"] = {"url": reverse("verb", args=[campaign.slug, question.pk, "claim"]), "label": _("Take it")}
    return found


def can_take(question: Question, member: Member, helper: Helper, at: datetime) -> bool:
    """Whether taking it would change anything, and the rules let her."""
    in_hand = question.owner_id == member.pk and not question.handing_over
    return not in_hand and may_claim(helper, question.matter(member, at)) is None


def in_crisis(question: Question) -> bool:
    """Whether it may interrupt: in danger, or at high risk with nobody there for it."""
    danger = question.risk == Risk.IMMINENT and question.state in (State.WAITING, State.CLAIMED)
    return danger or (question.risk == Risk.HIGH and question.state == State.WAITING)


def due_of(question: Question) -> datetime | None:
    """The clock that counts for it now; None while none runs."""
    return owner_due(question.running()) if question.state == State.CLAIMED else question.due_at


def rest_of(question: Question) -> str:
    """What stands in the place of a clock where none runs."""
    if question.state == State.AWAITING_RESIDENT:
        return _("answered")
    return _("Follow-up") if question.state == State.FOLLOW_UP else ""


def closed_words(question: Question, helper: Helper, claimable: bool) -> str:
    """What stands in the place of words that are not for the reader, or only for her who opens them."""
    if helper.supervisor:
        return _("Open it to read; that you looked is kept")
    if claimable:
        return _("Readable once you take it")
    return _("For a %(profession)s to read") % {"profession": needed(question)}


def needed(question: Question) -> str:
    """The profession it waits for first."""
    first = ANSWERS[question.topic_, Risk(question.risk)][0]
    return _(PROFESSION_NAMES[Profession(question.wanted) if question.wanted else first])


def meta(question: Question, at: datetime, campaign: Campaign, *, open_to_her: bool) -> str:
    """Who asked (where that is for the reader), when, and what comes."""
    parts = [who(question)] if open_to_her else []
    parts.append(said(question.asked_at, at, campaign))
    if question.state == State.FOLLOW_UP and question.comes_back_at:
        parts.append(_("follow-up %(time)s") % {"time": said(question.comes_back_at, at, campaign)})
    elif question.state == State.CLOSED and question.outcome:
        parts.append(_(OUTCOME_NAMES[Outcome(question.outcome)]))
    elif question.state in (State.AWAITING_RESIDENT, State.CLAIMED):
        parts.append(_(STATE_NAMES[State(question.state)]))
    elif question.starts_at > at:
        parts.append(_("people are there from %(time)s") % {"time": said(question.starts_at, at, campaign)})
    return " · ".join(parts)


def who(question: Question) -> str:
    """The handle of who asked, or four characters that tell her from others."""
    return question.resident.handle or _("Resident %(short)s") % {"short": question.resident.short}


def risk_chips(question: Question) -> list[dict[str, str]]:
    """Its level from 1 on, as a chip with a word."""
    risk = Risk(question.risk)
    if risk == Risk.ORDINARY:
        return []
    return [{"words": _(RISK_NAMES[risk]), "kind": RISK_KINDS[risk], "icon": "alert"}]


def topic_chip(question: Question) -> dict[str, str]:
    """What it is about, as a chip."""
    return {"words": _(TOPIC_NAMES[question.topic_]), "kind": "", "icon": ""}


def whose_chips(question: Question, member: Member, at: datetime) -> list[dict[str, str]]:
    """Whose it is, or to whom it is held out."""
    if question.owner_id == member.pk and not question.handing_over:
        return [{"words": _("mine"), "kind": "mine", "icon": ""}] if question.state != State.CLOSED else []
    if question.offered_to_id == member.pk and (question.held_out(at) or question.handing_over):
        return [{"words": _("offered to you"), "kind": "mine", "icon": "hand"}]
    if question.asks_for_id == member.pk and question.owner_id is None:
        return [{"words": _("asks for you"), "kind": "mine", "icon": "hand"}]
    if question.owner_id == member.pk and question.offered_to is not None:
        words = _("waits for %(to)s") % {"to": question.offered_to.name}
        return [{"words": words, "kind": "late", "icon": "clock"}]
    if question.offered_to is not None and question.held_out(at):
        return [{"words": _("offered to %(name)s") % {"name": question.offered_to.name}, "kind": "", "icon": ""}]
    if question.owner is not None and question.handing_over:
        return [{"words": _("%(name)s hands it over") % {"name": question.owner.name}, "kind": "", "icon": ""}]
    if question.owner is not None:
        return [{"words": question.owner.name, "kind": "", "icon": ""}]
    return []
