"""My account: who I am, my language, how I sign in, my tokens."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.people import access
from anxin.people.actions import make_token, revoke_token
from anxin.people.doors import SIGNED_IN
from anxin.people.forms import ChoiceOfPlaceForm, LanguageForm, TokenForm
from anxin.people.language import put_language
from anxin.people.models import Account
from anxin.people.show import place_of


@never_cache
@door(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    return _page(request)


@require_POST
@door(SIGNED_IN)
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak this language to me, here and on every device I sign in on."""
    form = LanguageForm(request.POST)
    response = redirect("my_account")
    if form.is_valid():
        language = form.cleaned_data["language"]
        Account.objects.filter(pk=_me(request).pk).update(language=language)
        put_language(response, language)
    return response


@require_POST
@door(SIGNED_IN)
def choose_place(request: HttpRequest) -> HttpResponse:
    """Work in this organisation from now on, in this session."""
    form = ChoiceOfPlaceForm(request.POST)
    chosen = form.cleaned_data["member"] if form.is_valid() else None
    if chosen not in {member.pk for member in access.members_of(request)}:
        raise Http404
    request.session[access.HOME] = str(chosen)
    return redirect("my_account")


@never_cache
@door(SIGNED_IN)
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show its text, this once; loaded again, the page is the account's."""
    if request.method != "POST":
        return redirect("my_account")
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    token, key = make_token(account=_me(request), label=form.cleaned_data["label"], at=clock.now())
    return _page(request, new_token=token, key=key)


@require_POST
@door(SIGNED_IN)
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """From now on that token opens nothing."""
    token = revoke_token(token=access.token_of(_me(request), token_id), at=clock.now())
    messages.success(request, gettext("“%(label)s” no longer opens anything.") % {"label": token.label or "…"})
    return redirect("my_account")


def _me(request: HttpRequest) -> Account:
    return cast(Account, access.account_of(request))  # the door saw to it


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    account, members = _me(request), access.members_of(request)
    context = {
        "account": account,
        "places": [place_of(member) for member in members],
        "home": access.home_of(request) if members else None,
        "language": get_language(),
        "languages": settings.LANGUAGES,
        "second_factor": access.visitor_of(request).second_factor,
        "needs_factor": any(member.needs_second_factor for member in members),
        "tokens": list(access.tokens_of(account)),
        "form": TokenForm(),
        "new_token": None,
        "key": "",
        "now": clock.now(),
    }
    return render(request, "people/account.html", context | more, status=status)
