"""Matters as the hand-over page lists them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said
from anxin.desk.hands import accepted_from, held_out_to, in_hand_of, newest_transfers
from anxin.desk.kinds import STATE_NAMES, State, TransferEnd
from anxin.desk.models import Question
from anxin.desk.queries import candidates
from anxin.desk.rules.handover import able, suggest
from anxin.desk.rules.routing import Candidate
from anxin.desk.show import first_words
from anxin.desk.views.hands import reason_of, to_whom
from anxin.desk.views.rows import due_of, risk_chips, topic_chip, who
from anxin.people.kinds import PROFESSION_NAMES
from anxin.people.models import Member
from anxin.rota.queries import on_duty

Line = dict[str, Any]


def rows_of(
    campaign: Campaign,
    reader: Member,
    whose: Member,
    at: datetime,
    faults: Mapping[UUID, str],
    typed: Mapping[str, str],
) -> list[Line]:
    """What of hers is not over and not held out, each with who could take it and one suggested. Words only to herself."""
    questions = [each for each in in_hand_of(whose, campaign) if not each.handing_over]
    people, names = candidates(campaign, at), {each.member_id: each.member.name for each in on_duty(campaign)}
    chosen = suggest([(each.pk, each.matter(None, at)) for each in questions], people, whose.pk)
    words = first_words(questions) if whose.pk == reader.pk else {}
    past = newest_transfers(questions)
    found = []
    for question in questions:
        last = past.get(question.pk)
        said_no = last is not None and last.end == TransferEnd.DECLINED
        pick = typed.get(f"to-{question.pk}") or str(chosen.get(question.pk, ""))
        found.append({
            **line(question, words.get(question.pk, ""), at, campaign),
            "receivers": [receiver(each, names, pick) for each in able(question.matter(None, at), people, whose.pk)],
            "note": typed.get(f"note-{question.pk}", ""),
            "fault": faults.get(question.pk, ""),
            "declined": _("%(name)s cannot take it: %(why)s") % {"name": to_whom(last), "why": reason_of(last)}
            if last and said_no else "",
        })  # fmt: skip
    return found


def receiver(candidate: Candidate, names: Mapping[UUID, str], pick: str) -> Line:
    """One who could take it, with what she carries."""
    parts = [names[candidate.id], _(PROFESSION_NAMES[candidate.helper.profession])]
    parts.append(_("%(n)s in hand") % {"n": candidate.answering})
    if candidate.resting:
        parts.append(_("on a break"))
    return {"id": candidate.id, "words": " · ".join(parts), "picked": str(candidate.id) == pick}


def line(question: Question, words: str, at: datetime, campaign: Campaign) -> Line:
    """One matter."""
    parts = [_(STATE_NAMES[State(question.state)])]
    if question.comes_back_at:
        parts.append(_("follow-up %(time)s") % {"time": said(question.comes_back_at, at, campaign)})
    return {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "chips": [*risk_chips(question), topic_chip(question)],
        "words": words or _("asked %(time)s") % {"time": said(question.asked_at, at, campaign)},
        "who": who(question) if words else "",
        "state": " · ".join(parts),
        "due": due_of(question),
        "danger": question.risk >= 2,
    }


def moved(campaign: Campaign, whose: Member, at: datetime, since: datetime) -> list[Line]:
    """What is under way: held out and unanswered first, then what was accepted since."""
    held = [each for each in in_hand_of(whose, campaign) if each.handing_over]
    past = newest_transfers(held)
    found = [
        {**line(each, "", at, campaign), "to": to_whom(past[each.pk]), "open": True,
         "when": said(past[each.pk].asked_at, at, campaign),
         "back": reverse("verb", args=[campaign.slug, each.pk, "take-back"])}
        for each in held if each.pk in past
    ]  # fmt: skip
    for transfer in accepted_from(whose, campaign, since):
        ended = transfer.ended_at or at
        found.append({**line(transfer.question, "", at, campaign), "to": to_whom(transfer), "open": False,
                      "when": said(ended, at, campaign), "back": ""})  # fmt: skip
    return found


def to_me(campaign: Campaign, member: Member, at: datetime) -> list[Line]:
    """What colleagues hold out to the reader."""
    return [
        {**line(each.question, "", at, campaign), "name": each.by.name, "reason": each.reason or "",
         "accept": reverse("verb", args=[campaign.slug, each.question_id, "accept"])}
        for each in held_out_to(member, campaign)
    ]  # fmt: skip
