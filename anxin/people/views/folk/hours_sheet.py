"""Hours of the house as a sheet; who took it, and why, is kept."""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.sheets import Cell, write_csv, write_xlsx
from anxin.people.access_folk import overseer
from anxin.people.actions.credentials import ZONE, day_of
from anxin.people.actions.sheet import note_export
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.kinds import PROFESSION_NAMES, HoursFrom, HoursState, Profession
from anxin.people.models import HoursEntry, Member
from anxin.people.views.folk.common import page
from anxin.people.views.folk.sheet import ExportForm, as_file

MOST = 200_000  # rows; more than an organisation of 5,000 serves in a month


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def export(request: HttpRequest) -> HttpResponse:
    """Ask for it, and take it."""
    me, refused = overseer(request), None
    form = ExportForm(request.POST if request.method == "POST" else None, initial={"kind": "xlsx"})
    if request.method == "POST" and form.is_valid():
        kind, at = form.cleaned_data["kind"], clock.now()
        entries = HoursEntry.objects.filter(organisation_id=me.organisation_id)
        try:
            note_export(
                what="hours", kind=kind, reason=form.cleaned_data["reason"], with_phones=False,
                rows=min(entries.count(), MOST), by=me, at=at,
            )  # fmt: skip
        except Refused as caught:
            refused = caught
        else:
            return as_file(_sheet(me, kind), kind, f"{_('Hours')}-{day_of(at):%Y%m%d}")
    return page(request, "people/folk/hours_export.html", {"form": form}, refused, 422 if form.errors else 200)


def _sheet(me: Member, kind: str) -> bytes:
    head = [_("Full name"), _("Profession"), _("Begin"), _("Hours"), _("What it was"), _("Entered afterwards"), _("State"),
            _("Decided by"), _("Reason")]  # fmt: skip
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / "sheet"
        if kind == "csv":
            write_csv(path, head, _rows(me), ZONE)
            return gzip.decompress(path.read_bytes())
        write_xlsx(path, "hours", head, _rows(me), ZONE)
        return path.read_bytes()


def _rows(me: Member) -> Iterator[list[Cell]]:
    states = {
        HoursState.COUNTED: _("counts"),
        HoursState.WAITING: _("waits for a yes"),
        HoursState.REFUSED: _("does not count"),
    }
    rows = HoursEntry.objects.filter(organisation_id=me.organisation_id).select_related("member", "decided_by")
    for entry in rows.order_by("-begins_at", "-id")[:MOST].iterator(2000):
        yield [
            entry.member.name,
            _(PROFESSION_NAMES[Profession(entry.member.profession)]),
            entry.begins_at,
            round(entry.minutes / 60, 2),
            entry.what,
            _("yes") if entry.source == HoursFrom.BACK_FILLED else _("no"),
            states[HoursState(entry.state)],
            entry.decided_by.name if entry.decided_by else "",
            entry.reason,
        ]
