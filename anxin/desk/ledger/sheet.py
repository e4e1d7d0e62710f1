"""The columns of the ledger's sheet, and a line in them, in the language of who asked for it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from anxin.core.sheets import Cell
from anxin.desk.kinds import (
    FEELING_NAMES,
    HELPED_NAMES,
    LATE_NAMES,
    OUTCOME_NAMES,
    RISK_NAMES,
    STATE_NAMES,
    TOPIC_NAMES,
    Feeling,
    Helped,
    LateCause,
    Outcome,
    State,
)
from anxin.desk.ledger.lines import Line
from anxin.triage import Risk


def head(*, words: bool) -> list[str]:
    """The names of the columns."""
    names = [
        _("Number"), _("Asked"), _("Topic"), _("Level"), _("State"), _("End"), _("Private"), _("Offered"), _("Taken on"),
        _("First answer"), _("Waited, minutes"), _("Ended"), _("Times late"), _("Late, minutes"), _("Why late"),
        _("Noted cause"), _("Looked after by"), _("Also had it"), _("Levels"), _("Helped"), _("Feels"),
    ]  # fmt: skip
    return [*names, _("Words of the resident"), _("Words of the team")] if words else names


def cells(line: Line, at: datetime) -> list[Cell]:
    """A line; no words of anyone."""
    question = line.question
    return [
        question.pk.hex[-12:],
        question.asked_at,
        _(TOPIC_NAMES[question.topic_]),
        _(RISK_NAMES[Risk(question.risk)]),
        _(STATE_NAMES[State(question.state)]),
        _(OUTCOME_NAMES[Outcome(question.outcome)]) if question.outcome else "",
        _("yes") if question.private else _("no"),
        line.offered_at,
        line.claimed_at,
        question.first_answer_at,
        round(line.waited.total_seconds() / 60, 1) if line.waited is not None else None,
        question.closed_at,
        len(line.late) or int(question.was_late),
        late_minutes(line, at),
        "; ".join(_(LATE_NAMES[late.cause]) for late in line.late),
        _(LATE_NAMES[LateCause(line.noted.cause)]) if line.noted else "",
        question.owner.name if question.owner else "",
        also(line),
        " → ".join(_(RISK_NAMES[Risk(level)]) for level in levels(line)),
        _(HELPED_NAMES[Helped(line.helped)]) if line.helped else "",
        _(FEELING_NAMES[Feeling(line.feeling)]) if line.feeling else "",
    ]


def also(line: Line) -> str:
    """Who had it besides its helper of now."""
    owner = line.question.owner.name if line.question.owner else ""
    return "、".join(name for name in dict.fromkeys(line.helpers) if name != owner)


def levels(line: Line) -> list[int]:
    """The levels it went through; nothing where it kept one."""
    return [line.levels[0][1], *(after for _at, _before, after in line.levels)] if line.levels else []


def late_minutes(line: Line, at: datetime) -> float | None:
    """How long it was past a clock, in all."""
    if not line.late:
        return None
    return round(sum(((each.ends or at) - each.begins).total_seconds() for each in line.late) / 60, 1)


def said(texts: Sequence[str]) -> str:
    """Messages in one cell."""
    return "\n".join(texts)
