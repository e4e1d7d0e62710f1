"""When she is asked again after a crisis, and what came of it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.desk.access import has_joined
from anxin.desk.crises import follow_ups_of
from anxin.desk.kinds import FOLLOW_UP_NAMES, FollowUpKind
from anxin.desk.models import FollowUp, Question
from anxin.desk.rules.followup import CONTACT_NAMES, MOST_TRIES, Contact
from anxin.desk.rules.scope import Helper, may_decide
from anxin.people.models import Member

Block = dict[str, Any]


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> Block | None:
    """Those that are planned, here, or done; nothing where there are none."""
    rows = follow_ups_of(question)
    if not rows:
        return None
    may = may_decide(helper, question.matter(member, at)) is None or has_joined(question, member)
    return {
        "template": "desk/_follow_ups.html",
        "rows": [_line(each, question, at) for each in rows],
        "may": may,
        "contacts": [{"code": each.value, "words": _(CONTACT_NAMES[each])} for each in Contact],
    }


def _line(row: FollowUp, question: Question, at: datetime) -> Block:
    return {
        "id": row.pk,
        "name": _(FOLLOW_UP_NAMES[FollowUpKind(row.kind)]),
        "what": what(row, question, at),
        "here": row.came_at is not None and row.done_at is None,
        "done": row.done_at is not None,
        "url": reverse("follow_up", args=[question.campaign.slug, question.pk, row.pk]),
    }


def what(row: FollowUp, question: Question, at: datetime) -> str:
    """What is so about it, in words."""
    if row.done_at is not None:
        ended = said(row.done_at, at, question.campaign)
        how = _("reached") if row.reached else _("not reached; the supervisor was told")
        return f"{how} · {row.done_by.name if row.done_by else ''} {ended}".strip()
    tries = _("tried %(n)s times of %(most)s") % {"n": row.tries, "most": MOST_TRIES} if row.tries else ""
    if row.came_at is not None:
        return " · ".join(part for part in (_("due now: ask how she is"), tries) if part)
    due = _("comes back %(time)s") % {"time": said(row.due_at, at, question.campaign)}
    return " · ".join(part for part in (due, tries) if part)
