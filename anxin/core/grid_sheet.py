"""Small workbooks with coloured cells, kept in memory: a table that people print and pin to a wall.

Long lists go through `core.sheets`, row by row. As there, a text that begins like a formula is written as text.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from anxin.core.sheets import CONTROLS, LONGEST_CELL

Cell = str | int | float | None
A3 = 8  # as spreadsheet programs number paper
NARROW, WIDE = 9, 15


@dataclass(frozen=True)
class Page:
    """One sheet: its name, head, rows, and colours by (row, column), as "#rrggbb"."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    colours: Mapping[tuple[int, int], str]
    landscape: bool = False
    title: str = ""


def write_book(pages: Sequence[Page]) -> bytes:
    """The bytes of an .xlsx."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#CCCCCC"})
    formats = {
        colour: book.add_format({"bg_color": colour, "text_wrap": True, "valign": "top", "border": 1})
        for colour in {colour for page in pages for colour in page.colours.values()}
    }
    for page in pages:
        sheet = book.add_worksheet(page.name[:30])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 1, WIDE)
        sheet.set_column(2, max(2, len(page.head) - 1), NARROW)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        if page.landscape:
            sheet.set_landscape()
            sheet.set_paper(A3)
        if page.title:
            sheet.set_header(f"&C{page.title.replace('&', '&&')[:200]}")
        for column, name in enumerate(page.head):
            sheet.write_string(0, column, _tidy(name), bold)
        for at, row in enumerate(page.rows):
            for column, cell in enumerate(row):
                look = formats.get(page.colours.get((at, column), ""), plain)
                if isinstance(cell, int | float):
                    sheet.write_number(at + 1, column, cell, look)
                else:
                    sheet.write_string(at + 1, column, _tidy(cell or ""), look)
    book.close()
    return into.getvalue()


def _tidy(text: str) -> str:
    return text.translate(CONTROLS)[:LONGEST_CELL]
