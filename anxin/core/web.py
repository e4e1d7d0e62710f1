"""What stands around every view: doors, refusals as pages or problem documents, and where a visitor comes from."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, DataError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from psycopg import OperationalError as DriverError
from psycopg_pool import PoolTimeout

from anxin.core import refusal
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _

logger = logging.getLogger("anxin.web")
NO_COOKIES = Finding(
    "no_cookies",
    _("This browser keeps no cookies, so an answer could not find its way back to you."),
    next_step=_(
        "Allow cookies for this page, or open it in another browser; what you wrote is kept."
        " If someone is in danger, call 110 or 120 now."
    ),
)
Responder = Callable[[HttpRequest], HttpResponse]
Response = TypeVar("Response", bound=HttpResponse)

# Refusals that a visitor can mend at once, and the name of the page where.
LEADS_TO = {refusal.SIGN_IN.code: "account_login", "second_factor_needed": "mfa_index"}

# Views of libraries, by the module they live in, which look after their own doors (signing in and second factors).
DOORS_OF_LIBRARIES = ("allauth.account.", "allauth.mfa.", "django.views.i18n", "django.views.static", "ninja.")


def sentence(finding: Finding) -> str:
    """What `finding` says, in the reader's language."""
    params = {key: gettext(value) if isinstance(value, str) else value for key, value in finding.params.items()}
    return gettext(finding.sentence) % params if params else gettext(finding.sentence)


def next_step(finding: Finding) -> str:
    """What the reader can do about it, in her language; may be empty."""
    return gettext(finding.next_step) if finding.next_step else ""


def problem(refused: Refused) -> JsonResponse:
    """A refusal as an RFC 9457 problem document."""
    finding = refused.finding
    body = {
        "type": "about:blank",
        "title": sentence(finding),
        "status": refused.status,
        "code": finding.code,
        "detail": next_step(finding),
    }
    response = JsonResponse(body, status=refused.status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    return _paced(response, refused)


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A refusal as a page; someone who only has to sign in, or to set up a second step, is taken there and back."""
    place = LEADS_TO.get(refused.finding.code)
    if place is not None and request.method == "GET":
        return HttpResponseRedirect(f"{reverse(place)}?{urlencode({'next': request.get_full_path()})}")
    context = {
        "sentence": sentence(refused.finding),
        "next_step": next_step(refused.finding),
        "code": refused.finding.code,
    }
    return _paced(render(None, "refusal.html", context, status=refused.status), refused)


def _paced(response: Response, refused: Refused) -> Response:
    if refused.retry_after is not None:
        response["Retry-After"] = str(refused.retry_after)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer is read by a program: the API, or our own script that keeps an unsent text."""
    return request.path.startswith("/api/") or request.headers.get("X-Requested-With") == "fetch"


def answer_refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """`refused` in the form that this request can read."""
    return problem(refused) if wants_json(request) else refusal_page(request, refused)


def as_refusal(error: Exception) -> Refused | None:
    """The refusal that an exception stands for; None for a fault of ours, which is to be logged."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Http404):
        return Refused(refusal.NOT_HERE, 404)
    if isinstance(error, PermissionDenied):
        return Refused(refusal.NOT_YOURS, 403)
    if isinstance(error, RequestDataTooBig):
        return Refused(refusal.BAD_REQUEST, 413)
    if isinstance(error, SuspiciousOperation | UnicodeDecodeError):
        return Refused(refusal.BAD_REQUEST, 400)
    if isinstance(error, DataError) and "NUL" in str(error):  # in an address or a cookie; texts were cleaned
        return Refused(refusal.BAD_REQUEST, 400)
    if database_is_away(error):
        return Refused(refusal.BUSY, 503, retry_after=3)
    return None


def database_is_away(error: BaseException | None) -> bool:
    """Whether `error` means that the database did not answer, rather than that we asked something wrong."""
    while error is not None:
        if isinstance(error, PoolTimeout | InterfaceError | DriverError):
            return True
        error = error.__cause__ if isinstance(error, DatabaseError) else None
    return False


# What Django answers by itself, in our words.
PLAIN = {
    400: refusal.BAD_REQUEST,
    404: refusal.NOT_HERE,
    405: refusal.BAD_REQUEST,
    413: refusal.BAD_REQUEST,
    500: refusal.FAULT,
}


class RefusalMiddleware:
    """Turns every refusal, and every fault, into a sentence; no traceback reaches a visitor."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        finding = PLAIN.get(response.status_code)
        if finding and wants_json(request) and "json" not in response["Content-Type"]:
            return problem(Refused(finding, response.status_code))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = as_refusal(error)
        return answer_refusal(request, refused) if refused else None


class DoorMiddleware:
    """Answers 403 where a view has no door."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if has_door(view):
            return None
        logger.error("the view %s has no door", view)
        return answer_refusal(request, Refused(refusal.NOT_YOURS, 403))


def has_door(view: Any) -> bool:
    """Whether `view` declares who may come in, or belongs to a library that looks after its own doors."""
    inner = getattr(view, "func", view)  # ninja hands its schema out through a partial
    return hasattr(inner, "door") or inner.__module__.startswith(DOORS_OF_LIBRARIES)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was too old, or that another site sent; or a browser that keeps no cookies."""
    if reason == REASON_NO_CSRF_COOKIE:
        return answer_refusal(request, Refused(NO_COOKIES, 403))
    finding = Finding(
        "stale_form",
        _("This page was open for too long."),
        next_step=_("Load it again and send once more; what you wrote is kept."),
    )
    return answer_refusal(request, Refused(finding, 403))


def address(request: HttpRequest) -> str:
    """Where the visitor comes from, past as many proxies as we trust."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    return chain[-trusted] if trusted and len(chain) >= trusted else str(request.META.get("REMOTE_ADDR", ""))
