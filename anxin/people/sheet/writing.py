"""The people sheet written out, so that reading it again changes nothing."""

import gzip
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from anxin.core.sheets import Cell, write_csv, write_xlsx
from anxin.people.actions.credentials import ZONE
from anxin.people.models import Member
from anxin.people.rules.sheet import Known
from anxin.people.sheet.columns import COLUMNS
from anxin.people.sheet.house import in_words, known

LOOKS_SAFE = re.compile(r"'+[=+\-@]")


def head(language: str, *, phones: bool) -> list[str]:
    """The names of the columns in that language."""
    return [each.name(language) for each in COLUMNS if phones or each.code != "phone"]


def people_sheet(members: Sequence[Member], kind: str, language: str, *, phones: bool) -> bytes:
    """`members` as .xlsx or .csv (`kind`), in the language that is active; telephones only where `phones`."""
    return _written(head(language, phones=phones), _rows(members, kind, phones=phones), kind)


def template(kind: str, language: str) -> bytes:
    """An empty sheet with the names of all columns."""
    return _written(head(language, phones=True), iter(()), kind)


def _rows(members: Sequence[Member], kind: str, *, phones: bool) -> Iterator[list[Cell]]:
    for member in members:
        yield [_cell(known(member), each.code, kind) for each in COLUMNS if phones or each.code != "phone"]


def _cell(of: Known, column: str, kind: str) -> str:
    text = in_words(column, getattr(of, column))
    # In a .csv ' before a formula is taken off again; one that was there before gets a second.
    return f"'{text}" if kind == "csv" and LOOKS_SAFE.match(text) else text


def _written(names: list[str], rows: Iterator[list[Cell]], kind: str) -> bytes:
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / "sheet"
        if kind == "csv":
            write_csv(path, names, rows, ZONE)
            return gzip.decompress(path.read_bytes())
        write_xlsx(path, "people", names, rows, ZONE)
        return path.read_bytes()
