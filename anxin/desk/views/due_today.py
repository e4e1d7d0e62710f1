"""Follow-ups of today, as the coordinator's page and the supervisor's desk show them; how a danger stands, in a line."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.desk.crises import Standing, follow_ups_today, standings
from anxin.desk.kinds import FOLLOW_UP_NAMES, FollowUpKind
from anxin.desk.models import Question
from anxin.desk.rules.protocol import following, path, variant_of
from anxin.desk.views.sections.follow_ups import what
from anxin.triage import Risk

Line = dict[str, Any]


def due_today(campaign: Campaign, at: datetime) -> list[Line]:
    """Each with who looks after it; without a word of the resident's."""
    found = []
    for row in follow_ups_today(campaign, at):
        row.question.campaign = campaign
        owner = row.question.owner
        found.append(
            {
                "id": row.pk,
                "name": _(FOLLOW_UP_NAMES[FollowUpKind(row.kind)]),
                "what": what(row, row.question, at),
                "owner": owner.name if owner else "",
                "late": row.came_at is not None,
                "url": reverse("question", args=[campaign.slug, row.question_id]),
            }
        )
    return found


def with_standing(lines: Iterable[Line], questions: Collection[Question]) -> list[Line]:
    """`lines` of questions in danger, each with its second person and how far its protocol is."""
    known = standings(questions)
    return [
        {**line, "meta": " · ".join([line["meta"], *_standing(question, known[question.pk])])}
        for line, question in zip(lines, questions, strict=True)
    ]


def _standing(question: Question, standing: Standing) -> list[str]:
    if standing.beside:
        second = _("the second: %(names)s") % {"names": "、".join(standing.beside)}
    elif question.owner is not None:
        second = _("no second person yet")
    else:
        second = ""
    variant = variant_of(question.topic_, Risk(question.risk))
    steps, current = path(variant, standing.given), following(variant, standing.given)
    number = steps.index(current.code) + 1 if current else len(steps)
    words = _("protocol: step %(n)s / %(of)s") if current else _("protocol: all answered")
    return [part for part in (second, words % {"n": number, "of": len(steps)}) if part]
