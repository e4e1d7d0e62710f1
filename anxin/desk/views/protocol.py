"""The protocol above the talk (on a phone), and what is recorded in it and of follow-ups."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk import access
from anxin.desk.actions.followup import record_contact
from anxin.desk.actions.protocol import record_step
from anxin.desk.models import Question
from anxin.desk.rules.followup import Contact
from anxin.desk.views.queue import refusal_of
from anxin.desk.views.sections.protocol import at_place, section
from anxin.desk.views.thread import question_page
from anxin.people.doors import STAFF
from anxin.people.models import Member

PLACES = ("bar", "side")
UNKNOWN = Finding("unknown_answer", _("Choose one of the answers."))


@never_cache
@door(STAFF)
def protocol(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """GET: the protocol as a fragment, `?place=bar` for the one above the talk. POST {step, answer, words?}: record it."""
    question, member = access.question_on_desk(request, slug, id)
    said = request.POST if request.method == "POST" else request.GET
    place = said.get("place", "")
    place = place if place in PLACES else "bar"
    if request.method != "POST":
        return fragment(request, question, member, place)
    try:
        record_step(
            question=question, step=said.get("step", ""), answer=said.get("answer", ""), words=said.get("words", ""),
            by=member, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        fresh = access.question_on_desk(request, slug, id)[0]
        if request.headers.get("HX-Request"):
            return fragment(request, fresh, member, place, refused)
        return question_page(request, fresh, member, refused=refused)
    if request.headers.get("HX-Request"):
        return fragment(request, access.question_on_desk(request, slug, id)[0], member, place)
    return redirect(f"{reverse('question', args=[slug, id])}?protocol=1#protocol-{place}")


def fragment(
    request: HttpRequest, question: Question, member: Member, place: str, refused: Refused | None = None
) -> HttpResponse:
    """The inside of that place; empty where there is nothing to do. With why what was sent is refused."""
    at = clock.now()
    helper = access.helper_of(member, question.campaign)
    readable = bool(access.readable([question], member, helper, at))
    block = section(question, member, helper, at, readable)
    template = "desk/_protocol_bar.html" if place == "bar" else "desk/_protocol_in.html"
    context = {"section": at_place(block, place), "question": question, "refused": refusal_of(refused)}
    return show(request, question.campaign, template, context, refused.status if refused else 200)


@require_POST
@door(STAFF)
def follow_up(request: HttpRequest, slug: str, id: UUID, follow_up: UUID) -> HttpResponse:
    """POST {contact, words?}: what came of asking again."""
    question, member = access.question_on_desk(request, slug, id)
    row = access.follow_up_of(question, follow_up)
    try:
        record_contact(
            follow_up=row, contact=contact_of(request.POST.get("contact", "")), words=request.POST.get("words", ""),
            by=member, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        return question_page(request, access.question_on_desk(request, slug, id)[0], member, refused=refused)
    return redirect("question", slug, id)


def contact_of(code: str) -> Contact:
    """The contact with this code. Refused (422): unknown_answer."""
    found = next((each for each in Contact if each == code), None)
    if found is None:
        raise Refused(UNKNOWN, 422)
    return found
