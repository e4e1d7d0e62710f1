"""What colleagues wrote to one another (内部备注); when there is a new one, the thread beside renews itself, too."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.desk.kinds import NOTE_NAMES, NoteKind
from anxin.desk.models import Note, Question
from anxin.desk.rules.scope import Helper
from anxin.desk.threads import merged_into, notes_of
from anxin.people.models import Member


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> dict[str, Any] | None:
    """Every note, the newest first, for who may read the words."""
    if not readable:
        return None
    notes = notes_of([*merged_into(question), question])
    return {
        "template": "desk/_notes.html",
        "notes": [_line(each, question, at) for each in reversed(notes)],
        "stamp": notes[-1].pk if notes else "",
    }


def _line(note: Note, question: Question, at: datetime) -> dict[str, Any]:
    kind = NoteKind(note.kind)
    parts = [said(note.at, at, question.campaign), note.by.name]
    return {
        "id": note.pk,
        "line": " · ".join([*parts, _(NOTE_NAMES[kind])] if kind != NoteKind.NOTE else parts),
        "text": note.text,
    }
