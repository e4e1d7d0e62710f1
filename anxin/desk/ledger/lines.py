"""A line of the ledger: what happened to a question and when, and why it was late. No words of anyone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import is_open
from anxin.core.models import Event
from anxin.desk.access import as_helper
from anxin.desk.kinds import LateCause, State
from anxin.desk.models import Acceptance, Feedback, LateNote, Question, RiskNote
from anxin.desk.rules.lateness import CLOCKS, ENDS, MOVES, Step, Stretch, There, cause_of, stretches
from anxin.desk.rules.scope import Matter, in_scope
from anxin.people.models import Member
from anxin.rota.models import Attendance
from anxin.triage import Risk, Topic

NAMES = sorted({*CLOCKS, *ENDS, *MOVES, "question.offered", "question.claimed", "question.late"})


@dataclass(frozen=True, slots=True)
class Late:
    """One stretch past a clock, with why."""

    begins: datetime
    ends: datetime | None
    cause: LateCause


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the ledger. `levels` are (when, before, after); `noted` is a coordinator's own cause."""

    question: Question
    offered_at: datetime | None
    claimed_at: datetime | None
    waited: timedelta | None
    late: tuple[Late, ...]
    noted: LateNote | None
    helpers: tuple[str, ...]
    levels: tuple[tuple[datetime, int, int], ...]
    helped: str
    feeling: str


def lines_of(questions: Sequence[Question], campaign: Campaign, at: datetime) -> list[Line]:
    """The lines of `questions`, in their order; the same few queries however many they are."""
    ids = [each.pk for each in questions]
    events = _events(ids)
    helpers, levels, notes, said = _helpers(ids), _levels(ids), _notes(ids), _feedback(ids)
    spans = {each.pk: stretches(events[each.pk], _running(each, at)) for each in questions}
    there = _Presence(campaign, [stretch.begins for found in spans.values() for stretch in found])
    return [
        Line(
            question=each,
            offered_at=_first(events[each.pk], "question.offered"),
            claimed_at=_first(events[each.pk], "question.claimed"),
            waited=each.waited(),
            late=tuple(_late(stretch, each, there) for stretch in spans[each.pk]),
            noted=notes.get(each.pk),
            helpers=tuple(helpers[each.pk]),
            levels=tuple(levels[each.pk]),
            helped=said.get(each.pk, ("", ""))[0],
            feeling=said.get(each.pk, ("", ""))[1],
        )
        for each in questions
    ]


def _running(question: Question, at: datetime) -> datetime | None:
    running = question.state in (State.WAITING, State.CLAIMED)
    return question.due_at if running and question.due_at is not None and question.due_at < at else None


def _late(stretch: Stretch, question: Question, there: "_Presence") -> Late:
    return Late(stretch.begins, stretch.ends, cause_of(stretch, there.at(question, stretch.begins)))


def _first(steps: Sequence[Step], name: str) -> datetime | None:
    return next((step.at for step in steps if step.name == name), None)


def _events(ids: Sequence[UUID]) -> dict[UUID, list[Step]]:
    rows = Event.objects.filter(about_id__in=ids, name__in=NAMES).order_by("id")
    found: dict[UUID, list[Step]] = defaultdict(list)
    for about, name, at, data in rows.values_list("about_id", "name", "at", "data"):
        due = data.get("due_at")
        found[about].append(Step(name, at, parse_datetime(due) if due else None))
    return found


def _helpers(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Acceptance.objects.filter(question__in=ids).order_by("at")
    for question, name in rows.values_list("question_id", "member__name"):
        found[question].append(name)
    return found


def _levels(ids: Sequence[UUID]) -> dict[UUID, list[tuple[datetime, int, int]]]:
    found: dict[UUID, list[tuple[datetime, int, int]]] = defaultdict(list)
    rows = RiskNote.objects.filter(question__in=ids).order_by("at", "id")
    for question, at, before, after in rows.values_list("question_id", "at", "before", "after"):
        if before != after:
            found[question].append((at, before, after))
    return found


def _notes(ids: Sequence[UUID]) -> dict[UUID, LateNote]:
    rows = LateNote.objects.filter(question__in=ids).select_related("by").order_by("at", "id")
    return {note.question_id: note for note in rows}


def _feedback(ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    rows = Feedback.objects.filter(question__in=ids).values_list("question_id", "helped", "feeling")
    return {question: (helped, feeling) for question, helped, feeling in rows}


class _Presence:
    """Who was on duty at some moments, looked up at once for all of them."""

    def __init__(self, campaign: Campaign, moments: Sequence[datetime]) -> None:
        self.hours = campaign.service_hours
        self.rows: list[Any] = []
        if moments:
            rows = Attendance.objects.filter(campaign=campaign, in_at__lte=max(moments)).exclude(
                out_at__lt=min(moments)
            )
            self.rows = list(rows.select_related("member"))

    def at(self, question: Question, moment: datetime) -> There:
        """How many were there who might have answered it then."""
        matter = Matter(topic=Topic(question.topic), risk=Risk(question.risk), state=State.WAITING)
        able: set[Member] = {
            each.member
            for each in self.rows
            if each.in_at <= moment
            and (each.out_at is None or each.out_at > moment)
            and in_scope(as_helper(each.member, on_duty=True), matter)
        }
        return There(open=is_open(self.hours, moment), able=len(able))
