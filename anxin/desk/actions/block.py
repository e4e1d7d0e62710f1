"""Against abuse: whoever asked a question may not write for a while. Danger that the machine hears still goes through."""

from datetime import datetime

from anxin.clients.actions import block_resident
from anxin.clients.models import Block
from anxin.core.action import action
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.state import happened, locked
from anxin.desk.kinds import NoteKind
from anxin.desk.models import Note, Question
from anxin.desk.rules.opening import may_open
from anxin.desk.rules.scope import may_raise
from anxin.people.models import Member


@action
def block_asker(*, question: Question, until: datetime, reason: str, by: Member, at: datetime) -> Block:
    """Whoever asked this may not write until `until`. For coordinators and supervisors.

    Refused: not_allowed, in_the_past, empty (no reason).
    """
    question = locked(question)
    refuse_if(may_open(helper_of(by, question.campaign)), 403)
    return block_resident(resident=question.resident, reason=reason, until=until, by=by, at=at)


@action
def ask_block(*, question: Question, reason: str, by: Member, at: datetime) -> Note:
    """Ask the coordinators to block whoever asked this; why stands as a note beside the question.

    Refused: already_closed, not_on_duty, empty (no reason).
    """
    question = locked(question)
    refuse_if(may_raise(helper_of(by, question.campaign), question.matter(by, at)))
    note = Note.objects.create(
        organisation_id=question.organisation_id, question=question, kind=NoteKind.NOTE, by=by,
        text=clean(reason, 500), at=at,
    )  # fmt: skip
    happened("question.block_asked", question, by=by, at=at, note=note.pk)
    return note
