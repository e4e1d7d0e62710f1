"""The rota as a workbook: person × day, and a list of every shift."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from anxin.core.grid_sheet import Cell, Page, write_book
from anxin.people.kinds import PROFESSION_NAMES
from anxin.rota.board.grid import Grid
from anxin.rota.board.look import stint_words, weekday

# As on the board, in light; a sheet knows no other.
COLOURS = {"k0": "#EAF2D8", "k1": "#D7ECE6", "k2": "#E6E0F3", "k3": "#DCE5F1", "k4": "#F3E0E8", "k5": "#ECE7DA"}


def book(grid: Grid, title: str) -> bytes:
    """The workbook's bytes."""
    return write_book([_people(grid, title), _list(grid)])


def _people(grid: Grid, title: str) -> Page:
    facts = grid.facts
    head = [_("Name"), _("Profession"), *(f"{day:%m-%d} {weekday(day)}" for day in grid.days),
            _("shifts"), _("hours"), _("evenings"), _("weekends")]  # fmt: skip
    rows: list[list[Cell]] = []
    colours: dict[tuple[int, int], str] = {}
    for place, who in enumerate(grid.people):
        cells = []
        for n, day in enumerate(grid.days):
            stints = [each for each in grid.by_cell.get((who.id, day), ()) if each.here]
            cells.append("\n".join(stint_words(each, grid.signs, facts) for each in stints))
            sign = grid.signs.get(stints[0].kind) if stints and stints[0].kind else None
            if sign:
                colours[place, n + 2] = COLOURS[sign.colour]
        sums = grid.sums[who.id]
        rows.append([
            who.name, _(PROFESSION_NAMES[who.profession]), *cells, sums.shifts, round(sums.minutes / 60, 1), sums.evenings,
            sums.weekends,
        ])  # fmt: skip
    return Page(_("Person by day"), head, rows, colours, landscape=True, title=f"{title} {facts.first} – {facts.last}")


def _list(grid: Grid) -> Page:
    head = [_("Day"), _("Weekday"), _("Shift"), _("From"), _("To"), _("Name"), _("Profession")]
    return Page(_("List of shifts"), head, list(_shifts(grid)), {})


def _shifts(grid: Grid) -> Iterator[list[str]]:
    facts = grid.facts
    inside = [each for each in facts.stints if each.here and facts.within(each.day)]
    for stint in sorted(inside, key=lambda each: (each.begins, facts.people[each.member].name)):
        who = facts.people[stint.member]
        begins, ends = stint.begins.astimezone(facts.zone), stint.ends.astimezone(facts.zone)
        kind = grid.signs[stint.kind].name if stint.kind in grid.signs else ""
        yield [stint.day.isoformat(), weekday(stint.day), kind, f"{begins:%H:%M}", f"{ends:%H:%M}", who.name,
               _(PROFESSION_NAMES[who.profession])]  # fmt: skip
