"""What waits, what is mine, and my shift."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns import access as campaigns
from anxin.campaigns.chosen import remember
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show, to_one_of
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.desk.access import as_helper, readable, with_load
from anxin.desk.actions.next import claim_next
from anxin.desk.debriefs import offered_to, wanted_in
from anxin.desk.hands import for_me
from anxin.desk.kinds import State
from anxin.desk.queries import mine, queue
from anxin.desk.rules.load import may_take_more
from anxin.desk.show import first_words
from anxin.desk.views.around import around_shift
from anxin.desk.views.due_today import due_today
from anxin.desk.views.rows import row
from anxin.people.access import members_of
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.queries import on_duty, slot_at
from anxin.rota.show import people_on_duty, shift_of
from anxin.triage import Risk

Context = dict[str, Any]
TABS = ("queue", "mine")
ROWS = 30  # of the queue; what waits behind them moves up by itself


@never_cache
@door(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """To the desk of the service she works in; where there are several, the last one, or a choice."""
    return to_one_of(request, campaigns.campaigns_of(members_of(request)), "desk")


@never_cache
@door(STAFF)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk with nothing opened; `?tab=mine` shows what is mine, on a phone."""
    campaign, member = campaigns.campaign_for_staff(request, slug)
    remember(request, campaign)
    tab = request.GET.get("tab", "")
    return desk_page(request, campaign, member, tab=tab if tab in TABS else "queue")


@never_cache
@door(STAFF)
def lists(request: HttpRequest, slug: str) -> HttpResponse:
    """The left-hand pane, as a fragment; `?on=` is the question that is open beside it."""
    campaign, member = campaigns.campaign_for_staff(request, slug)
    tab, on = request.GET.get("tab", ""), _uuid(request.GET.get("on", ""))
    context = desk_context(campaign, member, clock.now(), tab=tab if tab in TABS else "queue", chosen=on)
    return show(request, campaign, "desk/_lists.html", context)


@require_POST
@door(STAFF)
def take_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Take on the best question I may take."""
    campaign, member = campaigns.campaign_for_staff(request, slug)
    try:
        question = claim_next(campaign=campaign, by=member, at=clock.now())
    except Refused as refused:
        return desk_page(request, campaign, member, refused=refused)
    return redirect("question", slug, question.pk)


def desk_page(
    request: HttpRequest, campaign: Campaign, member: Member, *, tab: str = "queue", refused: Refused | None = None
) -> HttpResponse:
    """The desk, with a refusal on top where there is one."""
    context = desk_context(campaign, member, clock.now(), tab=tab)
    context |= {"show": "queue", "refusal": refusal_of(refused), "question": None}
    return show(request, campaign, "desk/desk.html", context, refused.status if refused else 200)


def refusal_of(refused: Refused | None) -> dict[str, str] | None:
    """A refusal as parts/refusal.html wants it."""
    if refused is None:
        return None
    return {
        "sentence": sentence(refused.finding),
        "next_step": next_step(refused.finding),
        "code": refused.finding.code,
    }


def desk_context(
    campaign: Campaign, member: Member, at: datetime, *, tab: str = "queue", chosen: UUID | None = None
) -> Context:
    """Everything the left-hand pane shows; the same number of queries however much lies behind it."""
    there = on_duty(campaign)
    attendance = next((each for each in there if each.member_id == member.pk), None)
    helper = as_helper(member, attendance is not None)
    waiting, hers, for_her = queue(campaign, size=ROWS), mine(campaign, member), for_me(campaign, member)
    # What she hands over, or took between the two reads, would stand in both lists; it stands in hers.
    in_hers = {each.pk for each in [*hers, *for_her]}
    waits = [each for each in waiting.items if each.pk not in in_hers]
    everything = [*waits, *hers, *for_her]
    may_open = readable(everything, member, helper, at)
    # A list shows the private words of nobody but her own residents: to read others she opens them, and that is kept.
    shown = [each for each in everything if each.pk in may_open and (not each.private or each.owner_id == member.pk)]
    words = first_words(shown)
    rest = {"campaign": campaign, "member": member, "helper": helper, "at": at, "words": words,
            "shown": {each.pk for each in shown}, "chosen": chosen}  # fmt: skip
    slot = slot_at(campaign, [member.pk], at).get(member.pk)
    answer_now = sum(1 for each in hers if each.state == State.CLAIMED)
    calm = sum(1 for each in hers if each.state == State.CLAIMED and each.risk < Risk.HIGH)
    rest["helper"] = with_load(helper, member, campaign, answering=calm)
    return {
        "now": at,
        "helper": helper,
        "shift": shift_of(attendance, slot, at),
        "mine": [row(each, **rest) for each in hers],  # type: ignore[arg-type]
        "for_me": [row(each, **rest) for each in for_her],  # type: ignore[arg-type]
        "debriefs": offered_to(member, campaign, at),
        "to_talk": wanted_in(campaign, member),
        "full": may_take_more(calm, campaign.most_answering, Risk.ORDINARY),
        "most": campaign.most_answering,
        **around_shift(campaign, member, attendance, at),
        "queue": [row(each, **rest) for each in waits],  # type: ignore[arg-type]
        "more_wait": waiting.next is not None,
        "answer_now": answer_now,
        "due_today": due_today(campaign, at) if helper.supervisor else [],
        "tab": tab,
        "tabs": tabs(campaign, tab, len(waits), len(hers) + len(for_her), in_danger=any(q.risk >= 2 for q in waits)),
        "there": there,
        "people": people_on_duty(there),
        "lists_url": f"{reverse('desk_lists', args=[campaign.slug])}?tab={tab}" + (f"&on={chosen}" if chosen else ""),
        "stream_url": f"/live/desk/{campaign.slug}",
    }


def tabs(campaign: Campaign, tab: str, waiting: int, hers: int, *, in_danger: bool) -> list[Context]:
    """On a phone: the queue, what is mine."""
    url = reverse("desk", args=[campaign.slug])
    return [
        {"label": _("Queue"), "url": url, "active": tab == "queue", "count": waiting,
         "kind": "crisis" if in_danger else ""},
        {"label": _("Mine"), "url": f"{url}?tab=mine", "active": tab == "mine", "count": hers, "kind": ""},
    ]  # fmt: skip


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
