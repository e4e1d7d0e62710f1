"""Who holds what on the desk now, and giving a question to somebody by one tap."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.campaigns.queries import opening_at
from anxin.campaigns.show import said
from anxin.core.templatetags.parts import clock_value
from anxin.desk.board import Load, handed_over, loads, open_with_owner
from anxin.desk.kinds import RISK_NAMES
from anxin.desk.models import Question, Transfer
from anxin.desk.rules.scope import Helper, in_scope
from anxin.desk.views.rows import due_of
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member
from anxin.rota.models import Attendance
from anxin.triage import Risk

Context = dict[str, Any]
MOST_NAMES = 6


def hands(campaign: Campaign, there: Sequence[Attendance], at: datetime) -> Context:
    """Everybody who is on duty or has something open: what waits for her answer, since when, and whether she rests."""
    found = loads(campaign, at)
    present = {each.member_id: each for each in there}
    questions = open_with_owner(campaign, list(found))
    people: dict[Any, Member] = {each.member_id: each.member for each in there}
    people |= {each.owner_id: each.owner for each in questions if each.owner is not None}
    rows = [
        _person(
            member, found.get(id, Load()), present.get(id), [q for q in questions if q.owner_id == id], campaign, at
        )
        for id, member in people.items()
    ]
    rows.sort(key=lambda row: (-row["danger"], -row["late"], -row["answering"], row["name"]))
    return {"hands": rows}


def _person(
    member: Member, load: Load, here: Attendance | None, questions: Sequence[Question], campaign: Campaign, at: datetime
) -> Context:  # fmt: skip
    return {
        "id": member.pk,
        "name": member.name,
        "profession": _(PROFESSION_NAMES[Profession(member.profession)]),
        "here": here is not None,
        "resting": said(here.resting_since, at, campaign) if here and here.resting_since else "",
        "answering": load.answering,
        "full": load.answering >= campaign.most_answering,
        "silent": clock_value(at - load.waiting_since, seconds=False) if load.waiting_since else "",
        "danger": load.danger,
        "late": load.late,
        "rest": load.resting,
        "questions": [_small(each, campaign, at) for each in questions],
    }


def _small(question: Question, campaign: Campaign, at: datetime) -> Context:
    level = Risk(question.risk)
    return {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "due": due_of(question),
        "now": at,
        "level": _(RISK_NAMES[level]) if level else "",
        "kind": "crisis" if level == Risk.IMMINENT else "high" if level == Risk.HIGH else "",
        "asked": said(question.asked_at, at, campaign),
    }


def give_to(
    question: Question, campaign: Campaign, there: Sequence[Attendance], helpers: Sequence[Helper], member: Member
) -> list[Context]:  # fmt: skip
    """Who might be given it: on duty, not resting, within her scope, not who has it already."""
    matter = question.matter(None, question.asked_at)
    able = [
        each.member
        for each, helper in zip(there, helpers, strict=True)
        if each.resting_since is None
        and in_scope(helper, matter)
        and each.member_id not in (question.owner_id, member.pk)
    ]
    return [
        {"name": each.name, "url": reverse("day_give", args=[campaign.slug, question.pk, each.pk])}
        for each in able[:MOST_NAMES]
    ]


def pending(campaign: Campaign, at: datetime) -> list[Context]:
    """What is held out, to whom, by whom, since when."""
    return [_transfer(each, campaign, at) for each in handed_over(campaign)]


def _transfer(row: Transfer, campaign: Campaign, at: datetime) -> Context:
    to = row.to_member.name if row.to_member else _(PROFESSION_NAMES[Profession(row.to_profession)])
    return {
        "words": _("%(by)s hands it to %(to)s") % {"by": row.by.name, "to": to},
        "when": said(row.asked_at, at, campaign),
        "url": reverse("question", args=[campaign.slug, row.question_id]),
    }


def opening(campaign: Campaign, at: datetime) -> Context | None:
    """That the desk is opened or closed against its usual hours now."""
    found = opening_at(campaign, at)
    if found is None:
        return None
    return {"opens": found.opens, "until": said(found.ends_at, at, campaign), "reason": found.reason}


def with_names(
    lines: Iterable[Context], questions: Iterable[Question], campaign: Campaign, there: Sequence[Attendance],
    helpers: Sequence[Helper], member: Member,
) -> list[Context]:  # fmt: skip
    """The lines, each with those to whom it can be given."""
    return [
        {**line, "give": give_to(question, campaign, there, helpers, member)}
        for line, question in zip(lines, questions, strict=True)
    ]
