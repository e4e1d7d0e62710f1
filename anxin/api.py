"""The JSON API: a second face of the same actions. Described at /api/openapi.json."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from anxin.core.finding import Finding
from anxin.core.refusal import BAD_REQUEST, Refused
from anxin.core.web import as_refusal, problem
from anxin.core.words import _
from anxin.desk.api import router as desk
from anxin.people.api import router as people
from anxin.rota.api import router as rota
from anxin.rota.api_mine import router as mine
from anxin.rota.api_rota import router as slots
from anxin.rota.api_swaps import router as swaps

WRONG_SHAPE = Finding(
    "wrong_shape", _("%(where)s is missing or not as described."), next_step=_("See /api/openapi.json for the shape.")
)


class JSONParser(Parser):
    """Reads a body as UTF-8 JSON; anything else is refused, never guessed."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return super().parse_body(request) if request.body else {}
        except (ValueError, RecursionError) as error:
            raise Refused(BAD_REQUEST, 400) from error


api = NinjaAPI(
    title="Anxin",
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
    parser=JSONParser(),
)
api.add_router("/v1", desk, tags=["desk"])
api.add_router("/v1", people, tags=["people"])
api.add_router("/v1", rota, tags=["duty"])
api.add_router("/v1", slots, tags=["rota"])
api.add_router("/v1", swaps, tags=["rota"])
api.add_router("/v1", mine, tags=["rota"])


@api.exception_handler(ValidationError)
def wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or parameter of the wrong shape, named by its place (never by its value, which may be private)."""
    places = [
        ".".join(str(part) for part in each["loc"] if part not in ("body", "payload", "data")) for each in error.errors
    ]
    finding = Finding(
        WRONG_SHAPE.code, WRONG_SHAPE.sentence, {"where": f"“{places[0] or 'body'}”"}, WRONG_SHAPE.next_step
    )
    return problem(Refused(finding, 422))


@api.exception_handler(Exception)
def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    """Every refusal as a problem document; a fault of ours goes on to Django, which logs it and answers 500."""
    known = as_refusal(error)
    if known is None:
        raise error
    return problem(known)


@api.exception_handler(Http404)
def not_here(request: HttpRequest, error: Http404) -> HttpResponse:
    """A row that is not there, or not theirs."""
    return refused(request, error)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library could not read."""
    return problem(Refused(BAD_REQUEST, error.status_code))
