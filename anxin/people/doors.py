"""Doors that ask who a visitor is: signed in, with which role. They hold for pages and for the API alike."""

from django.conf import settings
from django.http import Http404, HttpRequest

from anxin.core import refusal
from anxin.core.door import Door
from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.access import visitor_of
from anxin.people.kinds import Role

NO_PLACE = Finding(
    "no_organisation",
    _("Your account has no place in an organisation at present."),
    next_step=_("Ask your coordinator to add you."),
)
SECOND_FACTOR = Finding(
    "second_factor_needed",
    _("Your role needs a second step when you sign in."),
    next_step=_("Set up an authenticator app or a passkey on your account page; it takes two minutes."),
)


def account_in(request: HttpRequest) -> Finding | None:
    """Lets in whoever is signed in, or brings a token, even before she has a place or a second factor."""
    return None if visitor_of(request).account else refusal.SIGN_IN


def staff(request: HttpRequest) -> Finding | None:
    """Lets in a member of any organisation; one whose role needs a second factor only when it is set up."""
    visitor = visitor_of(request)
    if visitor.account is None:
        return refusal.SIGN_IN
    if not visitor.members:
        return NO_PLACE
    needs = any(member.needs_second_factor for member in visitor.members)
    return SECOND_FACTOR if needs and not visitor.second_factor and not settings.DEMO else None


def holding(*roles: Role) -> Door:
    """A door for staff who hold one of `roles` in any of their organisations; `access` then asks in which."""

    def lets_in(request: HttpRequest) -> Finding | None:
        finding = staff(request)
        if finding is None and not any(member.holds(*roles) for member in visitor_of(request).members):
            return refusal.NOT_YOURS
        return finding

    return Door("people." + "_or_".join(role.value for role in roles), lets_in)


def demo_only(request: HttpRequest) -> Finding | None:
    """Lets anyone in, in the demo town; elsewhere there is nothing here."""
    if not settings.DEMO:
        raise Http404
    return None


SIGNED_IN = Door("people.signed_in", account_in)
STAFF = Door("people.staff", staff)
COORDINATOR = holding(Role.COORDINATOR)
COORDINATOR_OR_SUPERVISOR = holding(Role.COORDINATOR, Role.SUPERVISOR)
SENDING = (Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR)  # who may see what was sent to whom
SEES_MESSAGES = holding(*SENDING)
DEMO = Door("people.demo", demo_only)
