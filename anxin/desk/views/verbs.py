"""What is done with a question: one view for every verb of the table, and one for the answer box."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.once import once
from anxin.core.refusal import Refused
from anxin.core.web import wants_json
from anxin.desk import access
from anxin.desk.actions.answer import answer_question
from anxin.desk.forms import AnswerForm
from anxin.desk.models import Question
from anxin.desk.views.table import VERBS, Verb, dialog
from anxin.desk.views.thread import messages_fragment, question_page
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.queries import on_duty


@door(STAFF)
def act(request: HttpRequest, slug: str, id: UUID, name: str) -> HttpResponse:
    """Do the verb `name`; a refusal comes back with what was typed. Opening its address shows the question instead."""
    verb = VERBS.get(name)
    if verb is None:
        raise Http404
    question, member = access.question_on_desk(request, slug, id)
    if request.method != "POST":
        return redirect(f"{reverse('question', args=[slug, id])}?do={name}")
    form, refused = _form(request, verb, question), None
    if form.is_valid():
        try:
            waits = verb.do(question, member, form.cleaned_data, clock.now())
            return _done(request, verb, question, member, waits=waits is not None)
        except Refused as error:
            refused = error
    return _again(request, verb, question.pk, slug, form, refused)


def _form(request: HttpRequest, verb: Verb, question: Question) -> Any:
    # A time typed into a form is a time in the campaign's zone.
    with timezone.override(question.campaign.tz):
        form = verb.form(request.POST, question=question, there=_there(question), prefix=verb.name)
        form.is_valid()
    return form


def _there(question: Question) -> list[Member]:
    return [each.member for each in on_duty(question.campaign)]


def _done(request: HttpRequest, verb: Verb, question: Question, member: Member, *, waits: bool) -> HttpResponse:
    """To the desk where the question is out of her hands, else to the question."""
    slug, leaves = question.campaign.slug, bool(verb.leaves) and not waits
    if leaves:
        messages.success(request, gettext(verb.leaves))
    url = reverse("desk", args=[slug]) if leaves else reverse("question", args=[slug, question.pk])
    url += f"?{verb.opens}" if verb.opens else ""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _again(request: HttpRequest, verb: Verb, id: UUID, slug: str, form: Any, refused: Refused | None) -> HttpResponse:
    """The form again, with what was typed, why it was refused, and the question as it stands now."""
    question, member = access.question_on_desk(request, slug, id)
    status = refused.status if refused else 422
    if request.headers.get("HX-Request"):
        shown = dialog(verb, question, [], form=form, refused=refused, opened=True)
        return show(request, question.campaign, "desk/_verb.html", {"verb": shown}, status)
    response = question_page(request, question, member, do=verb.name if verb.right else "", form=form, refused=refused)
    response.status_code = status
    return response


@door(STAFF)
def answer(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Send the answer, once for its key; back comes the thread with it. A refusal leaves the text in the box."""
    question, member = access.question_on_desk(request, slug, id)
    if request.method != "POST":
        return redirect("question", slug, id)
    form = AnswerForm(request.POST)
    form.is_valid()
    text, key = form.cleaned_data.get("text", ""), form.cleaned_data.get("key", "")
    try:
        _send(request, question, member, text, request.headers.get("Idempotency-Key") or key)
    except Refused as refused:
        if wants_json(request):
            raise
        return question_page(request, access.question_on_desk(request, slug, id)[0], member, refused=refused, text=text)
    if wants_json(request):
        return messages_fragment(request, access.question_on_desk(request, slug, id)[0], member)
    return redirect("question", slug, id)


def _send(request: HttpRequest, question: Question, member: Member, text: str, key: str) -> None:
    def write() -> tuple[int, str]:
        return 201, str(answer_question(question=question, text=text, by=member, at=clock.now()).pk)

    if key:
        once(f"member:{member.pk}", key, f"POST {request.path}\n{text}", clock.now(), write)
    else:
        write()
