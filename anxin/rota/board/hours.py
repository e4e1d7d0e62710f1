"""Profession × hour: a table for each profession, a line for each day, with how many are there and how many are missing."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.board.cover import Covered, Piece
from anxin.rota.board.grid import Grid
from anxin.rota.board.look import weekday


def tables(grid: Grid) -> SafeString:
    """A table for each profession that is wanted."""
    found = grid.covered
    hours = _hours(found, grid.facts.zone)
    professions = [each for each in Profession if any(of == each for of, _day in found)]
    return mark_safe("".join(_table(grid, each, hours) for each in professions))  # noqa: S308 - words are escaped


def day_row(grid: Grid, profession: Profession, day: date) -> str:
    """One line of one table: after an edit."""
    return _row(grid, profession, day, _hours(grid.covered, grid.facts.zone))


def _table(grid: Grid, profession: Profession, hours: list[int]) -> str:
    name = escape(_(PROFESSION_NAMES[profession]))
    head = "".join(f'<th scope="col">{hour % 24}</th>' for hour in hours)
    rows = "".join(_row(grid, profession, day, hours) for day in grid.days)
    return (
        f'<div class="rota-hours"><h3>{name}</h3><table class="rota-cover"><caption class="unseen">'
        f"{escape(_('%(profession)s by day and hour') % {'profession': _(PROFESSION_NAMES[profession])})}</caption>"
        f'<thead><tr><th scope="col" class="who">{escape(_("Day"))}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(grid: Grid, profession: Profession, day: date, hours: list[int]) -> str:
    by_hour: dict[int, list[Piece]] = {}
    for piece in grid.covered.get((profession, day), ()):
        by_hour.setdefault(_hour(piece, day, grid.facts.zone), []).append(piece)
    cells = "".join(_cell(by_hour.get(hour)) for hour in hours)
    words = f"{day.day} {weekday(day)}"
    return f'<tr id="h-{profession}-{day:%m%d}"><th scope="row" class="who">{escape(words)}</th>{cells}</tr>'


def _cell(pieces: list[Piece] | None) -> str:
    if not pieces:
        return '<td class="none"></td>'
    missing = max(piece.need - piece.have for piece in pieces)
    have = min(piece.have for piece in pieces)
    if missing > 0:
        return f'<td class="c0">−{missing}</td>'
    return f'<td class="{"c1" if missing == 0 else "c2"}">{have}</td>'


def _hour(piece: Piece, day: date, zone: ZoneInfo) -> int:
    """Its hour, counted on past midnight."""
    midnight = datetime.combine(day, time(0), zone)
    return int((piece.begins - midnight).total_seconds() // 3600)


def _hours(found: Covered, zone: ZoneInfo) -> list[int]:
    every = {_hour(piece, day, zone) for (_of, day), pieces in found.items() for piece in pieces}
    return list(range(min(every), max(every) + 1)) if every else []
