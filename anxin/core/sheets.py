"""Sheets that people open in a spreadsheet program: .xlsx and .csv, row by row, in little memory.

A cell that begins like a formula is written as text: in .xlsx by its type, in .csv with a quotation mark before it, so that
nothing that somebody once typed into a question runs on the machine of who opens the sheet.
"""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

Cell = str | int | float | bool | datetime | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_048_575  # of one page of an .xlsx, beside its head
LONGEST_CELL = 32_000
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def safe(text: str) -> str:
    """`text` as a cell of a .csv may hold it."""
    text = text.translate(CONTROLS)[:LONGEST_CELL]
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]], zone: ZoneInfo) -> int:
    """Write a .csv that spreadsheet programs read as Chinese (UTF-8 with its mark), packed by gzip; how many rows."""
    count = 0
    with gzip.open(path, "wb", compresslevel=4) as packed, io.TextIOWrapper(packed, "utf-8-sig", newline="") as text:
        into = csv.writer(text)
        into.writerow([safe(name) for name in head])
        for row in rows:
            into.writerow([_plain(cell, zone) for cell in row])
            count += 1
    return count


def _plain(cell: Cell, zone: ZoneInfo) -> Any:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return safe(cell) if isinstance(cell, str) else cell


def write_xlsx(path: Path, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], zone: ZoneInfo) -> int:
    """Write an .xlsx, further pages where one is full; how many rows. A row is on the disk as soon as it is written."""
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), plain)
    bold = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    count, page = 0, None
    try:
        for row in rows:
            at = count % MOST_ROWS
            if page is None or at == 0:
                page = _page(book, title, head, bold, count // MOST_ROWS)
            for column, cell in enumerate(row):
                _write(page, at + 1, column, cell, moment, zone)
            count += 1
        if page is None:
            _page(book, title, head, bold, 0)
    finally:
        book.close()
    return count


def _page(book: Any, title: str, head: Sequence[str], bold: Any, number: int) -> Any:
    page = book.add_worksheet(f"{title[:26]} {number + 1}" if number else title[:30])
    page.freeze_panes(1, 1)
    page.set_column(0, max(0, len(head) - 1), 17)
    for column, name in enumerate(head):
        page.write_string(0, column, name, bold)
    return page


def _write(page: Any, row: int, column: int, cell: Cell, moment: Any, zone: ZoneInfo) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell.astimezone(zone).replace(tzinfo=None), moment)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, cell.translate(CONTROLS)[:LONGEST_CELL])
