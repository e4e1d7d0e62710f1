"""How a resident is known again: by the token her phone keeps, as a Bearer token or in a cookie."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from anxin.clients.actions import TOKEN, digest
from anxin.clients.models import Block, Resident
from anxin.core.door import Door
from anxin.core.finding import Finding
from anxin.core.prepared import Prepared
from anxin.core.refusal import SIGN_IN

BY_KEY = Prepared(lambda digest: Resident.objects.filter(keys__digest=digest), b"example")
COOKIE_AGE = 400 * 24 * 3600  # the longest that browsers keep one


def resident_of(request: HttpRequest) -> Resident | None:
    """The resident whose Bearer token came with the request."""
    kept = cast(Any, request)
    if not hasattr(kept, "_resident"):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        token = token.strip()
        kept._resident = _known(token) if scheme.lower() == "bearer" and token.startswith(TOKEN) else None
    return cast(Resident | None, kept._resident)


def resident_here(request: HttpRequest, organisation_id: UUID) -> Resident | None:
    """The resident whom this phone's cookie names in that organisation."""
    token = request.COOKIES.get(cookie_name(organisation_id), "")
    resident = _known(token) if token.startswith(TOKEN) else None
    return resident if resident and resident.organisation_id == organisation_id else None


def cookie_name(organisation_id: UUID) -> str:
    """One cookie per organisation, so that nobody is linked from one to another."""
    return f"anxin_r_{organisation_id.hex[-12:]}"


def remember(response: HttpResponse, organisation_id: UUID, token: str, secure: bool) -> None:
    """Let this phone keep `token`; no script can read it."""
    response.set_cookie(
        cookie_name(organisation_id), token, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=secure
    )


def _known(token: str) -> Resident | None:
    return BY_KEY.first(digest(token))


def _lets_in(request: HttpRequest) -> Finding | None:
    return None if resident_of(request) else SIGN_IN


RESIDENT = Door("resident", _lets_in)


def block_in(organisation_id: UUID, id: UUID) -> Block:
    """A block of this organisation, with whom it holds off; else 404."""
    block = Block.objects.filter(organisation=organisation_id, pk=id).select_related("resident").first()
    if block is None:
        raise Http404
    return block
