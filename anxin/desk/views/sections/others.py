"""What else the same person has open here: one tap makes one of two."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.desk.kinds import STATE_NAMES, State
from anxin.desk.models import Question
from anxin.desk.queries import others_open
from anxin.desk.rules.merge import Pair, fit, may_merge
from anxin.desk.rules.scope import Helper
from anxin.desk.views.rows import risk_chips, topic_chip
from anxin.people.models import Member


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> dict[str, Any] | None:
    """The other open questions of this person, without their words; nothing where there are none."""
    found = others_open(question) if readable and question.state != State.CLOSED else []
    if not found:
        return None
    return {
        "template": "desk/_others.html",
        "others": [_line(each, question, member, helper, at) for each in found],
        "url": reverse("verb", args=[question.campaign.slug, question.pk, "merge"]),
    }


def _line(other: Question, question: Question, member: Member, helper: Helper, at: datetime) -> dict[str, Any]:
    pair = Pair(
        same=False,
        same_resident=True,
        same_campaign=True,
        private_into_room=other.private and question.room_id is not None and not question.private,
    )
    may = fit(pair) is None and may_merge(helper, other.matter(member, at), question.matter(member, at)) is None
    state = _(STATE_NAMES[State(other.state)])
    name = other.owner.name if other.owner is not None and other.owner_id != member.pk else ""
    asked = _("asked %(time)s") % {"time": said(other.asked_at, at, question.campaign)}
    return {
        "id": other.pk,
        "url": reverse("question", args=[question.campaign.slug, other.pk]),
        "chips": [*risk_chips(other), topic_chip(other)],
        "line": " · ".join(part for part in (asked, name, state) if part),
        "may": may,
    }
