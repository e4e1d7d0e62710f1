"""Whom a notice calls: the banners at the top of every staff page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.core import clock
from anxin.core.door import door
from anxin.desk.access import helper_of
from anxin.desk.kinds import RISK_NAMES, TOPIC_NAMES, State
from anxin.desk.models import Question
from anxin.desk.queries import on_desk
from anxin.desk.views.rows import can_take, due_of
from anxin.people.access import members_of, notices_of
from anxin.people.actions.trying import arrived_on_page
from anxin.people.doors import STAFF
from anxin.people.models import Member, Notice
from anxin.people.wording import in_words
from anxin.triage import Risk

MOST = 20
SHOWN = 3  # more would hide the desk; what is beyond shows as soon as one is in hand
TAKES = ("risk_2", "risk_3", "handed_to_you")


@never_cache
@door(STAFF)
def paged(request: HttpRequest) -> HttpResponse:
    """My open notices, as a fragment."""
    return render(request, "desk/_paged.html", {"pages": banners(request, clock.now())})


def banners(request: HttpRequest, at: datetime) -> list[dict[str, Any]]:
    """My open notices as parts/page_banner.html wants them, one for each question. What is shown here has arrived."""
    notices = list(notices_of(request)[:MOST])
    about = on_desk({notice.about_id for notice in notices})
    mine = {member.pk: member for member in members_of(request)}
    found: dict[UUID, dict[str, Any]] = {}
    for notice in sorted(notices, key=lambda notice: _rank(notice, about.get(notice.about_id))):
        if len(found) == SHOWN:
            break
        question = about.get(notice.about_id)
        in_hand = question is not None and question.owner_id == notice.member_id and notice.code in TAKES
        if notice.about_id in found or in_hand:
            continue  # one banner says it; and what she has in hand herself calls her no more
        banner = {**in_words(notice), "now": at}
        found[notice.about_id] = banner | (_of(question, notice.code, mine[notice.member_id], at) if question else {})
    if found:
        arrived_on_page(notices=[banner["id"] for banner in found.values()], at=at)
    return list(found.values())


def _rank(notice: Notice, question: Question | None) -> tuple[bool, bool, bool]:
    """Alarms first, then what is hers to do; last what somebody else has in hand, which must not hide either of them."""
    taken = notice.code in TAKES and question is not None and _in_hand(question)
    return taken, not notice.urgent, notice.code not in TAKES


def _in_hand(question: Question) -> bool:
    return question.owner is not None and not question.handing_over  # what is held out to somebody waits for her


def _of(question: Question, code: str, member: Member, at: datetime) -> dict[str, Any]:
    """What it is about, its clock, and the one tap that takes it, for who may."""
    slug = question.campaign.slug
    found: dict[str, Any] = {
        "more": f"{_(RISK_NAMES[Risk(question.risk)])} · {_(TOPIC_NAMES[question.topic_])}",
        "url": reverse("question", args=[slug, question.pk]),
        "due": due_of(question) if question.state in (State.WAITING, State.CLAIMED) else None,
    }
    if code not in TAKES:
        return found
    if question.owner is not None and _in_hand(question):  # somebody has it: good to know, no alarm any more
        words = _("%(name)s has it in hand") % {"name": question.owner.name}
        return found | {"label": _("Look"), "calm": True, "words": words}
    if code == "handed_to_you" and question.offered_to_id == member.pk and question.handing_over:
        no = f"{found['url']}?do=decline"
        accept = reverse("verb", args=[slug, question.pk, "accept"])
        if question.owner is not None:
            found["more"] = f"{question.owner.name} · {found['more']}"
        return found | {"take_url": accept, "label": _("Accept"), "no_url": no, "no_label": _("I cannot")}
    if can_take(question, member, helper_of(member, question.campaign), at):
        return found | {"take_url": reverse("verb", args=[slug, question.pk, "claim"])}
    return found | {"label": _("Look")}
