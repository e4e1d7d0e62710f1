"""Common questions (常见问题) as editors keep them: draft, change, approve, send back, withdraw."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import BAD_REQUEST, NOT_YOURS, Refused
from anxin.core.text import clean
from anxin.desk import access
from anxin.desk.actions.answers.common import (
    approve_common,
    change_common,
    draft_common,
    send_back_common,
    source_of,
    withdraw_common,
)
from anxin.desk.kinds import TOPIC_NAMES
from anxin.desk.models import CommonQuestion, Question
from anxin.desk.rules.answers import EDITS, LONGEST_ANSWER, LONGEST_ASK, masked, may_approve, may_draft, told
from anxin.desk.suggestions.lists import common_kept
from anxin.desk.suggestions.near import first_said
from anxin.desk.views.queue import refusal_of
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.triage import Topic

EMPTY = {"required": gettext_lazy("Please write something first.")}


class CommonForm(forms.Form):
    """The words of a common question; the action judges them."""

    topic = forms.ChoiceField(label=gettext_lazy("Topic"))
    ask = forms.CharField(
        label=gettext_lazy("Question, as anyone would ask it"), error_messages=EMPTY, strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-max": LONGEST_ASK}),
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("Answer"), error_messages=EMPTY, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "data-max": LONGEST_ANSWER}),
    )  # fmt: skip
    looked = forms.BooleanField(
        label=gettext_lazy("I looked at every line: nothing in it tells who asked"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["topic"].choices = [(t.value, _(name)) for t, name in TOPIC_NAMES.items()]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "topic": Topic(given["topic"]), "ask": given["ask"], "answer": given["answer"], "looked": given["looked"]
        }  # fmt: skip


@never_cache
@door(STAFF)
def kept(request: HttpRequest, slug: str) -> HttpResponse:
    """All of the organisation's: what waits for a second yes first, then what is shown."""
    campaign, _member = editor(request, slug)
    at = clock.now()
    rows = [line(row, campaign, at) for row in common_kept(campaign.organisation)[:500]]
    context = {
        "waiting": [row for row in rows if row["row"].waits],
        "shown": [row for row in rows if row["row"].shown and not row["row"].waits],
    }
    return show(request, campaign, "desk/common.html", context)


@never_cache
@door(STAFF)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write one; `?from=` an open, answered question, whose words are proposed with what tells of somebody covered."""
    campaign, member = editor(request, slug)
    source = _source(request, slug, request.POST.get("from") or request.GET.get("from") or "")
    refused = None
    if request.method == "POST":
        form = CommonForm(request.POST)
        if form.is_valid():
            try:
                row = draft_common(campaign=campaign, from_question=source, by=member, at=clock.now(), **form.said())
                messages.success(request, _("Kept. Another person has to approve it."))
                return redirect("common_one", slug, row.pk)
            except Refused as error:
                refused = error
    else:
        form, refused = _proposed(source, member)
        source = None if refused else source
    context = {"form": form, "source": source, "row": None, "tells": tells_of(form), "refusal": refusal_of(refused)}
    return show(request, campaign, "desk/common_edit.html", context, _status(form, refused))


@never_cache
@door(STAFF)
def one(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """What is shown, what waits, and what this reader may do with it."""
    campaign, member = editor(request, slug)
    return _one(request, campaign, member, access.common_question_in(campaign, id))


@never_cache
@door(STAFF)
def change(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Write it anew; what is approved stays shown meanwhile."""
    campaign, member = editor(request, slug)
    row, refused = access.common_question_in(campaign, id), None
    if request.method == "POST":
        form = CommonForm(request.POST)
        if form.is_valid():
            try:
                change_common(common=row, by=member, at=clock.now(), **form.said())
                messages.success(request, _("Kept. Another person has to approve it."))
                return redirect("common_one", slug, row.pk)
            except Refused as error:
                refused = error
    else:
        words = (row.draft_topic, row.draft_ask, row.draft_answer) if row.waits else (row.topic, row.ask, row.answer)
        form = CommonForm(initial=dict(zip(("topic", "ask", "answer"), words, strict=True)))
    context = {"form": form, "source": None, "row": row, "tells": tells_of(form), "refusal": refusal_of(refused)}
    return show(request, campaign, "desk/common_edit.html", context, _status(form, refused))


