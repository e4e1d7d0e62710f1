"""What pages about people share."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from anxin.core import clock
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.actions.credentials import day_of
from anxin.people.kinds import PROFESSION_NAMES, ROLE_NAMES, Checked, Profession, Role, Standing
from anxin.people.models import Credential, Member

CHECKED = {
    Checked.WAITING: "late",
    Checked.VALID: "good",
    Checked.REFUSED: "high",
    Checked.REPLACED: "",
}


def refusal_of(refused: Refused | None) -> dict[str, str] | None:
    """A refusal as parts/refusal.html reads it."""
    if refused is None:
        return None
    return {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)}


def page(
    request: HttpRequest, template: str, context: dict[str, Any], refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """`template`, with what every page about people has."""
    more = {"now": clock.now(), "refusal": refusal_of(refused)}
    return render(request, template, {**more, **context}, status=refused.status if refused else status)


def standing_chip(member: Member) -> dict[str, str]:
    """Where she stands."""
    if not member.active and member.standing != Standing.LEFT:
        return {"words": gettext("place closed"), "kind": ""}
    kind, words = {
        Standing.LEARNING: ("mine", gettext("in training")),
        Standing.SERVING: ("good", gettext("serving")),
        Standing.PAUSED: ("late", gettext("takes a pause")),
        Standing.LEFT: ("", gettext("has left")),
    }[Standing(member.standing)]
    return {"words": words, "kind": kind}


def profession_of(member: Member) -> str:
    """Her profession in the reader's language."""
    return gettext(PROFESSION_NAMES[Profession(member.profession)])


def roles_of(member: Member) -> list[str]:
    """Her roles in the reader's language."""
    return [gettext(ROLE_NAMES[Role(role)]) for role in member.roles]


def credential_chip(row: Credential, today: date) -> dict[str, str]:
    """How a credential stands today."""
    if row.state == Checked.VALID and row.expires_on is not None and row.expires_on < today:
        return {"words": gettext("expired"), "kind": "high"}
    words = {
        Checked.WAITING: gettext("waits to be looked at"),
        Checked.VALID: gettext("valid"),
        Checked.REFUSED: gettext("not accepted"),
        Checked.REPLACED: gettext("replaced"),
    }[Checked(row.state)]
    return {"words": words, "kind": CHECKED[Checked(row.state)]}


def credential_row(row: Credential, at: datetime) -> dict[str, Any]:
    """A credential as lists show it."""
    today = day_of(at)
    left = (row.expires_on - today).days if row.expires_on and row.state == Checked.VALID else None
    return {
        "id": row.pk,
        "kind": row.kind.name,
        "who": row.member.name if row.member else (row.application.name if row.application else ""),
        "applicant": row.member is None,
        "chip": credential_chip(row, today),
        "issued_on": row.issued_on,
        "expires_on": row.expires_on,
        "left": left,
        "soon": left is not None and left <= 30,
        "reason": row.reason if row.state == Checked.REFUSED else "",
        "made_at": row.made_at,
        "photo": bool(row.file),
        "waits": row.state == Checked.WAITING,
    }
