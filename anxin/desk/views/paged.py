"""Whom a notice calls: the banners at the top of every staff page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.core import clock
from anxin.core.door import door
from anxin.desk.kinds import RISK_NAMES, TOPIC_NAMES, State
from anxin.desk.models import Question
from anxin.desk.queries import on_desk
from anxin.desk.views.rows import due_of
from anxin.people.access import notices_of
from anxin.people.doors import STAFF
from anxin.people.wording import in_words
from anxin.triage import Risk

MOST = 6  # more than a screen holds would hide the desk; what is beyond shows as soon as one is in hand
TAKES = ("risk_2", "risk_3", "handed_to_you")


@never_cache
@door(STAFF)
def paged(request: HttpRequest) -> HttpResponse:
    """My open notices, as a fragment."""
    return render(request, "desk/_paged.html", {"pages": banners(request, clock.now())})


def banners(request: HttpRequest, at: datetime) -> list[dict[str, Any]]:
    """My open notices as parts/page_banner.html wants them; two queries, or one where there are none."""
    notices = list(notices_of(request)[:MOST])
    about = on_desk({notice.about_id for notice in notices})
    found = []
    for notice in notices:
        banner = {**in_words(notice), "now": at}
        question = about.get(notice.about_id)
        if question is not None:
            banner |= _of(question, notice.code)
        found.append(banner)
    return found


def _of(question: Question, code: str) -> dict[str, Any]:
    """What it is about, its clock, and the one tap that takes it."""
    slug = question.campaign.slug
    parts = [_(RISK_NAMES[Risk(question.risk)]), _(TOPIC_NAMES[question.topic_])]
    found: dict[str, Any] = {
        "more": " · ".join(parts),
        "url": reverse("question", args=[slug, question.pk]),
        "due": due_of(question) if question.state in (State.WAITING, State.CLAIMED) else None,
    }
    if code in TAKES and (question.state == State.WAITING or question.handing_over):
        found["take_url"] = reverse("verb", args=[slug, question.pk, "claim"])
    elif code in TAKES:  # somebody has it in hand: good to know, and no alarm any more
        found |= {"label": _("Look"), "calm": True}
        if question.owner is not None:
            found["words"] = _("%(name)s has it in hand") % {"name": question.owner.name}
    return found
