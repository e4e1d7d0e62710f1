"""Signing in with name and password, guarded against guessing: django-axes locks a name at an address after 8."""

import ipaddress
import math

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse

from anxin.core import clock, flood, web
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.actions.sessions import locked_out as record_lock
from anxin.people.models import Account
from anxin.people.second_factor import accepts, has_factor

EACH_ADDRESS = 60  # passwords tried in a minute, whatever the names: each costs a good deal of computing

WRONG = Finding("wrong_password", _("User name and password do not fit."), next_step=_("Check both and try again."))
OTP_NEEDED = Finding(
    "otp_needed",
    _("This account needs a second step."),
    next_step=_("Send the code of the authenticator app, or a recovery code, as otp."),
)
LOCKED = Finding(
    "locked_out",
    _("Too many attempts with this name. You can try again in %(minutes)s min."),
    next_step=_("If you forgot the password, ask your coordinator for a new one."),
)


def sign_in(request: HttpRequest, username: str, password: str, otp: str = "") -> Account:
    """The account that name and password open. A wrong second code counts as a failure too.

    Refused: wrong_password, otp_needed (401), locked_out, too_fast (429).
    """
    if not (printable(username) and printable(password) and printable(otp)):
        raise Refused(WRONG, 401)
    flood.slow_down("sign_in", web.address(request), EACH_ADDRESS)
    name = {"username": username}
    account = authenticate(request, username=username, password=password)
    if account is None:
        raise lock_out(request, name) if is_locked(request, name) else Refused(WRONG, 401)
    if has_factor(account) and not (otp and accepts(account, otp)):
        if otp:
            count_failure(request, username)
        raise lock_out(request, name) if is_locked(request, name) else Refused(OTP_NEEDED, 401)
    AxesProxyHandler.reset_attempts(ip_address=came_from(request), username=attempted_name(request, name))
    return account


def printable(text: str) -> bool:
    """Whether `text` can be stored and hashed at all: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any(0xD800 <= ord(character) <= 0xDFFF for character in text)


def is_locked(request: HttpRequest, credentials: dict[str, str]) -> bool:
    """Whether this name may not be tried from this address now."""
    return not AxesProxyHandler.is_allowed(request, credentials)


def count_failure(request: HttpRequest, username: str) -> None:
    """Count a failure that Django's `authenticate` does not see: a wrong second code."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": username}, request=request)


def lock_out(request: HttpRequest, credentials: dict[str, str] | None) -> Refused:
    """The refusal that says how long the lock lasts."""
    tries = AccessAttempt.objects.filter(
        username=attempted_name(request, credentials), ip_address=came_from(request)
    ).order_by("-attempt_time")
    lasts = get_cool_off(request)
    last = tries.first()
    ends = (last.attempt_time if last else clock.now()) + lasts
    seconds = max(1, math.ceil((ends - clock.now()).total_seconds()))
    record_lock(username=attempted_name(request, credentials), lasts=lasts, at=clock.now())
    finding = Finding(LOCKED.code, LOCKED.sentence, {"minutes": math.ceil(seconds / 60)}, LOCKED.next_step)
    return Refused(finding, 429, retry_after=seconds)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """What axes answers for us when it has locked a name (AXES_LOCKOUT_CALLABLE)."""
    return web.answer_refusal(request, lock_out(request, credentials))


def attempted_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """The name that is tried, in the one spelling under which accounts are kept (AXES_USERNAME_CALLABLE)."""
    name = (credentials or {}).get("username") or request.POST.get("login") or request.POST.get("username") or ""
    return name.replace("\0", "").strip().lower()[:255]


def came_from(request: HttpRequest) -> str | None:
    """The visitor's address, or None where it is not one (AXES_CLIENT_IP_CALLABLE)."""
    try:
        return str(ipaddress.ip_address(web.address(request)))
    except ValueError:
        return None
