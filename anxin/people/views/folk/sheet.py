"""The people sheet: bring one in, look at what it would do, take it over; write one out; links for those who are new."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.access_folk import overseer, people_of_house, sheet_of
from anxin.people.actions.credentials import day_of
from anxin.people.actions.sheet import bring_sheet, digest_of, judged_rows, note_export, take_sheet
from anxin.people.doors import COORDINATOR, COORDINATOR_OR_SUPERVISOR
from anxin.people.forms_folk import Plain
from anxin.people.kinds import Role
from anxin.people.models import PeopleSheet
from anxin.people.rules import sheet_faults
from anxin.people.rules.sheet import Judged
from anxin.people.sheet.columns import BY_CODE, COLUMNS
from anxin.people.sheet.given import given
from anxin.people.sheet.house import in_words
from anxin.people.sheet.reading import read
from anxin.people.sheet.writing import people_sheet, template
from anxin.people.views.folk.common import page

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SHOWN = 200  # rows of each kind on the page; faults of all are shown first


class SheetForm(Plain):
    """The file."""

    sheet = forms.FileField(
        label=_("Sheet (.xlsx or .csv)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )


class ExportForm(Plain):
    """As which sheet, and why."""

    kind = forms.ChoiceField(
        label=_("As"),
        widget=forms.RadioSelect,
        choices=[("xlsx", _("Spreadsheet (.xlsx)")), ("csv", _("Text (.csv)"))],
    )
    reason = forms.CharField(
        label=_("What is it for?"),
        max_length=300,
        help_text=_("Kept with the export, for the auditor."),
        error_messages={"required": _("Say what it is for.")},
    )


@never_cache
@door(COORDINATOR)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a sheet in; it is read and kept to be looked at."""
    me, refused = overseer(request, Role.COORDINATOR), None
    form = SheetForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["sheet"]
        try:
            found = given(read(file), get_language() or "")
            sheet = bring_sheet(name=file.name, rows=found.rows, by=me, at=clock.now())
        except Refused as caught:
            refused = caught
        else:
            for column in found.unknown[:5]:
                words = gettext(sheet_faults.COLUMN_UNKNOWN.sentence) % {"column": column[:40]}
                messages.warning(request, words)
            return redirect("people_sheet", sheet.pk)
    context = {"form": form, "columns": _columns(), "export": ExportForm(initial={"kind": "xlsx"})}
    return page(request, "people/folk/sheet_bring.html", context, refused, 422 if form.errors else 200)


def _columns() -> list[dict[str, str]]:
    language = get_language() or ""
    help_for = {
        "number": gettext("Ours; leave it empty for somebody new."),
        "phone": gettext("Needed for somebody new."),
        "profession": gettext("Medic, counsellor, social worker, volunteer or news."),
        "languages": gettext("Several with commas between."),
        "roles": gettext("Coordinator, supervisor, …; most have none."),
        "standing": gettext("In training (if nothing is said) or serving."),
        "experienced": gettext("Yes or no; nothing: her shifts will tell."),
        "joined": gettext("2026-03-05"),
    }
    return [{"name": each.name(language), "help": help_for.get(each.code, "")} for each in COLUMNS]


@never_cache
@door(COORDINATOR)
def look(request: HttpRequest, id: UUID) -> HttpResponse:
    """What each row would do, as things stand now."""
    me = overseer(request, Role.COORDINATOR)
    return _show(request, sheet_of(me, id), me)


def _show(request: HttpRequest, sheet: PeopleSheet, me: Any, refused: Refused | None = None) -> HttpResponse:
    rows = judged_rows(sheet, me, clock.now()) if sheet.taken_at is None else []
    kinds = {kind: [row for row in rows if row.kind == kind] for kind in ("unfit", "new", "changed", "unchanged")}
    context = {
        "sheet": sheet,
        "counts": {kind: len(found) for kind, found in kinds.items()},
        "unfit": [{"row": row.row, "name": _called(row), "faults": _faults(row)} for row in kinds["unfit"][:SHOWN]],
        "new": [{"row": row.row, **_words(row)} for row in kinds["new"][:SHOWN]],
        "changed": [{"row": row.row, "name": _called(row), "changes": _changes(row)} for row in kinds["changed"][:SHOWN]],
        "shown": SHOWN,
        "seen": digest_of(rows),
        "takes": len(kinds["new"]) + len(kinds["changed"]),
    }  # fmt: skip
    return page(request, "people/folk/sheet_look.html", context, refused)


