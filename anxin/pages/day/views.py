"""The coordinator's day, whole and as a fragment."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import OVERSEES, campaign_to_oversee, campaigns_of
from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import spans_of
from anxin.campaigns.show import said, show, to_one_of
from anxin.core import clock
from anxin.core.chart import Wait
from anxin.core.door import door
from anxin.core.templatetags.parts import clock_value
from anxin.desk import queries
from anxin.desk.access import as_helper
from anxin.desk.kinds import OUTCOME_NAMES, RISK_NAMES, Outcome
from anxin.desk.models import SecondYes
from anxin.desk.queries import Day
from anxin.pages.day.cover import cover, this_hour
from anxin.pages.day.waiting import lines, take_over
from anxin.people.access import members_of
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.models import Member
from anxin.rota.queries import on_duty
from anxin.triage import Risk

Context = dict[str, Any]


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """To the day of the service she oversees; a choice where there are several."""
    found = campaigns_of(member for member in members_of(request) if member.holds(*OVERSEES))
    return to_one_of(request, found, "day")


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    campaign, member = campaign_to_oversee(request, slug)
    return show(request, campaign, "pages/day/day.html", day_context(campaign, member, clock.now()))


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on it, as a fragment."""
    campaign, member = campaign_to_oversee(request, slug)
    return show(request, campaign, "pages/day/_board.html", day_context(campaign, member, clock.now()))


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
    return {
        "now": at,
        "today": local.date(),
        "figures": tiles(figures),
        "cover": cover(campaign, at),
        "hour": this_hour(campaign, there, at),
        "late": take_over(lines(late, *rest), late, campaign, member),
        "waiting": take_over(lines(not_late, *rest), not_late, campaign, member),
        "more_wait": waiting.next is not None,
        "danger": take_over(lines(danger, *rest), danger, campaign, member),
        "open": take_over(lines(open_now, *rest), open_now, campaign, member),
        "seconds": [second(each, campaign, at) for each in queries.seconds_asked(campaign)],
        **chart(campaign, figures, local),
        "stream_url": f"/live/desk/{campaign.slug}",
        "board_url": reverse("day_board", args=[campaign.slug]),
    }


def tiles(day: Day) -> list[Context]:
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
    ]


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
