"""Who waits, how long, and why: the lines of the coordinator's lists."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said
from anxin.desk.kinds import STATE_NAMES, State
from anxin.desk.models import Question
from anxin.desk.rules.scope import Helper, in_scope
from anxin.desk.views.rows import due_of, in_crisis, needed, rest_of, risk_chips, topic_chip
from anxin.people.models import Member
from anxin.rota.models import Attendance

Line = dict[str, Any]


def line(question: Question, campaign: Campaign, at: datetime, reason: str) -> Line:
    """A question without words or handle, as parts/row.html wants it: a coordinator reads only what is hers to read."""
    return {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "words": reason,
        "meta": _("asked %(time)s") % {"time": said(question.asked_at, at, campaign)},
        "due": due_of(question),
        "now": at,
        "kind": "crisis" if in_crisis(question) else "",
        "state": "",
        "rest": rest_of(question),
        "chips": [*risk_chips(question), topic_chip(question)],
    }


def why(question: Question, there: Sequence[Attendance], helpers: Sequence[Helper], at: datetime) -> str:
    """Why it waits: nobody can take it, it is offered to somebody, its owner is silent, people come later."""
    if question.owner is not None:
        state = _(STATE_NAMES[State(question.state)])
        return _("%(name)s has it: %(state)s") % {"name": question.owner.name, "state": state}
    matter = question.matter(None, at)
    able = [each.member.name for each, helper in zip(there, helpers, strict=True) if in_scope(helper, matter)]
    if not able:
        return _("nobody on duty may take it: it needs a %(profession)s") % {"profession": needed(question)}
    if question.offered_to is not None and question.held_out(at):
        return _("offered to %(name)s") % {"name": question.offered_to.name}
    names = "、".join(able[:3])
    return ngettext("%(names)s can take it", "%(names)s can take it (%(n)s people)", len(able)) % {
        "names": names, "n": len(able),
    }  # fmt: skip


def lines(
    questions: Iterable[Question],
    campaign: Campaign,
    there: Sequence[Attendance],
    helpers: Sequence[Helper],
    at: datetime,
) -> list[Line]:
    """Each with why it waits."""
    return [line(each, campaign, at, why(each, there, helpers, at)) for each in questions]


def take_over(found: Iterable[Line], questions: Iterable[Question], campaign: Campaign, member: Member) -> list[Line]:
    """The same lines, with the way to take each over where it is not hers already."""
    result = []
    for each, question in zip(found, questions, strict=True):
        mine = question.owner_id == member.pk
        url = reverse("question", args=[campaign.slug, question.pk])
        result.append(each if mine else {**each, "take_over": f"{url}?do=take-over"})
    return result
