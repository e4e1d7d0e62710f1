"""A resident's questions as a list shows them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from anxin.core.templatetags.parts import when
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.pages.resident.what_next import over, owner_of
from anxin.triage import Risk

LINE = 44  # characters of a question in a list
SIGNS = {  # kind of the chip, icon
    State.WAITING: ("", "clock"),
    State.CLAIMED: ("mine", "people"),
    State.AWAITING_RESIDENT: ("good", "check"),
    State.FOLLOW_UP: ("mine", "calendar"),
    State.CLOSED: ("", ""),
}


def cards(questions: Iterable[Question], words: Mapping[UUID, str], at: datetime) -> list[dict[str, Any]]:
    """Her questions as a list shows them."""
    return [
        {
            "id": question.pk,
            "words": _short(words.get(question.pk, "")),
            "when": when(question.asked_at, at),
            "anchor": "next" if question.state == State.WAITING or question.risk >= Risk.HIGH else "",
            "chip": _chip(question, State.CLOSED if over(question, at) else State(question.state)),
        }
        for question in questions
    ]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def _chip(question: Question, state: State) -> dict[str, str]:
    kind, icon = SIGNS[state]
    return {"kind": kind, "icon": icon, "words": _state(question, state)}


def _state(question: Question, state: State) -> str:
    name = owner_of(question)
    match state:
        case State.WAITING:
            return _("waiting for an answer")
        case State.CLAIMED:
            return _("%(name)s is looking after you") % {"name": name}
        case State.AWAITING_RESIDENT:
            return _("%(name)s has answered") % {"name": name}
        case State.FOLLOW_UP:
            return _("%(name)s comes back to you") % {"name": name}
        case State.CLOSED:
            return _("ended")
