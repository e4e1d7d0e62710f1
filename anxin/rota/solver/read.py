"""Reads a problem by what it holds, not by what its file is called, and writes rosters down."""

import csv
import io

from anxin.core.words import _
from anxin.rota.solver.anxin_json import is_json, read_json
from anxin.rota.solver.fault import Fault
from anxin.rota.solver.instance import is_instance, read_instance
from anxin.rota.solver.problem import Problem, Roster

MOST_BYTES = 50_000_000


def read_problem(data: bytes) -> Problem:
    """The problem in `data`. Refused (`Fault`): too large, no text, neither of the two forms, or a fault of its form."""
    if len(data) > MOST_BYTES:
        raise Fault("too_large", _("The problem is larger than %(most)s MB."), most=MOST_BYTES // 1_000_000)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault("no_text", _("The problem is not a text in UTF-8.")) from error
    if is_json(text):
        return read_json(text)
    if is_instance(text):
        return read_instance(text)
    if not text.strip():
        raise Fault("empty", _("The problem is empty."))
    raise Fault(
        "form",
        _("This is neither Anxin JSON ({“anxin-rota”: 1, …}) nor a shift-scheduling instance (SECTION_HORIZON, …)."),
    )


def write_roster(roster: Roster) -> str:
    """CSV `staff,day,shift`, a row for each day worked."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("staff", "day", "shift"))
    rows.writerows((person, day, shift) for person, row in roster.items() for day, shift in sorted(row.items()))
    return out.getvalue()
