"""What events, the queue of rotas and the timetable call."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from procrastinate import JobContext

from anxin.campaigns.models import Campaign
from anxin.campaigns.queries import coordinators_of
from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.jobs import DEFAULT, RETRY, ROTA, app
from anxin.core.models import Event
from anxin.people.actions import notify
from anxin.people.models import Member
from anxin.rota import prices
from anxin.rota.actions import strain
from anxin.rota.actions.draw import JOB, begin_draw, end_draw, take_best
from anxin.rota.actions.slots import free_slots
from anxin.rota.drawing.process import Drawing, News
from anxin.rota.drawing.task import Task
from anxin.rota.facts import facts_of, living_facts
from anxin.rota.gaps import contradicting, gaps_of
from anxin.rota.kinds import DrawState
from anxin.rota.models import Draw, Version
from anxin.rota.problem import cells_of, problem_of, start_of
from anxin.rota.remedies import remedies_of
from anxin.rota.rules.facts import Facts
from anxin.rota.solver.answer import Status
from anxin.rota.solver.cost import counts_of, have
from anxin.rota.solver.problem import Problem, Roster

LOOK_S = 1.0  # so often the draft gets what is better, and a wish to stop is heard
LEAST_S = 2.0  # what a draw that lost its worker gets at least

logger = logging.getLogger("anxin.rota")


class Interrupted(Exception):
    """The worker is told to end; the draw goes on in another."""


@app.task(name=JOB, queue=ROTA, retry=RETRY, pass_context=True)
def draw(context: JobContext | None = None, *, draw: str) -> None:
    """Make a rota. Whenever it is killed, another worker goes on from the best so far."""
    row = begin_draw(id=UUID(draw), at=clock.now())
    if row is None:
        return
    try:
        state, status, remedies = _solve(row, context)
    except Interrupted:
        raise
    except Exception:
        logger.exception("a drawing failed")
        state, status, remedies = DrawState.FAILED, Status.UNKNOWN.value, ()
    at = clock.now()
    version = Version.objects.select_related("campaign").get(pk=row.version_id)
    facts = facts_of(version, at)
    findings = [{"code": "infeasible"}, *contradicting(facts)] if status == Status.INFEASIBLE.value else []
    findings += [*gaps_of(facts, at), *remedies_of(facts, remedies, at)] if state != DrawState.FAILED else []
    end_draw(draw=row, state=state, status=status, findings=findings, at=at)


def _solve(row: Draw, context: JobContext | None) -> tuple[DrawState, str, Sequence[Mapping[str, Any]]]:
    """Run the solver beside us, and keep what it finds; how it ended, and what would fill the gaps it left."""
    at = clock.now()
    version = row.version
    facts = facts_of(version, at)
    problem = problem_of(facts, at, keep=_kept(version, facts, at) if row.keep else ())
    done = max((step[0] for step in row.curve), default=0.0)
    task = Task(
        problem, max(LEAST_S, row.seconds - done), settings.ROTA_WORKERS, row.seed, start_of(facts, problem, at)
    )
    curve: list[Any] = list(row.curve)
    with Drawing(task) as drawing:
        stopped = False
        while True:
            over = drawing.wait(LOOK_S)
            news = drawing.latest()
            if news.roster is not None and news.cost is not None:
                _step(curve, problem, news, done)
                going = take_best(
                    draw=row, cells=cells_of(facts, news.roster), cost=news.cost, bound=news.bound, curve=curve,
                    at=clock.now(),
                )  # fmt: skip
            else:
                going = Draw.objects.filter(pk=row.pk, stop_asked=False, ended_at=None).exists()
            if over:
                break
            if not going:
                stopped = True
                drawing.stop()
            if context is not None and context.should_abort():
                raise Interrupted
        # It broke off, and what it had is in the draft; one with a status was done, and only looked at its gaps.
        if drawing.failed and not news.status and (news.roster is None or not drawing.forced):
            return DrawState.FAILED, Status.UNKNOWN.value, ()
        status = news.status or (Status.FEASIBLE.value if news.roster else Status.UNKNOWN.value)
        return (DrawState.STOPPED if stopped else DrawState.DONE), status, news.remedies


def _kept(version: Version, facts: Facts, at: datetime) -> list[tuple[UUID, date, UUID]]:
    """The shifts that should change as little as may be: the living rota's, or the draft's own where there is none."""
    living = living_facts(version.campaign, version.first_on, version.last_on, at)
    for stints in (living.stints, facts.stints):
        found = [(each.member, each.day, each.kind) for each in stints if each.movable and each.kind is not None]
        if found:
            return found
    return []


def _step(curve: list[Any], problem: Problem, news: News, done: float) -> None:
    """One more step of how it got better: [seconds, cost, bound, hours of cover missing]."""
    step = [round(done + news.seconds, 1), news.cost, news.bound, _missing(problem, news.roster or {})]
    if not curve or curve[-1][1:] != step[1:]:
        curve.append(step)


def _missing(problem: Problem, roster: Roster) -> float:
    counts = counts_of(problem, roster)
    short = sum(max(0, each.need - have(each, counts)) * each.under for each in problem.cover)
    return round(short / prices.UNDER_HOUR, 1)


@app.task(queue=DEFAULT, retry=RETRY)
def tell_changed(event: int) -> None:
    """A rota was published: whose shifts changed hears of it."""
    row = Event.objects.get(pk=event)
    for member in Member.objects.filter(pk__in=row.data["members"], active=True).order_by("id"):
        notify(member, "rota_changed", row.about_id, at=clock.now())


@app.task(queue=DEFAULT, retry=RETRY)
def free_slots_of(event: int) -> None:
    """Who left, was let go or takes a pause is taken off her shifts; the coordinators of each service hear of it."""
    row = Event.objects.get(pk=event)
    member, at = Member.objects.get(pk=row.about_id), clock.now()
    first, last = (_day(row.data.get(name)) for name in ("first", "last"))
    gone = free_slots(member=member, first=first, last=last, by=MACHINE, at=at)
    for campaign in {slot.campaign_id: slot.campaign for slot in gone}.values():
        for coordinator in coordinators_of(campaign):
            if coordinator.pk != member.pk:
                notify(coordinator, "shifts_freed", campaign.pk, at=at)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


@app.task(queue=DEFAULT, retry=RETRY)
def note_strain(event: int) -> None:
    """A crisis is over: who carried it, and who stood beside, rests; the rota's rule `strain` says how long."""
    row = Event.objects.get(pk=event)
    campaign = Campaign.objects.get(pk=row.data["campaign"])
    carried = [key for key in (row.data.get("owner"), *row.data.get("beside", ())) if key]
    for member in Member.objects.filter(pk__in=carried).order_by("id"):
        strain.note_strain_of(
            campaign=campaign, member=member, origin=UUID(row.data["crisis"]), highest=row.data["highest"],
            ended_at=row.at, by=MACHINE, at=clock.now(),
        )  # fmt: skip
