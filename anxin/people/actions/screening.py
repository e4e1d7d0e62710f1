"""Coordinators look at applications: take one in hand, write a note, refuse it, put two of one person together."""

from datetime import datetime

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.models import Look
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.actions.notices import settle_notices
from anxin.people.kinds import Applying
from anxin.people.models import Application, Member, ScreeningNote
from anxin.people.rules import joining

LONGEST_NOTE = 2000
LONGEST_REASON = 500


@action
def look_at_application(*, application: Application, phone: bool, by: Member, at: datetime) -> None:
    """Keep that she opened it (or, with `phone`, that she had the number shown). No event: looks stand in their own table."""
    Look.objects.create(
        organisation_id=application.organisation_id,
        actor_id=by.pk,
        about_kind="people.application",
        about_id=application.pk,
        reason="phone" if phone else "screening",
        at=at,
    )


@action
def take_in_hand(*, application: Application, by: Member, at: datetime) -> Application:
    """She screens it from now on; a colleague can take it over. Twice is once. Refused: already_decided, withdrawn."""
    application = lock(application)
    refuse_if(joining.may_decide(Applying(application.state)))
    if application.screener_id != by.pk:
        save(application, state=Applying.SCREENING, screener=by)
        settle_notices(application.pk, at=at)
        record("application.in_hand", about=application, by=by, at=at)
    return application


@action
def write_screening_note(*, application: Application, text: str, by: Member, at: datetime) -> ScreeningNote:
    """A few words for the other coordinators. Refused (422): empty, too_long, not_text."""
    application = lock(application)
    note = ScreeningNote.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        by=by,
        text=clean(text, LONGEST_NOTE),
        made_at=at,
    )
    record("application.noted", about=application, by=by, at=at, note=note.pk)
    return note


@action
def refuse_application(*, application: Application, reason: str, by: Member, at: datetime) -> Application:
    """Say no, with words that she will read. Refused: already_decided, withdrawn; empty, too_long, not_text (422)."""
    application = lock(application)
    refuse_if(joining.may_decide(Applying(application.state)))
    said = clean(reason, LONGEST_REASON)
    save(application, state=Applying.REFUSED, reason=said, screener=by, decided_at=at)
    settle_notices(application.pk, at=at)
    record("application.refused", about=application, by=by, at=at)
    return application


@action
def put_together(*, application: Application, first: Application, by: Member, at: datetime) -> Application:
    """`application` is the same person's second: it ends, and `first` goes on. What she wrote in it becomes a note there.

    Refused: another_phone, already_decided, withdrawn.
    """
    for row in sorted((application, first), key=lambda each: each.pk):
        lock(row)
    application, first = lock(application), lock(first)
    refuse_if(joining.may_decide(Applying(application.state)))
    same = bytes(application.phone_blind) == bytes(first.phone_blind) and application.drive_id == first.drive_id
    if not same or application.pk == first.pk:
        raise Refused(joining.OTHERS)
    if application.why:
        ScreeningNote.objects.create(
            organisation_id=first.organisation_id, application=first, by=by, text=application.why, made_at=at
        )
    application.credentials.update(application=first)
    save(application, state=Applying.WITHDRAWN, screener=by, decided_at=at)
    settle_notices(application.pk, at=at)
    record("application.put_together", about=application, by=by, at=at, first=first.pk)
    return application
