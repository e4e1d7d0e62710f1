"""What stands around every page of a resident: its campaign, its zone, its hotlines; refusals keep all of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence, wants_json
from anxin.pages.resident.access import NOT_ON_THIS_PHONE, Visit, visit_to
from anxin.pages.resident.place import hotlines, place

P = ParamSpec("P")


def in_its_place(
    view: Callable[Concatenate[Visit, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Give `view` the visit to the campaign `slug`, in the campaign's zone; a refusal stands on the campaign's own page."""

    @wraps(view)
    def whole(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = visit_to(request, slug)
        with timezone.override(visit.campaign.tz):
            try:
                return view(visit, *args, **kwargs)
            except Refused as refused:
                if wants_json(request):
                    raise
                return refusal(visit, refused)

    return cast(Callable[Concatenate[HttpRequest, str, P], HttpResponse], whole)  # Django gives `slug` by name


def page(visit: Visit, template: str, context: dict[str, Any], status: int = 200, back: bool = True) -> HttpResponse:
    """A page of the campaign. What a known phone is shown is kept by no browser and no proxy."""
    around = {
        "place": place(visit.campaign, visit.at, back),
        "hotlines": hotlines(visit.campaign),
        "slug": visit.campaign.slug,
        "now": visit.at,
    }
    response = render(visit.request, f"pages/resident/{template}", {**around, **context}, status=status)
    response["Cache-Control"] = "private, no-store" if visit.resident else "private, no-cache"
    return response


def refusal(visit: Visit, refused: Refused) -> HttpResponse:
    """A refusal as a page; a question that this phone does not know leads to the return code."""
    words = told(refused) | {"by_code": refused.finding is NOT_ON_THIS_PHONE}
    return paced(page(visit, "refused.html", words, refused.status), refused)


def told(refused: Refused | None) -> dict[str, Any]:
    """A refusal in words, for a template; nothing where nothing was refused."""
    if refused is None:
        return {"sentence": "", "next_step": "", "error": ""}
    words, step = sentence(refused.finding), next_step(refused.finding)
    return {"sentence": words, "next_step": step, "error": f"{words} {step}".strip()}


def paced(response: HttpResponse, refused: Refused | None) -> HttpResponse:
    """`response` with the seconds to wait, where a refusal names them."""
    if refused is not None and refused.retry_after is not None:
        response["Retry-After"] = str(refused.retry_after)
    return response


def see(url: str) -> HttpResponse:
    """Go and see `url` (303: after a form, with GET)."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
