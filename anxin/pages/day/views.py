"""The coordinator's day, whole and as a fragment."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import OVERSEES, campaign_to_oversee, campaigns_of
from anxin.campaigns.chosen import remember
from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import spans_of
from anxin.campaigns.show import said, show, to_one_of
from anxin.core import clock
from anxin.core.chart import Wait
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.templatetags.parts import clock_value
from anxin.core.web import next_step, sentence
from anxin.desk import queries
from anxin.desk.access import as_helper, colleague, question_on_desk
from anxin.desk.actions.transfer import transfer_question
from anxin.desk.kinds import OUTCOME_NAMES, RISK_NAMES, Outcome
from anxin.desk.models import Question, SecondYes
from anxin.desk.queries import Day, Told
from anxin.desk.views.due_today import due_today, with_standing
from anxin.pages.day.cover import cover, this_hour
from anxin.pages.day.hands import hands, opening, pending, with_names
from anxin.pages.day.waiting import lines, take_over
from anxin.people.access import members_of
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.models import Member
from anxin.rota.queries import on_duty
from anxin.rota.views.relief import relief_context
from anxin.triage import Risk

Context = dict[str, Any]


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """To the day of the service she oversees; where there are several, the last one, or a choice."""
    found = campaigns_of(member for member in members_of(request) if member.holds(*OVERSEES))
    return to_one_of(request, found, "day")


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    campaign, member = campaign_to_oversee(request, slug)
    remember(request, campaign)
    return show(request, campaign, "pages/day/day.html", day_context(campaign, member, clock.now()))


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on it, as a fragment."""
    campaign, member = campaign_to_oversee(request, slug)
    return show(request, campaign, "pages/day/_board.html", day_context(campaign, member, clock.now()))


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def give(request: HttpRequest, slug: str, id: UUID, to: UUID) -> HttpResponse:
    """Hold a question out to somebody on duty, by one tap; she says yes or no."""
    campaign_to_oversee(request, slug)
    question, member = question_on_desk(request, slug, id)
    receiver = colleague(question, to)
    reason = _("The coordinator asks you to take it.")
    try:
        transfer_question(question=question, to_member=receiver, reason=reason, by=member, at=clock.now())
    except Refused as refused:
        messages.error(request, f"{sentence(refused.finding)} {next_step(refused.finding)}".strip())
    else:
        messages.success(request, _("Held out to %(name)s; she says yes or no.") % {"name": receiver.name})
    return redirect("day", slug)


def day_context(campaign: Campaign, member: Member, at: datetime) -> Context:
    """The whole board; the same number of queries however many questions lie behind it."""
    local = at.astimezone(campaign.tz)
    there = on_duty(campaign)
    helpers = [as_helper(each.member, on_duty=True) for each in there]
    late, danger, open_now = queries.late(campaign, at), queries.in_danger(campaign), queries.unowned(campaign, most=60)
    waiting = queries.queue(campaign, size=20)
    shown = {each.pk for each in [*late, *waiting.items]}
    open_now = [each for each in open_now if each.pk not in shown]
    not_late = sorted((each for each in waiting.items if each.due_at is None or each.due_at >= at),
                      key=lambda each: (-each.risk, each.due_at or at))  # fmt: skip
    figures = queries.day_of(campaign, local.date(), at)
    rest = (campaign, there, helpers, at)

    def shown_as(questions: list[Question]) -> list[Context]:
        found = take_over(lines(questions, *rest), questions, campaign, member)
        return with_names(found, questions, campaign, there, helpers, member)

    return {
        "now": at,
        "today": local.date(),
        "figures": tiles(figures, queries.told_of(campaign, local.date())),
        "cover": cover(campaign, at),
        "hour": this_hour(campaign, there, at),
        "late": shown_as(late),
        "waiting": shown_as(not_late),
        "more_wait": waiting.next is not None,
        "danger": with_standing(shown_as(danger), danger),
        "due_today": due_today(campaign, at),
        "open": shown_as(open_now),
        "pending": pending(campaign, at),
        "relief": relief_context(campaign, there, at),
        "opening": opening(campaign, at),
        **hands(campaign, there, at),
        "seconds": [second(each, campaign, at) for each in queries.seconds_asked(campaign)],
        **chart(campaign, figures, local),
        "stream_url": f"/live/desk/{campaign.slug}",
        "board_url": reverse("day_board", args=[campaign.slug]),
    }


def tiles(day: Day, told: Told) -> list[Context]:
    """Today's figures (parts/figure.html)."""
    wait = clock_value(day.median_wait, seconds=False) if day.median_wait is not None else "–"
    in_hand = {"answered": day.answered, "answering": day.answering}
    return [
        tile(_("Asked today"), day.asked, _("%(answered)s answered · %(answering)s in hand") % in_hand),
        tile(
            _("Past the clock"),
            day.late,
            _("look at the list below") if day.late else _("nobody waits too long"),
            late=day.late > 0,
        ),
        tile(_("First answer after, median"), wait, _("%(waiting)s waiting now") % {"waiting": day.waiting}),
        tile(
            _("Open tonight"),
            day.open_tonight,
            _("%(unowned)s without an owner") % {"unowned": day.unowned},
            late=day.unowned > 0,
        ),
        helped(told),
    ]


def helped(told: Told) -> Context:
    """What residents said today of the answers, by one tap."""
    count = _("%(helped)s of %(said)s") % {"helped": told.helped, "said": told.said} if told.said else "–"
    worse = ngettext("%(n)s feels worse", "%(n)s feel worse", told.worse) % {"n": told.worse}
    return tile(_("It helped, they say"), count, worse if told.worse else _("nobody feels worse"), late=told.worse > 0)


def tile(label: str, value: object, more: str, *, late: bool = False) -> Context:
    """One figure."""
    return {"label": label, "value": value, "more": more, "kind": "late" if late else ""}


def chart(campaign: Campaign, day: Day, local: datetime) -> Context:
    """How long people waited for a first answer, through the day."""
    spans = spans_of(campaign.service_hours, local.date())
    hours = [moment.astimezone(campaign.tz) for span in spans for moment in span]
    opens = hours[0].hour if hours else 8
    closes = (hours[-1].hour + hours[-1].minute / 60 or 24) if hours else 22
    waits = []
    for half, wait in day.waits:
        moment = half.astimezone(campaign.tz)
        minutes = round(wait / timedelta(minutes=1), 1)
        waits.append(Wait(moment.hour + moment.minute / 60, minutes, f"{moment:%H:%M}"))
    limit = round(campaign.clock(Risk.ORDINARY) / timedelta(minutes=1))
    return {"waits": waits, "opens": opens, "closes": closes, "limit": limit}


def second(row: SecondYes, campaign: Campaign, at: datetime) -> Context:
    """A request for a second yes, in a line."""
    if row.verb == "close":
        what = _("close it: %(outcome)s") % {"outcome": _(OUTCOME_NAMES[Outcome(row.outcome)])}
    else:
        what = _("lower it to “%(level)s”") % {"level": _(RISK_NAMES[Risk(row.risk or 0)])}
    return {
        "name": row.asked_by.name,
        "what": what,
        "when": said(row.asked_at, at, campaign),
        "url": reverse("question", args=[campaign.slug, row.question_id]),
    }
