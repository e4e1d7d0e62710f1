"""What reactions and the timetable call of the ledger; each may run twice and does its thing once."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError

from anxin.core import clock
from anxin.core.jobs import DEFAULT, PAGES, RETRY, app
from anxin.core.models import Event
from anxin.desk.actions.ledger import finish_export
from anxin.desk.kinds import ExportState
from anxin.desk.ledger.writing import progress, write_export
from anxin.desk.models import LedgerExport, Question
from anxin.people.actions import notify
from anxin.people.kinds import Role

logger = logging.getLogger("anxin.desk")


@app.task(queue=DEFAULT, retry=RETRY)
def write_ledger(event: int) -> None:
    """Write the sheet that was asked for; one that cannot be written says so, and is not tried for ever."""
    rows = LedgerExport.objects.select_related("campaign__organisation", "by")
    export = rows.filter(pk=Event.objects.get(pk=event).about_id).first()
    if export is None or export.state in (ExportState.READY, ExportState.FAILED):
        return
    try:
        count, size = write_export(export, export.asked_at, lambda done: progress(export, done))
    except (OperationalError, InterfaceError):
        raise  # the database is away: it is tried again
    except Exception:
        logger.exception("a sheet of the ledger could not be written")
        finish_export(export=export, rows=0, size=0, at=clock.now(), failed=True)
        return
    finish_export(export=export, rows=count, size=size, at=clock.now())


def drop_old(at: datetime) -> None:
    """Sheets whose day is over go, with their pieces; that they were written and fetched stays in the events."""
    LedgerExport.objects.filter(keep_until__lt=at).delete()


@app.task(queue=PAGES, retry=RETRY)
def tell_block_asked(event: int) -> None:
    """A helper asks that somebody who abuses be blocked: coordinators and supervisors know."""
    question = Question.objects.select_related("campaign").get(pk=Event.objects.get(pk=event).about_id)
    rows = question.campaign.participants.filter(
        left_at=None, member__active=True, member__roles__overlap=[Role.COORDINATOR, Role.SUPERVISOR]
    )
    for each in rows.select_related("member"):
        notify(member=each.member, code="block_asked", about=question.pk, urgent=False, at=clock.now())
