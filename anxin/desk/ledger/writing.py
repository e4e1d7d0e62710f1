"""Writing a sheet of the ledger: batch after batch into a file of its own, then sealed into the database in pieces.

The pieces stand in the database and not in a folder, as whoever writes the sheet and whoever gives it out need not be on one
machine. A million rows take as much memory as five hundred.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.core.crypto import ring
from anxin.core.models import Look
from anxin.core.sheets import Cell, write_csv, write_xlsx
from anxin.desk.kinds import ExportKind, ExportState
from anxin.desk.ledger.lines import lines_of
from anxin.desk.ledger.pages import whole_ledger
from anxin.desk.ledger.sheet import cells, head, said
from anxin.desk.models import ExportPart, LedgerExport, Question
from anxin.desk.search.wish import read

PIECE = 1024 * 1024  # bytes
WHAT = "desk.exportpart.body"
Words = dict[UUID, tuple[list[str], list[str]]]


def write_export(export: LedgerExport, at: datetime, tell: Callable[[int], None]) -> tuple[int, int]:
    """Write the sheet that `export` asks for; `tell` hears how many rows are done. Returns rows and bytes."""
    zone = export.campaign.tz
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder, translation.override(export.language):
        path = Path(folder) / "sheet"
        names, rows = head(words=export.with_words), _rows(export, at, tell)
        if export.kind == ExportKind.CSV:
            count = write_csv(path, names, rows, zone)
        else:
            count = write_xlsx(path, _("Question ledger"), names, rows, zone)
        return count, _keep(export, path)


def _rows(export: LedgerExport, at: datetime, tell: Callable[[int], None]) -> Iterator[list[Cell]]:
    count = 0
    for questions in whole_ledger(export.campaign, read(export.wish), at):
        words = _words(questions, export, at) if export.with_words else {}
        for line in lines_of(questions, export.campaign, at):
            row = cells(line, at)
            if export.with_words:
                row += [said(part) for part in words.get(line.question.conversation_id, ([], []))]
            yield row
        count += len(questions)
        tell(count)


def _words(questions: Sequence[Question], export: LedgerExport, at: datetime) -> Words:
    """What residents and team wrote, and that it was taken out is kept for each that is private."""
    found: Words = defaultdict(lambda: ([], []))
    rows = Message.objects.filter(conversation__in=[each.conversation_id for each in questions], kind=MessageKind.TEXT)
    for conversation, kind, text in rows.order_by("conversation", "seq").values_list(
        "conversation_id", "author_kind", "text"
    ):
        found[conversation][kind != AuthorKind.RESIDENT].append(text or "")
    Look.objects.bulk_create(
        Look(
            organisation_id=export.organisation_id, actor_id=export.by_id, about_kind="desk.question",
            about_id=each.pk, reason="exported", at=at,
        )
        for each in questions
        if each.private
    )  # fmt: skip
    return found


def _keep(export: LedgerExport, path: Path) -> int:
    ExportPart.objects.filter(export=export).delete()
    size = 0
    with path.open("rb") as file:
        for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
            sealed = ring(settings.HOME).seal_bytes(piece, WHAT)
            ExportPart.objects.create(export=export, number=number, body=sealed)
            size += len(piece)
    return size


def pieces(export: LedgerExport) -> Iterator[bytes]:
    """The file of an export, in order."""
    keys = ring(settings.HOME)
    for body in ExportPart.objects.filter(export=export).order_by("number").values_list("body", flat=True).iterator(4):
        yield keys.open_bytes(bytes(body), WHAT)


def progress(export: LedgerExport, rows: int) -> None:
    """Say how far it is; pages that wait for it look now and then."""
    LedgerExport.objects.filter(pk=export.pk).update(state=ExportState.WRITING, rows=rows)