@require_POST
@door(STAFF)
def act(request: HttpRequest, slug: str, id: UUID, name: str) -> HttpResponse:
    """Approve, send back or withdraw it."""
    campaign, member = editor(request, slug)
    row, at = access.common_question_in(campaign, id), clock.now()
    try:
        if name == "approve":
            approve_common(common=row, seen=_moment(request.POST.get("seen", "")), by=member, at=at)
            messages.success(request, _("Approved. Everyone can read it now."))
        elif name == "send-back":
            send_back_common(common=row, why=request.POST.get("why", ""), by=member, at=at)
            messages.success(request, _("Sent back, with your words."))
        elif name == "withdraw":
            withdraw_common(common=row, by=member, at=at)
            messages.success(request, _("Withdrawn. Nobody reads it any more."))
        else:
            raise Http404
    except Refused as refused:
        return _one(request, campaign, member, access.common_question_in(campaign, id), refused)
    return redirect("common", slug)


def editor(request: HttpRequest, slug: str) -> tuple[Campaign, Member]:
    """The campaign and an editor of its organisation. Refused (403, not_allowed) to others; 404 to strangers."""
    campaign, member = access.campaign_for_staff(request, slug)
    if not EDITS & set(member.roles):
        raise Refused(NOT_YOURS, 403)
    return campaign, member


def line(row: CommonQuestion, campaign: Campaign, at: datetime) -> dict[str, Any]:
    """A row of the list; `stale` where the question it came from has become private since."""
    return {
        "row": row,
        "ask": row.draft_ask if row.waits else row.ask,
        "topic": _(TOPIC_NAMES[Topic(row.draft_topic if row.waits else row.topic)]),
        "when": said(row.drafted_at if row.waits else row.approved_at or row.changed_at, at, campaign),
        "stale": row.from_question is not None and row.from_question.private,
    }


def tells_of(form: CommonForm) -> list[str]:
    """Stretches in the form's words that could tell who asked, for the eye."""
    texts = [str(form[name].value() or "") for name in ("ask", "answer")]
    return [text[each.start : each.end] for text in texts for each in told(text)]


def _one(
    request: HttpRequest, campaign: Campaign, member: Member, row: CommonQuestion, refused: Refused | None = None
) -> HttpResponse:
    at = clock.now()
    own, source = row.drafted_by_id == member.pk, source_of(row.from_question)
    may_not = may_approve(member.roles, own=own, waits=row.waits, source=source)
    texts = (row.draft_ask or row.ask, row.draft_answer or row.answer)
    context = {
        **line(row, campaign, at),
        "may_approve": may_not is None,
        "may_not": refusal_of(Refused(may_not)) if may_not is not None and row.waits else None,
        "seen": row.drafted_at.isoformat(),
        "own": own,
        "tells": [text[each.start : each.end] for text in texts for each in told(text)],
        "shown_topic": _(TOPIC_NAMES[Topic(row.topic)]),
        "drafted": said(row.drafted_at, at, campaign),
        "approved": said(row.approved_at, at, campaign) if row.approved_at else "",
        "refusal": refusal_of(refused),
    }
    return show(request, campaign, "desk/common_one.html", context, refused.status if refused else 200)


def _source(request: HttpRequest, slug: str, id: str) -> Question | None:
    """The question it is to be made from, if she may read it."""
    if not id:
        return None
    try:
        question, member = access.question_on_desk(request, slug, UUID(id))
    except ValueError as error:
        raise Http404 from error
    access.may_open_book(question, member, clock.now())
    return question


def _proposed(source: Question | None, member: Member) -> tuple[CommonForm, Refused | None]:
    """The form at first: empty, or with the words of an open question, covered; why not, where it is not open."""
    if source is None:
        return CommonForm(), None
    finding = may_draft(member.roles, source_of(source))
    if finding is not None:
        return CommonForm(), Refused(finding)
    ask, answer = first_said(source)
    start = {"topic": source.topic, "ask": masked(ask, _), "answer": masked(answer, _)}
    return CommonForm(initial=start), None


def _moment(text: str) -> datetime:
    found = parse_datetime(clean(text, 60))
    if found is None:
        raise Refused(BAD_REQUEST, 400)
    return found


def _status(form: CommonForm, refused: Refused | None) -> int:
    return refused.status if refused else (422 if form.is_bound and form.errors else 200)
