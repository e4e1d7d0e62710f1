"""Having a draft made by the solver: asked for, better and better, stopped, done. What people set by hand goes before it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.jobs import ROTA, app
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.models import Member
from anxin.rota.actions.draft import NO_DRAFT
from anxin.rota.facts import facts_of
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models import Assignment, Draw, Version
from anxin.rota.problem import fitted
from anxin.rota.rules.facts import Facts

JOB = "rota.draw"
OPEN = (DrawState.QUEUED, DrawState.RUNNING)
SHORTEST_S = 3
MOST_CURVE = 200  # steps that are kept of how it got better
DRAWING = Finding("draws_already", _("This rota is being made already."), next_step=_("Watch it there, or stop it."))
SECONDS = Finding("draw_seconds", _("Between 3 and %(most)s seconds."))


@action
def ask_for_draw(
    *, version: Version, seconds: int = 30, keep: bool = False, seed: int = 1, by: Member, at: datetime
) -> Draw:
    """Have the solver fill the draft for at most `seconds`; pinned shifts stay. With `keep` as little as may be is changed
    in the living rota of these days (or, where there is none, in the draft).

    Refused: draw_seconds (422), not_a_draft, draws_already.
    """
    if not SHORTEST_S <= seconds <= settings.ROTA_SECONDS:
        raise Refused(Finding(SECONDS.code, SECONDS.sentence, {"most": settings.ROTA_SECONDS}), 422)
    version = lock(version)
    if version.state != VersionState.DRAFT:
        raise Refused(NO_DRAFT)
    if version.draws.filter(state__in=OPEN).exists():
        raise Refused(DRAWING)
    draw = Draw.objects.create(
        organisation_id=version.organisation_id, version=version, seconds=seconds, keep=keep, seed=seed,
        edits=version.edits, asked_by=by, asked_at=at,
    )  # fmt: skip
    app.configure_task(JOB, queue=ROTA).defer(draw=str(draw.pk))
    record(
        "rota.draw_asked", about=version, by=by, at=at, rings=_rings(version), draw=draw.pk, seconds=seconds, keep=keep
    )
    return draw


@action
def stop_draw(*, draw: Draw, by: Member, at: datetime) -> Draw:
    """Stop it: the best so far stays. One that waits for its turn ends at once. Twice is once."""
    draw = lock(draw)
    if draw.state not in OPEN or draw.stop_asked:
        return draw
    save(draw, stop_asked=True)
    if draw.state == DrawState.QUEUED:
        save(draw, state=DrawState.STOPPED, ended_at=at)
    record("rota.draw_stopped", about=draw.version, by=by, at=at, rings=_rings(draw.version), draw=draw.pk)
    return draw


@action
def begin_draw(*, id: UUID, at: datetime) -> Draw | None:
    """A worker begins it, or goes on with it after another was killed; None where it is over. No event of its own: that it
    was asked for is one, and its row is the record."""
    draw = Draw.objects.select_for_update(of=("self",), no_key=True).select_related("version__campaign").get(pk=id)
    if draw.state not in OPEN:
        return None
    if draw.version.state != VersionState.DRAFT or draw.stop_asked:
        save(draw, state=DrawState.STOPPED, ended_at=at)
        return None
    # What an earlier worker found counts as the beginning, not as something to beat: the draft may have changed since.
    save(draw, state=DrawState.RUNNING, began_at=draw.began_at or at, cost=None)
    bell.ring(*_rings(draw.version))
    return draw


@action
def take_best(
    *, draw: Draw, cells: Collection[tuple[UUID, date, UUID]], cost: int, bound: float | None, curve: Sequence[Any],
    at: datetime,
) -> bool:  # fmt: skip
    """Keep a better roster in the draft; False where the draw is over, so that the solver may stop.

    Pinned shifts stay, whatever the roster says, and where somebody changed something meanwhile so that a rule blocks, the
    solver's shift goes. No event of its own: it comes many times, and `rota.drawn` follows.
    """
    version = lock(draw.version)
    draw = lock(draw)
    if draw.state != DrawState.RUNNING or version.state != VersionState.DRAFT:
        return False
    if draw.cost is None or cost < draw.cost:
        facts = facts_of(version, at)
        _write(version, facts, {(s.member, s.day, s.kind) for s in fitted(facts, cells, at) if s.kind})
        save(version, cost=cost, bound=bound)
        save(draw, cost=cost)
    save(draw, bound=bound, curve=[*curve][-MOST_CURVE:])
    bell.ring(*_rings(version))
    return not draw.stop_asked


@action
def end_draw(*, draw: Draw, state: DrawState, status: str, findings: Sequence[Any], at: datetime) -> Draw:
    """It is over. `findings`: what could not be done, and what would help. Twice is once."""
    version = lock(draw.version)
    draw = lock(draw)
    if draw.state not in OPEN:
        return draw
    found = list(findings)
    if version.edits != draw.edits:
        found.insert(0, {"code": "drawn_before_last_change"})
    save(draw, state=state, status=status, ended_at=at)
    save(version, findings=found, bound=draw.bound)
    record(
        "rota.drawn", about=version, by=MACHINE, at=at, rings=_rings(version), draw=draw.pk, state=state, cost=draw.cost
    )
    return draw


def _write(version: Version, facts: Facts, wanted: set[tuple[UUID, date, UUID]]) -> None:
    """The draft's movable, unpinned assignments become `wanted`; those that stay keep their rows."""
    have = {
        (each.member, each.day, each.kind): each.key
        for each in facts.stints
        if each.movable and not each.pinned and each.kind
    }
    Assignment.objects.filter(pk__in=[have[cell] for cell in have.keys() - wanted]).delete()
    Assignment.objects.bulk_create(
        Assignment(organisation_id=version.organisation_id, version=version, member_id=member, day=day, kind_id=kind)
        for member, day, kind in sorted(wanted - have.keys())
    )


def _rings(version: Version) -> list[bell.Topic]:
    return [bell.topic("rota", version.campaign_id)]
