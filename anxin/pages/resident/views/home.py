"""`/c/<slug>`: ask, see who is there, find one's questions again."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from anxin.clients.access import remember
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence, wants_json
from anxin.desk.queries import questions_of
from anxin.desk.rules.asking import may_ask
from anxin.desk.show import first_words
from anxin.pages.resident.access import Visit
from anxin.pages.resident.asking import ask_once
from anxin.pages.resident.cards import cards
from anxin.pages.resident.forms import AskForm, new_key, said_before
from anxin.pages.resident.frame import in_its_place, paced, page, see, told
from anxin.pages.resident.place import service


@door(PUBLIC)
@in_its_place
def home(visit: Visit) -> HttpResponse:
    """The campaign's page."""
    return home_page(visit, AskForm(initial=said_before(visit.resident)))


@door(PUBLIC)
def with_slash(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody typed the address with a stroke at its end."""
    return redirect("resident_home", slug=slug)


@door(PUBLIC)
@in_its_place
def ask(visit: Visit) -> HttpResponse:
    """Ask: a plain form is taken to the question's page, the outbox is told where that is."""
    if visit.request.method != "POST":
        return redirect("resident_home", slug=visit.campaign.slug)
    form = AskForm(visit.request.POST)
    try:
        location, token = ask_once(visit, form.asked())
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return home_page(visit, form, refused)
    response = JsonResponse({"location": location}) if wants_json(visit.request) else see(location)
    if token:
        remember(response, visit.campaign.organisation_id, token, settings.HTTPS)
    return response


def home_page(visit: Visit, form: AskForm, refused: Refused | None = None) -> HttpResponse:
    """The page with `form`, and why it was refused if it was."""
    blocked_until = visit.resident.blocked_until if visit.resident else None
    over = may_ask(visit.campaign.ends_at, blocked_until, True, visit.at)
    context = {
        "form": form,
        "key": new_key(),
        "value": form["text"].value() or "",
        "service": service(visit.campaign, visit.at),
        "welcome": visit.campaign.welcome,
        "over": {"sentence": sentence(over), "next_step": next_step(over)} if over else None,
        "questions": mine(visit),
        **told(refused),
    }
    return paced(page(visit, "home.html", context, refused.status if refused else 200, back=False), refused)


def mine(visit: Visit) -> list[dict[str, Any]]:
    """The questions of this phone's resident, the newest first."""
    if visit.resident is None:
        return []
    questions = questions_of(visit.resident, visit.campaign)
    return cards(questions, first_words(questions), visit.at)