def _name(column: str) -> str:
    return BY_CODE[column].name(get_language() or "") if column else gettext("the whole row")


def _faults(row: Judged) -> list[str]:
    """Each fault with its column, in words."""
    return [
        gettext("%(column)s: %(fault)s")
        % {"column": _name(column), "fault": gettext(sheet_faults.CELLS[fault.code]) % dict(fault.params)}
        for column, fault in row.faults
    ]


def _called(row: Judged) -> str:
    return str(row.values.get("name") or (row.known.name if row.known else ""))


def _words(row: Judged) -> dict[str, str]:
    values = {column: in_words(column, value) for column, value in row.values.items()}
    return {"name": "", "profession": "", "phone": "", "roles": "", **values}


def _changes(row: Judged) -> list[dict[str, str]]:
    return [
        {
            "column": _name(column),
            "before": in_words(column, getattr(row.known, column)) or "–",
            "after": in_words(column, row.values[column]) or "–",
        }
        for column in row.changes
    ]


@require_POST
@door(COORDINATOR)
def take(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take over what was looked at."""
    me = overseer(request, Role.COORDINATOR)
    sheet = sheet_of(me, id)
    try:
        added, changed = take_sheet(sheet=sheet, seen=request.POST.get("seen", ""), by=me, at=clock.now())
    except Refused as refused:
        sheet.refresh_from_db()
        return _show(request, sheet, me, refused)
    new = ngettext("%(n)s person is new", "%(n)s people are new", len(added)) % {"n": len(added)}
    rest = ngettext("%(n)s was changed", "%(n)s were changed", len(changed)) % {"n": len(changed)}
    messages.success(request, f"{new}, {rest}")
    return redirect(reverse("people_links") if added else reverse("people"))


@never_cache
@door(COORDINATOR)
def empty(request: HttpRequest, kind: str) -> HttpResponse:
    """Our template, with the names of the columns."""
    overseer(request, Role.COORDINATOR)
    if kind not in TYPES:
        raise Http404
    return as_file(template(kind, get_language() or ""), kind, gettext("People, template"))


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def export(request: HttpRequest) -> HttpResponse:
    """Everybody as a sheet; who took it and why is kept. Telephones only for coordinators."""
    me, form = overseer(request), ExportForm(request.POST)
    phones = me.holds(Role.COORDINATOR)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        members = list(
            people_of_house(me).filter(active=True).select_related("account").order_by("profession", "name", "id")
        )
        try:
            note_export(
                what="people", kind=kind, reason=form.cleaned_data["reason"], with_phones=phones, rows=len(members),
                by=me, at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            return page(request, "people/folk/sheet_export.html", {"form": form, "phones": phones}, refused)
        body = people_sheet(members, kind, get_language() or "", phones=phones)
        return as_file(body, kind, f"{gettext('People')}-{day_of(clock.now()):%Y%m%d}")
    return page(request, "people/folk/sheet_export.html", {"form": form, "phones": phones}, status=422)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def exporting(request: HttpRequest) -> HttpResponse:
    """Ask for the sheet."""
    me = overseer(request)
    form = ExportForm(initial={"kind": "xlsx"})
    return page(request, "people/folk/sheet_export.html", {"form": form, "phones": me.holds(Role.COORDINATOR)})


def as_file(body: bytes, kind: str, name: str) -> HttpResponse:
    """A sheet to take along."""
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{kind}"
    response["Cache-Control"] = "private, no-store"
    return response
