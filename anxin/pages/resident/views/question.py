"""`/c/<slug>/q/<id>`: one question from "received" to its end."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from anxin.clients.models import Resident
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence, wants_json
from anxin.desk.actions.feedback import give_feedback
from anxin.desk.limits import count_write
from anxin.desk.models import Question
from anxin.desk.threads import root_id
from anxin.pages.resident.access import Visit, question_of
from anxin.pages.resident.asking import page_of, say_once
from anxin.pages.resident.forms import FeedbackForm, SayForm, new_key
from anxin.pages.resident.frame import in_its_place, paced, page, see, told
from anxin.pages.resident.talk import thread
from anxin.pages.resident.what_next import silence


@door(PUBLIC)
@in_its_place
def question(visit: Visit, id: UUID) -> HttpResponse:
    """What was said, what happens next, and the box to write back."""
    row, resident = question_of(visit, id)
    return onward(visit, row) or question_page(visit, row, resident)


@door(PUBLIC)
@in_its_place
def question_thread(visit: Visit, id: UUID) -> HttpResponse:
    """The part of the page that renews itself."""
    row = question_of(visit, id)[0]
    return onward(visit, row) or fragment(visit, row)


@door(PUBLIC)
@in_its_place
def say(visit: Visit, id: UUID) -> HttpResponse:
    """Write back; a closed question opens again."""
    return sent(visit, id, partial(say_once, visit))


def sent(visit: Visit, id: UUID, send: Callable[[Question, Resident, str, str], object]) -> HttpResponse:
    """What she wrote goes out by `send` (question, resident, text, key); then the talk, where it goes on."""
    row, resident = question_of(visit, id)
    if visit.request.method != "POST":
        return redirect("resident_question", slug=visit.campaign.slug, id=id)
    form = SayForm(visit.request.POST)
    form.is_valid()
    text, key = form.cleaned_data["text"] or "", form.cleaned_data["key"] or new_key()
    try:
        send(row, resident, text, key)
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return question_page(visit, row, resident, text, refused)
    row = question_of(visit, id)[0]
    elsewhere = onward(visit, row)
    if elsewhere is not None:  # what she sent stands there
        return elsewhere
    if wants_json(visit.request):
        return fragment(visit, row)
    return see(page_of(row, visit.campaign.slug))


@door(PUBLIC)
@in_its_place
def feedback(visit: Visit, id: UUID) -> HttpResponse:
    """Say by a tap whether it helped, or how she feels; again with another tap."""
    row, resident = question_of(visit, id)
    here = onward(visit, row) or see(f"{reverse('resident_question', args=[visit.campaign.slug, id])}#feedback")
    if visit.request.method != "POST":
        return here
    form = FeedbackForm(visit.request.POST)
    count_write(resident)
    give_feedback(question=row, **form.said(), by=resident, at=visit.at)
    return here


def onward(visit: Visit, row: Question) -> HttpResponse | None:
    """To where a merged question goes on; None for one that was not merged."""
    if row.merged_into_id is None:
        return None
    return see(reverse("resident_question", args=[visit.campaign.slug, root_id(row.pk)]))


def question_page(
    visit: Visit, row: Question, resident: Resident, text: str = "", refused: Refused | None = None
) -> HttpResponse:
    """The whole page; `text` stands in the box when it was refused."""
    over = silence(row, resident, visit.at)
    context = {
        **thread(row, visit.at),
        "key": new_key(),
        "attach_key": new_key(),
        "value": text,
        "over": {"sentence": sentence(over), "next_step": next_step(over)} if over else None,
        "ended": visit.campaign.ends_at <= visit.at,
        "again": row.owner_id if row.first_answer_at else None,  # whom "ask something else" suggests
        **told(refused),
    }
    return paced(page(visit, "question.html", context, refused.status if refused else 200), refused)


def fragment(visit: Visit, row: Question) -> HttpResponse:
    """The renewed part alone."""
    response = render(visit.request, "pages/resident/_thread.html", {**thread(row, visit.at), "now": visit.at})
    response["Cache-Control"] = "private, no-store"
    return response
