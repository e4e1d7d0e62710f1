"""What colleagues write to one another about a question; its resident never reads it."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.text import clean
from anxin.desk.access import may_open_book
from anxin.desk.actions.state import happened, locked
from anxin.desk.kinds import NoteKind
from anxin.desk.models import Note, Question
from anxin.people.models import Member

LONGEST = 2000  # characters of a note


@action
def write_note(*, question: Question, text: str, by: Member, at: datetime) -> Note:
    """Put a note beside the question, for whoever may read its words; also beside a closed one.

    Refused: private (403, she may not read the words), empty, too_long, not_text.
    """
    text = clean(text, LONGEST)
    question = locked(question)
    may_open_book(question, by, at)
    note = keep_note(question, NoteKind.NOTE, text, by=by, at=at)
    happened("question.noted", question, by=by, at=at, note=note.pk)
    return note


def keep_note(question: Question, kind: NoteKind, text: str, *, by: Member, at: datetime) -> Note:
    """Write a note of `kind`; the verb that it belongs to records the event. `text` is clean."""
    return Note.objects.create(
        organisation_id=question.organisation_id, question=question, kind=kind, by=by, text=text, at=at
    )
