"""`/c/<slug>/q/<id>`: one question from "received" to its end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from anxin.clients.models import Resident
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence, wants_json
from anxin.desk.models import Question
from anxin.pages.resident.access import Visit, question_of
from anxin.pages.resident.asking import page_of, say_once
from anxin.pages.resident.forms import SayForm, new_key
from anxin.pages.resident.frame import in_its_place, paced, page, see, told
from anxin.pages.resident.talk import thread
from anxin.pages.resident.what_next import silence


@door(PUBLIC)
@in_its_place
def question(visit: Visit, id: UUID) -> HttpResponse:
    """What was said, what happens next, and the box to write back."""
    return question_page(visit, *question_of(visit, id))


@door(PUBLIC)
@in_its_place
def question_thread(visit: Visit, id: UUID) -> HttpResponse:
    """The part of the page that renews itself."""
    return fragment(visit, question_of(visit, id)[0])


@door(PUBLIC)
@in_its_place
def say(visit: Visit, id: UUID) -> HttpResponse:
    """Write back; a closed question opens again."""
    row, resident = question_of(visit, id)
    if visit.request.method != "POST":
        return redirect("resident_question", slug=visit.campaign.slug, id=id)
    form = SayForm(visit.request.POST)
    form.is_valid()
    text, key = form.cleaned_data["text"] or "", form.cleaned_data["key"] or new_key()
    try:
        say_once(visit, row, resident, text, key)
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return question_page(visit, row, resident, text, refused)
    if wants_json(visit.request):
        return fragment(visit, question_of(visit, id)[0])
    return see(page_of(row, visit.campaign.slug))


def question_page(
    visit: Visit, row: Question, resident: Resident, text: str = "", refused: Refused | None = None
) -> HttpResponse:
    """The whole page; `text` stands in the box when it was refused."""
    over = silence(row, resident, visit.at)
    context = {
        **thread(row, visit.at),
        "key": new_key(),
        "value": text,
        "over": {"sentence": sentence(over), "next_step": next_step(over)} if over else None,
        "ended": visit.campaign.ends_at <= visit.at,
        **told(refused),
    }
    return paced(page(visit, "question.html", context, refused.status if refused else 200), refused)


def fragment(visit: Visit, row: Question) -> HttpResponse:
    """The renewed part alone."""
    response = render(visit.request, "pages/resident/_thread.html", {**thread(row, visit.at), "now": visit.at})
    response["Cache-Control"] = "private, no-store"
    return response
