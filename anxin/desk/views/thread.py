"""One question: its words where they are for the reader, what is known about it, and what can be done."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.desk import access
from anxin.desk.models import Question
from anxin.desk.threads import root_id
from anxin.desk.views.about import about, rights, which
from anxin.desk.views.hands import hands_context
from anxin.desk.views.queue import desk_context, refusal_of
from anxin.desk.views.sections.protocol import above
from anxin.desk.views.table import dialogs
from anxin.desk.views.talk import talk
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.queries import on_duty

Context = dict[str, Any]


@never_cache
@door(STAFF)
def anywhere(request: HttpRequest, id: UUID) -> HttpResponse:
    """To a question of which only the id is known (from a notice)."""
    question, _member = access.question_for_staff(request, id)
    return redirect("question", question.campaign.slug, question.pk)


@never_cache
@door(STAFF)
def question(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The desk with this question open; `?do=` shows the form of a verb (what a button does where scripts run)."""
    row, member = access.question_on_desk(request, slug, id)
    if row.merged_into_id is not None:
        return redirect("question", slug, root_id(row.pk))
    return question_page(request, row, member, do=request.GET.get("do", ""))


@never_cache
@door(STAFF)
def messages(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The words, as a fragment. Refused (403, private) where they are not, or no longer, for her."""
    row, member = access.question_on_desk(request, slug, id)
    if row.merged_into_id is not None:  # the page that has it open is led to where it goes on
        return redirect("question", slug, root_id(row.pk))
    return messages_fragment(request, row, member)


@never_cache
@door(STAFF)
def beside(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """What is known about it, as a fragment."""
    row, member = access.question_on_desk(request, slug, id)
    at = clock.now()
    helper = access.helper_of(member, row.campaign)
    readable = bool(access.readable([row], member, helper, at))
    return show(request, row.campaign, "desk/_about.html", about(row, member, helper, at, readable=readable))


@never_cache
@door(STAFF)
def acts(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """What can be done with it now, as a fragment; `?boxed=1` where it stands inside the form of the answer box."""
    row, member = access.question_on_desk(request, slug, id)
    at = clock.now()
    helper = access.helper_of(member, row.campaign)
    readable = bool(access.readable([row], member, helper, at))
    can = rights(row, member, helper, at, readable=readable)
    there = [each.member for each in on_duty(row.campaign)]
    said = {"question": row, "can": can, "closed": not readable, "boxed": request.GET.get("boxed") == "1"}
    return show(request, row.campaign, "desk/_acts.html", said | _offers(dialogs(row, there, can)))


def _offers(offered: list[Context]) -> Context:
    return {"dialogs": offered, "more_verbs": any(each["rare"] for each in offered)}


def messages_fragment(request: HttpRequest, row: Question, member: Member) -> HttpResponse:
    """The thread of `row` for `member`, who is kept as having looked."""
    at = clock.now()
    access.open_book(row, member, at)
    return show(request, row.campaign, "desk/_messages.html", thread_context(row, at))


def thread_context(row: Question, at: datetime) -> Context:
    """The messages, and whose they are."""
    return {"question": row, "talk": talk(row, at), "which": which(row), "now": at}


def question_page(
    request: HttpRequest, row: Question, member: Member, *, do: str = "", form: Any = None,
    refused: Refused | None = None, text: str | None = None,
) -> HttpResponse:  # fmt: skip
    """The whole page. After a refusal it comes with what was typed: `form` of the verb `do`, or the answer's `text`."""
    at = clock.now()
    context = desk_context(row.campaign, member, at, chosen=row.pk)
    closed = _closed(row, member, at)
    context |= about(row, member, context["helper"], at, readable=closed is None)
    if closed is None:
        context |= thread_context(row, at)
    there = [each.member for each in context["there"]]
    offered = dialogs(row, there, context["can"], do=do, form=form, refused=refused)
    boxed = context["can"]["answer"] and closed is None
    context |= {
        "show": "thread",
        "protocol": above(context["sections"]),
        **hands_context(row, member, context["helper"], at),
        "closed": refusal_of(closed),
        "refusal": refusal_of(refused) if not do and text is None else None,
        **_offers(offered),
        "boxed": boxed,
        "acts_url": reverse("question_acts", args=[row.campaign.slug, row.pk]) + ("?boxed=1" if boxed else ""),
        "answer": {"value": text or "", "error": _sentence(refused) if text is not None else "",
                   "key": uuid4().hex, "attach_key": uuid4().hex},
        **_addresses(row),
    }  # fmt: skip
    status = refused.status if refused else (closed.status if closed else 200)
    return show(request, row.campaign, "desk/desk.html", context, status)


def _sentence(refused: Refused | None) -> str:
    said = refusal_of(refused)
    return f"{said['sentence']} {said['next_step']}".strip() if said else ""


def _closed(row: Question, member: Member, at: datetime) -> Refused | None:
    try:
        access.open_book(row, member, at)
    except Refused as refused:
        return refused
    return None


def _addresses(row: Question) -> Context:
    named = [row.campaign.slug, row.pk]
    return {
        "answer_url": reverse("answer", args=named),
        "attach_url": reverse("attach", args=named),
        "messages_url": reverse("question_messages", args=named),
        "about_url": reverse("question_about", args=named),
        "protocol_url": reverse("protocol", args=named),
        "hands_url": reverse("question_hands", args=named),
        "thread_stream": f"/api/v1/questions/{row.pk}/stream?presence=1",
        "there_url": reverse("question_there", args=named),
        "typing_url": reverse("typing", args=named),
        "slot": f"answer-{row.pk}",
        "label": _("Your answer"),
    }
