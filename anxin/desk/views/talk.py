"""Messages, notices and notes of a thread, as the people on duty read them (parts/message.html, parts/notice.html)."""

from collections.abc import Mapping
from datetime import datetime
from heapq import merge
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.desk.attachments.show import attachments_shown
from anxin.desk.kinds import NOTE_NAMES, NoteKind
from anxin.desk.models import Note, Question
from anxin.desk.show import names_of
from anxin.desk.threads import notes_of, whole_talk
from anxin.desk.views.rows import who
from anxin.desk.words import happened

Line = dict[str, Any]


def talk(question: Question, at: datetime) -> list[Line]:
    """The whole talk: the resident's words to the left, the team's to the right, their notes at their place in time."""
    said_in = whole_talk(question)
    names = names_of(message for _question, message in said_in)
    questions = {each.pk: each for each, _message in said_in}
    notes = notes_of(list(questions.values()))
    lines = [(message.at, line) for each, message in said_in if (line := _line(message, each, names, at))]
    beside = [(each.at, _note(each, question, at)) for each in notes]
    return [line for _at, line in merge(lines, beside, key=lambda each: each[0])]


def _note(note: Note, question: Question, at: datetime) -> Line:
    kind = "" if note.kind == NoteKind.NOTE else _(NOTE_NAMES[NoteKind(note.kind)])
    return {
        "id": note.pk,
        "notice": False,
        "side": "note",
        "who": note.by.name,
        "text": note.text,
        "when": said(note.at, at, question.campaign),
        "state": kind,
    }


def _line(message: Message, question: Question, names: Mapping[Any, str], at: datetime) -> Line | None:
    when = said(message.at, at, question.campaign)
    by_resident = message.author_kind == AuthorKind.RESIDENT
    name = names.get(message.author_id)
    if message.kind == MessageKind.NOTICE:
        words = happened(message.code, name, by_resident)
        return {"id": message.pk, "notice": True, "words": f"{when} {words}"} if words else None
    first = not by_resident and message.at == question.first_answer_at
    waited = question.waited()
    minutes = max(1, round(waited.total_seconds() / 60)) if waited is not None else 0
    return {
        "id": message.pk,
        "notice": False,
        "side": "you" if by_resident else "me",
        "who": who(question) if by_resident else name,
        "text": message.text or "",
        "attachments": attachments_shown(message, who(question) if by_resident else name or ""),
        "when": when,
        "state": _("first answer after %(minutes)s min") % {"minutes": minutes} if first else "",
    }
