"""The question ledger: every question, every clock, late ones with a cause; and sheets of it."""

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.templatetags.parts import clock_value
from anxin.desk.access import helper_of
from anxin.desk.actions.ledger import ask_export, fetch_export
from anxin.desk.kinds import (
    FEELING_NAMES,
    HELPED_NAMES,
    LATE_NAMES,
    OUTCOME_NAMES,
    RISK_NAMES,
    STATE_NAMES,
    ExportKind,
    ExportState,
    Feeling,
    Helped,
    LateCause,
    Outcome,
    State,
)
from anxin.desk.ledger.access import sheet_of, sheets_of
from anxin.desk.ledger.lines import Line, lines_of
from anxin.desk.ledger.pages import ledger_page
from anxin.desk.ledger.sheet import also, levels
from anxin.desk.ledger.writing import pieces
from anxin.desk.search.wish import Wish, read
from anxin.desk.views.queue import refusal_of
from anxin.desk.views.rows import due_of, risk_chips, topic_chip
from anxin.desk.views.search import FilterForm, next_url
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.people.models import Member
from anxin.triage import Risk

SHEETS = 5
TYPES = {
    ExportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportKind.CSV: "text/csv; charset=utf-8",
}


class ExportForm(forms.Form):
    """As which sheet, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("As"),
        widget=forms.RadioSelect,
        choices=[
            (ExportKind.XLSX.value, gettext_lazy("Spreadsheet (.xlsx)")),
            (ExportKind.CSV.value, gettext_lazy("Text (.csv)")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=300,
        help_text=gettext_lazy("Kept with the export, for the auditor."),
        error_messages={"required": gettext_lazy("Say what it is for.")},
    )
    words = forms.BooleanField(
        label=gettext_lazy("With what was written (supervisors only; your looks are kept)"), required=False
    )

    def __init__(self, *args: Any, supervisor: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        if not supervisor:
            del self.fields["words"]


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    campaign, member = campaign_to_oversee(request, slug)
    return _page(request, campaign, member, read(request.GET))


def _page(
    request: HttpRequest, campaign: Campaign, member: Member, wish: Wish, form: Any = None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    at = clock.now()
    found = ledger_page(campaign, wish, at, request.GET.get("cursor"))
    supervisor = helper_of(member, campaign).supervisor
    context = {
        "now": at,
        "filters": FilterForm(wish, campaign),
        "filtered": bool(wish),
        "rows": [row(line, campaign, at) for line in lines_of(found.questions, campaign, at)],
        "next_url": next_url(request, found.next),
        "back_to": said(found.back_to, at, campaign) if found.back_to and found.next else "",
        "export": form or ExportForm(initial={"kind": ExportKind.XLSX.value}, supervisor=supervisor),
        "wish": wish.plain(),
        "refusal": refusal_of(refused),
        "sheets_url": reverse("ledger_sheets", args=[campaign.slug]),
        **sheets_context(campaign, member, at),
    }
    return show(request, campaign, "desk/ledger.html", context, refused.status if refused else status)


def row(line: Line, campaign: Campaign, at: datetime) -> dict[str, Any]:
    """A line in words."""
    question = line.question
    moment = {"claimed": line.claimed_at, "answered": question.first_answer_at, "closed": question.closed_at}
    state = _(OUTCOME_NAMES[Outcome(question.outcome)]) if question.outcome else _(STATE_NAMES[State(question.state)])
    return {
        "id": question.pk,
        "url": reverse("question", args=[campaign.slug, question.pk]),
        "asked": said(question.asked_at, at, campaign),
        "chips": [*risk_chips(question), topic_chip(question)],
        "state": state,
        "closed": question.state == State.CLOSED,
        "private": question.private,
        "due": due_of(question),
        "waited": clock_value(line.waited, seconds=False) if line.waited is not None else "",
        "late": [late(each, campaign, at) for each in line.late],
        "was_late": question.was_late,
        "noted": _(LATE_NAMES[LateCause(line.noted.cause)]) if line.noted else "",
        "owner": question.owner.name if question.owner else "",
        "also": also(line),
        "levels": [_(RISK_NAMES[Risk(level)]) for level in levels(line)],
        "helped": _(HELPED_NAMES[Helped(line.helped)]) if line.helped else "",
        "feels": _(FEELING_NAMES[Feeling(line.feeling)]) if line.feeling else "",
        **{name: said(value, at, campaign) if value else "" for name, value in moment.items()},
    }


def late(each: Any, campaign: Campaign, at: datetime) -> dict[str, str]:
    """One stretch past a clock."""
    return {
        "begins": said(each.begins, at, campaign),
        "long": clock_value((each.ends or at) - each.begins, seconds=False),
        "cause": _(LATE_NAMES[each.cause]),
    }


def sheets_context(campaign: Campaign, member: Member, at: datetime) -> dict[str, Any]:
    """Her sheets of a day, and whether one of them is being written."""
    sheets = [
        {
            "id": each.pk,
            "kind": each.kind,
            "rows": each.rows,
            "ready": each.state == ExportState.READY,
            "failed": each.state == ExportState.FAILED,
            "running": each.state in (ExportState.WAITING, ExportState.WRITING),
            "asked": said(each.asked_at, at, campaign),
            "until": said(each.keep_until, at, campaign),
            "mb": round(each.size / 1e6, 1),
            "reason": each.reason,
        }
        for each in sheets_of(member, campaign, at, SHEETS)
    ]
    return {"sheets": sheets, "busy": any(each["running"] for each in sheets)}


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """Her sheets, as a fragment; it is fetched again while one is being written."""
    campaign, member = campaign_to_oversee(request, slug)
    return show(request, campaign, "desk/_sheets.html", sheets_context(campaign, member, clock.now()))


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a sheet of what the filters show."""
    campaign, member = campaign_to_oversee(request, slug)
    wish = read(request.POST)
    form = ExportForm(request.POST, supervisor=helper_of(member, campaign).supervisor)
    if not form.is_valid():
        return _page(request, campaign, member, wish, form, status=422)
    typed = form.cleaned_data
    try:
        ask_export(
            campaign=campaign, wish=wish, kind=ExportKind(typed["kind"]), reason=typed["reason"], by=member, at=clock.now(),
            with_words=typed.get("words", False),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, campaign, member, wish, form, refused)
    messages.success(request, _("The sheet is being written. It shows below when it is ready."))
    return redirect(f"{reverse('ledger', args=[slug])}#sheets")


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def fetch(request: HttpRequest, slug: str, id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Take one of her sheets; that she did is kept."""
    campaign, member = campaign_to_oversee(request, slug)
    found = sheet_of(member, campaign, id)
    try:
        fetch_export(export=found, by=member, at=clock.now())
    except Refused as refused:
        return _page(request, campaign, member, read({}), refused=refused)
    kind = ExportKind(found.kind)
    response = StreamingHttpResponse(pieces(found), content_type=TYPES[kind])
    name = quote(f"{_('Question ledger')}-{found.asked_at.astimezone(campaign.tz):%Y%m%d-%H%M}.{kind.value}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    if kind == ExportKind.CSV:
        response["Content-Encoding"] = "gzip"  # it is kept packed; every browser unpacks it
    return response
