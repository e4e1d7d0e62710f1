"""Rows of a file → rows that can be judged: which column is which, and what is wrong with the head of the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.people.rules import sheet_faults as faults
from anxin.people.rules.sheet import Given
from anxin.people.sheet.columns import BY_CODE, BY_NAME, NEEDED, plain
from anxin.people.sheet.reading import Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be judged, and names of columns that are not ours."""

    rows: list[Given]
    unknown: list[str]


def given(rows: Sequence[Row], language: str) -> Sheet:
    """The sheet by columns. Refused (422): column_missing, column_twice, sheet_no_rows."""
    head, body = rows[0], rows[1:]
    codes = [BY_NAME.get(plain(cell), "") for cell in head.cells]
    for code in BY_CODE:
        if codes.count(code) > 1:
            raise Refused(_about(faults.COLUMN_TWICE, BY_CODE[code].name(language)), 422)
    for code in NEEDED:
        if code not in codes:
            raise Refused(_about(faults.COLUMN_MISSING, BY_CODE[code].name(language)), 422)
    if not body:
        raise Refused(faults.NO_ROWS, 422)
    unknown = [cell for cell, code in zip(head.cells, codes, strict=True) if cell.strip() and not code]
    return Sheet([_row(row, codes) for row in body], unknown)


def _row(row: Row, codes: Sequence[str]) -> Given:
    cells = {code: cell for code, cell in zip(codes, row.cells, strict=False) if code}
    wrong = {
        (codes[at] if at >= 0 else ""): code
        for at, code in row.faults.items()
        if at < 0 or (at < len(codes) and codes[at])
    }
    return Given(row.number, cells, wrong)


def _about(finding: Finding, column: str) -> Finding:
    return Finding(finding.code, finding.sentence, {"column": column}, finding.next_step)
