"""What stands around the pages of applicants: the drive's name, and what their phone holds of earlier applications."""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from anxin.core import clock
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.models import Drive

COOKIE_AGE = 180 * 24 * 3600
MOST_KEYS = 5
PAGES_EACH_ADDRESS = 120  # wrong links in a minute: nobody finds one by trying
SENDS_EACH_PHONE = 6  # applications of one phone in an hour
SENDS_EACH_ADDRESS = 120  # in an hour; a whole village may share one


def cookie_name(drive: Drive) -> str:
    """One cookie for each drive, so that nothing links them."""
    return f"anxin_j_{drive.pk.hex[-12:]}"


def keys_held(request: HttpRequest, drive: Drive) -> list[str]:
    """The secrets of the links that this phone has got in this drive, the newest last."""
    text = request.COOKIES.get(cookie_name(drive), "")
    return [key for key in text.split(".") if key][-MOST_KEYS:]


def hold(response: HttpResponse, request: HttpRequest, drive: Drive, key: str) -> None:
    """Let this phone know its own link again; no script can read it."""
    keys = [each for each in keys_held(request, drive) if each != key] + [key]
    response.set_cookie(
        cookie_name(drive), ".".join(keys[-MOST_KEYS:]), max_age=COOKIE_AGE, httponly=True, samesite="Lax",
        secure=settings.HTTPS, path="/join",
    )  # fmt: skip


def phone_of(request: HttpRequest) -> str:
    """This phone by the cookie that its forms need: a text that is sent again is known again, from whatever network."""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME) or secrets.token_hex(16)
    return f"phone:{hashlib.sha256(cookie.encode()).hexdigest()[:40]}"


def told(refused: Refused | None) -> dict[str, str] | None:
    """A refusal in words, for parts/refusal.html."""
    if refused is None:
        return None
    return {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)}


def show(
    request: HttpRequest, drive: Drive, template: str, context: dict[str, Any], *, refused: Refused | None = None,
    status: int = 200, back: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page of the drive, kept by no proxy."""
    home = reverse("join", args=[drive.slug])
    place = {
        "name": drive.title, "organisation": drive.organisation.name, "hours": "", "url": home,
        "back_url": home if back else "", "manifest_url": "",
    }  # fmt: skip
    around = {"place": place, "drive": drive, "refusal": told(refused), "now": clock.now()}
    response = render(request, template, {**around, **context}, status=refused.status if refused else status)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer" if "/mine/" in request.path else "same-origin"
    if refused and refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    return response
