"""A sheet as somebody sent it (.xlsx or .csv, by content) → its rows as text. Nothing in it is run, and nothing grows large.

An .xlsx is a zip of XML: what it unpacks to is counted before anything is parsed, and XML that declares entities is refused.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from anxin.core.refusal import Refused
from anxin.people.rules import sheet_faults as faults

UPLOAD = 5_000_000
UNPACKED = 40_000_000
"""Bytes. 5,000 rows of ten columns take about 5 MB."""
PARTS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST = 2_000
QUOTED = re.compile(r"'+[=+\-@]")
CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the sheet, its cells as text, and what is wrong with a cell (or with column -1, the row)."""

    number: int
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)


def read(file: IO[bytes] | Any) -> list[Row]:
    """The rows of a sheet, its head first; empty ones are left out.

    Refused (422): sheet_empty, sheet_unreadable, sheet_too_many_rows; sheet_too_big (413).
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size > UPLOAD:
        raise Refused(faults.TOO_BIG, 413)
    data = file.read()
    found: list[Row] = []
    for row in _xlsx(data) if data[:2] == b"PK" else _csv(data):
        if any(cell.strip() for cell in row.cells):
            found.append(row)
        if len(found) > MOST_ROWS + 1:
            raise Refused(faults.TOO_MANY_ROWS, 422)
    if not found:
        raise Refused(faults.EMPTY, 422)
    return found


def _csv(data: bytes) -> Iterator[Row]:
    text = _decoded(data)
    head = text.split("\n", 1)[0]
    divider = max(",;\t", key=head.count)
    try:
        yield from _lines(text, divider)
    except csv.Error as error:
        raise Refused(faults.UNREADABLE, 422) from error


def _lines(text: str, divider: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    line = 1
    for cells in reader:
        yield Row(line, tuple(_unquoted(cell)[:LONGEST] for cell in cells[:MOST_COLUMNS]))
        line = reader.line_num + 1


def _unquoted(cell: str) -> str:
    """Our own .csv has ' before what a spreadsheet program would take for a formula (`core.sheets.safe`)."""
    return cell[1:] if QUOTED.match(cell) else cell


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(faults.UNREADABLE, 422)


def _xlsx(data: bytes) -> Iterator[Row]:
    _judge_parts(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        page: Any = next(each for each in book.worksheets if each.sheet_state == "visible")
        page.reset_dimensions()  # what the sheet claims of its size is not believed
        hidden, merged = _marks(data, page._worksheet_path)
        for cells in page.iter_rows(max_col=MOST_COLUMNS):
            there = [cell for cell in cells if getattr(cell, "row", None)]
            if there:
                yield _row(there[0].row, cells, hidden, merged)
    except Refused:
        raise
    except Exception as error:  # whatever a broken file makes the library stumble over
        raise Refused(faults.UNREADABLE, 422) from error


def _row(number: int, cells: Any, hidden: set[int], merged: list[tuple[int, int, int, int]]) -> Row:
    found: dict[int, str] = {-1: "hidden_row"} if number in hidden else {}
    for at, cell in enumerate(cells):
        if getattr(cell, "data_type", "") == "f":
            found[at] = "formula"
        elif getattr(cell, "data_type", "") == "e":
            found[at] = "error_cell"
        if any(left <= at + 1 <= right and top <= number <= bottom for left, top, right, bottom in merged):
            found[at] = "merged"
    return Row(number, tuple(_text(cell.value)[:LONGEST] for cell in cells), found)


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as 2026-03-05."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    return CODED.sub(_character, str(value))  # how an .xlsx writes what XML cannot


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)


def _judge_parts(data: bytes) -> None:
    """Stop before a bomb goes off: parts are unpacked piece by piece, counted, and thrown away."""
    left = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Refused(faults.TOO_BIG, 413)
            for part in parts:
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                with packed.open(part) as file:
                    tail = b""
                    while piece := file.read(1 << 16):
                        left -= len(piece)
                        if left < 0:
                            raise Refused(faults.TOO_BIG, 413)
                        _judge_xml(tail + piece)
                        tail = piece[-16:]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Refused(faults.UNREADABLE, 422) from error


def _judge_xml(piece: bytes) -> None:
    # Spreadsheet programs write plain UTF-8 without declarations; NUL would be UTF-16, in which the words could hide.
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or b"\0" in piece:
        raise Refused(faults.UNREADABLE, 422)


def _marks(data: bytes, path: str) -> tuple[set[int], list[tuple[int, int, int, int]]]:
    """Hidden rows, and merged stretches as (left, top, right, bottom); the reader passes over both."""
    hidden: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open(path.lstrip("/")) as file:
        for _event, element in ElementTree.iterparse(file):  # noqa: S314 - no entities: `_judge_xml`
            name = element.tag.rsplit("}", 1)[-1]
            if name == "row":
                if element.get("hidden") in ("1", "true"):
                    hidden.add(int(element.get("r") or 0))
                element.clear()
            elif name == "mergeCell" and len(merged) < MOST_ROWS:
                left, top, right, bottom = range_boundaries(element.get("ref") or "")
                merged.append((left or 1, top or 1, right or 1, bottom or 1))
    return hidden, merged
