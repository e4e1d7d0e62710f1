"""What is said about lateness, and sheets that leave the house: each with who and why."""

from datetime import datetime, timedelta

from django.utils.translation import get_language

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import NOT_YOURS, Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.state import happened, locked
from anxin.desk.kinds import ExportKind, ExportState, LateCause
from anxin.desk.models import LateNote, LedgerExport, Question
from anxin.desk.rules.opening import may_open
from anxin.desk.search.wish import Wish
from anxin.people.models import Member

KEPT = timedelta(hours=24)
RUNNING = Finding(
    "export_running", _("A sheet of yours is being written."), next_step=_("Wait until it is ready, then ask again.")
)
NOT_LATE = Finding("not_late", _("This question was never late."))
NOT_READY = Finding("not_ready", _("This sheet is not ready."), next_step=_("Wait for it, or ask for a new one."))


@action
def note_lateness(*, question: Question, cause: LateCause, words: str, by: Member, at: datetime) -> LateNote:
    """Say why it was late, beside what the facts say. Refused: not_allowed, not_late."""
    question = locked(question)
    refuse_if(may_open(helper_of(by, question.campaign)), 403)
    past = question.due_at is not None and question.due_at < at
    if not (question.was_late or past):
        raise Refused(NOT_LATE)
    said = clean(words, 500) if words.strip() else None
    note = LateNote.objects.create(
        organisation_id=question.organisation_id, question=question, cause=cause, words=said, by=by, at=at
    )
    happened("question.lateness_noted", question, by=by, at=at, cause=cause)
    return note


@action
def ask_export(
    *, campaign: Campaign, wish: Wish, kind: ExportKind, reason: str, by: Member, at: datetime, with_words: bool = False
) -> LedgerExport:
    """Ask for the ledger as a sheet; it is written in the background and kept for a day. Words of residents stand in it
    only for a supervisor who asks for them. Refused: not_allowed, empty (no reason), export_running.
    """
    reason = clean(reason, 300)
    helper = helper_of(by, campaign)
    refuse_if(may_open(helper), 403)
    if with_words and not helper.supervisor:
        raise Refused(NOT_YOURS, 403)
    lock(by)  # two taps at once are judged one after the other
    running = [ExportState.WAITING, ExportState.WRITING]
    if LedgerExport.objects.filter(campaign=campaign, by=by, state__in=running, keep_until__gt=at).exists():
        raise Refused(RUNNING)
    export = LedgerExport.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, by=by, reason=reason, kind=kind,
        language=get_language() or "zh-hans", with_words=with_words, wish=wish.plain(), asked_at=at, keep_until=at + KEPT,
    )  # fmt: skip
    record(
        "ledger.export_asked",
        about=export,
        by=by,
        at=at,
        kind=kind,
        with_words=with_words,
        filters=sorted(wish.plain()),
    )
    return export


@action
def finish_export(*, export: LedgerExport, rows: int, size: int, at: datetime, failed: bool = False) -> LedgerExport:
    """It is written: who asked can fetch it."""
    export = lock(export)
    state = ExportState.FAILED if failed else ExportState.READY
    save(export, state=state, rows=rows, size=size, ended_at=at)
    topics = [bell.topic("member", export.by_id)]
    record("ledger.export_written", about=export, by=MACHINE, at=at, rings=topics, rows=rows, size=size, failed=failed)
    return export


@action
def fetch_export(*, export: LedgerExport, by: Member, at: datetime) -> LedgerExport:
    """It leaves the house: who took it, how many rows. Refused: not_allowed (not her own), not_ready."""
    export = lock(export)
    if export.by_id != by.pk:
        raise Refused(NOT_YOURS, 403)
    if export.state != ExportState.READY or export.keep_until <= at:
        raise Refused(NOT_READY)
    record(
        "ledger.exported", about=export, by=by, at=at, rows=export.rows, kind=export.kind, with_words=export.with_words
    )
    return export
