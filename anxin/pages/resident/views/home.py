"""`/c/<slug>`: ask, see who is there, find one's questions again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from anxin.clients.access import remember
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence, wants_json
from anxin.desk.queries import helped_by, questions_of
from anxin.desk.rooms.reading import rooms_of
from anxin.desk.rules.asking import BLOCKED, may_ask
from anxin.desk.show import first_words
from anxin.pages.resident.access import Visit
from anxin.pages.resident.asking import ask_once
from anxin.pages.resident.cards import cards
from anxin.pages.resident.forms import AskForm, new_key, said_before
from anxin.pages.resident.frame import in_its_place, paced, page, see, told
from anxin.pages.resident.place import day_and_time, service


@door(PUBLIC)
@in_its_place
def home(visit: Visit) -> HttpResponse:
    """The campaign's page."""
    return home_page(visit)


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
    try:
        location, token = ask_once(visit, AskForm(visit.request.POST).asked())
    except Refused as refused:
        if wants_json(visit.request):
            raise
        return home_page(visit, refused)
    response = JsonResponse({"location": location}) if wants_json(visit.request) else see(location)
    if token:
        remember(response, visit.campaign.organisation_id, token, settings.HTTPS)
    return response


def home_page(visit: Visit, refused: Refused | None = None) -> HttpResponse:
    """The page; after a refusal with what stood in the form, and why."""
    here = service(visit.campaign, visit.at)
    own = questions_of(visit.resident, visit.campaign) if visit.resident else []
    answered = any(each.first_answer_at for each in own)
    before = helped_by(visit.resident, visit.campaign) if visit.resident and answered else []
    first = said_before(visit.resident) | {"again": visit.request.GET.get("again", "")}
    helpers = [(member, member.pk in here["ids"]) for member in before]
    form = AskForm(visit.request.POST if refused else None, helpers=helpers, initial=first)
    blocked_until = visit.resident.blocked_until if visit.resident else None
    over = may_ask(visit.campaign.ends_at, blocked_until, True, visit.at)
    context = {
        "form": form,
        "key": new_key(),
        "value": form["text"].value() or "",
        "service": here,
        "welcome": visit.campaign.welcome,
        "over": {"sentence": sentence(over), "next_step": next_step(over)} if over else None,
        "blocked_until": day_and_time(blocked_until, visit.at) if over is BLOCKED and blocked_until else "",
        "questions": cards(own, first_words(own), visit.at),
        "in_groups": any(room.closed_at is None for room in rooms_of(visit.campaign)),
        **told(refused),
    }
    return paced(page(visit, "home.html", context, refused.status if refused else 200, back=False), refused)
