"""That it is set aside: until when, and the tap that wakes it."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from anxin.campaigns.show import said
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.scope import Helper, may_decide
from anxin.people.models import Member


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> dict[str, Any] | None:
    """Until when it rests; nothing where it does not."""
    if question.state != State.FOLLOW_UP or question.comes_back_at is None:
        return None
    return {
        "template": "desk/_resting.html",
        "until": said(question.comes_back_at, at, question.campaign),
        "may": may_decide(helper, question.matter(member, at)) is None,
        "url": reverse("verb", args=[question.campaign.slug, question.pk, "wake"]),
    }
