"""`/c/<slug>/common`: what others asked, answered and approved, without names; and what is near to words being typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.core.door import PUBLIC, door
from anxin.core.flood import slow_down
from anxin.core.web import address
from anxin.desk.kinds import TOPIC_NAMES
from anxin.desk.models import CommonQuestion
from anxin.desk.suggestions.kinds import SuggestionKind
from anxin.desk.suggestions.lists import common_shown
from anxin.desk.suggestions.near import common_of, look_up
from anxin.pages.resident.access import Visit
from anxin.pages.resident.frame import in_its_place, page
from anxin.triage import Risk, Topic, assess

LOOKS_PER_MINUTE = 600  # of one address, behind which a whole quarter may stand
SHORTEST, LONGEST = 4, 600  # characters of what is typed that are looked at
FOUND, NEAREST = 10, 3


@door(PUBLIC)
@in_its_place
def common(visit: Visit) -> HttpResponse:
    """All of them by topic; words are looked for by POST, so that they stand in no address and no log."""
    words = visit.request.POST.get("words", "").strip()[:LONGEST] if visit.request.method == "POST" else ""
    topic = visit.request.GET.get("topic", "")
    topic = topic if topic in {each.value for each in Topic} else ""
    if words:
        count_look(visit.request)
        rows = nearest(visit, words, FOUND)
    else:
        rows = [shown(row) for row in common_shown(visit.campaign.organisation)]
    there = {row["code"] for row in rows}
    context = {
        "words": words,
        "groups": grouped([row for row in rows if topic in ("", row["code"])]) if not words else [],
        "found": rows if words else [],
        "tabs": [
            {"label": _("all"), "url": visit.request.path, "active": not topic},
            *(
                {"label": _(name), "url": f"?topic={each.value}", "active": topic == each.value}
                for each, name in TOPIC_NAMES.items()
                if each.value in there
            ),
        ],
        "danger": bool(words) and assess(words).risk >= Risk.HIGH,
    }
    return page(visit, "common.html", context)


@require_POST
@door(PUBLIC)
@in_its_place
def near(visit: Visit) -> HttpResponse:
    """The nearest ones to what she is typing (`text`), as a fragment; nothing where it sounds like danger.

    The text is read and forgotten: it stands in no address, no log and no table.
    """
    text = visit.request.POST.get("text", "").strip()[:LONGEST]
    count_look(visit.request)
    # Whoever writes of dying, or of a stroke, is to meet a person and a number, not a leaflet.
    calm = len(text) >= SHORTEST and assess(text).risk < Risk.HIGH
    found = nearest(visit, text, NEAREST) if calm else []
    response = render(visit.request, "pages/resident/_near.html", {"found": found, "slug": visit.campaign.slug})
    response["Cache-Control"] = "no-store"
    return response


@door(PUBLIC)
def with_slash(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody typed the address with a stroke at its end."""
    return redirect("common_questions", slug=slug)


def nearest(visit: Visit, text: str, most: int) -> list[dict[str, str]]:
    """The common questions nearest to `text`."""
    organisation = visit.campaign.organisation_id
    found = look_up(organisation, text, [SuggestionKind.COMMON])[SuggestionKind.COMMON]
    return [_row(str(each.id), each.topic, each.ask, each.answer) for each in common_of(organisation, found, most=most)]


def shown(row: CommonQuestion) -> dict[str, str]:
    """One of them as a template shows it."""
    return _row(str(row.pk), row.topic, row.ask, row.answer)


def grouped(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """By topic, in the order of topics."""
    codes = list(dict.fromkeys(row["code"] for row in rows))
    return [
        {"title": rows_of[0]["topic"], "rows": rows_of}
        for rows_of in ([r for r in rows if r["code"] == c] for c in codes)
    ]


def count_look(request: HttpRequest) -> None:
    """One look-up from where the visitor comes. Refused (429): too_fast."""
    slow_down("common_near", address(request), LOOKS_PER_MINUTE)


def _row(id: str, topic: str, ask: str, answer: str) -> dict[str, str]:
    return {"id": id, "code": topic, "topic": _(TOPIC_NAMES[Topic(topic)]), "ask": ask, "answer": answer}
