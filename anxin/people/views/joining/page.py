"""`/join/<slug>`: what one would do, and the form; no account, no script needed."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.core import clock, flood, web
from anxin.core.door import PUBLIC, door
from anxin.core.once import once
from anxin.core.refusal import Refused
from anxin.people.actions.applying import Wish, application_digest, apply, new_application_key
from anxin.people.joining_access import application_by, public_drive
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.markdown import rich
from anxin.people.models import Drive
from anxin.people.rules.joining import OVER, may_apply
from anxin.people.views.joining.forms import ApplyForm
from anxin.people.views.joining.frame import (
    SENDS_EACH_ADDRESS,
    SENDS_EACH_PHONE,
    hold,
    keys_held,
    phone_of,
    show,
    told,
)


@door(PUBLIC)
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a POST applies. What was typed is kept through every fault and refusal."""
    drive = public_drive(slug)
    refused: Refused | None = None
    if request.method == "POST":
        form = ApplyForm(request.POST, drive=drive)
        if form.is_valid():
            try:
                return _send(request, drive, form)
            except Refused as error:
                refused = error
    else:
        form = ApplyForm(drive=drive, initial={"key": new_application_key()})
    return _page(request, drive, form, refused)


@door(PUBLIC)
def with_slash(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody typed the address with a stroke at its end."""
    return redirect("join", slug)


def _send(request: HttpRequest, drive: Drive, form: ApplyForm) -> HttpResponse:
    """Apply, once for the form's key; then to her own page (303), which her phone knows again."""
    whose, wish = phone_of(request), form.wish()
    flood.slow_down("apply", whose, SENDS_EACH_PHONE, 60)
    flood.slow_down("apply_from", web.address(request), SENDS_EACH_ADDRESS, 60)
    at, held = clock.now(), keys_held(request, drive)

    def write() -> tuple[int, str]:
        key = new_application_key()
        first, fresh = apply(drive=drive, wish=wish, key=key, known=[application_digest(each) for each in held], at=at)
        if not fresh:
            key = next(each for each in held if application_digest(each) == bytes(first.digest))
        return 201, json.dumps({"key": key, "fresh": fresh})

    sent = f"apply {drive.pk}\n" + json.dumps(_asked(wish), ensure_ascii=False)
    answer = json.loads(once(whose, form.cleaned_data["key"] or new_application_key(), sent, at, write)[1])
    again = "" if answer["fresh"] else "?again=1"
    response = HttpResponseRedirect(reverse("my_application", args=[answer["key"]]) + again)
    response.status_code = 303
    hold(response, request, drive, answer["key"])
    return response


def _asked(wish: Wish) -> list[object]:
    return [wish.name, wish.phone, wish.profession, wish.email, list(wish.languages), list(wish.times), wish.why]


def _page(request: HttpRequest, drive: Drive, form: ApplyForm, refused: Refused | None) -> HttpResponse:
    shut = may_apply(drive.opens_at, drive.closes_at, clock.now())
    asked = drive.professions or [each.value for each in Profession]
    context = {
        "form": form,
        "shut": told(Refused(shut)) if shut else None,
        "text": rich(drive.text),
        "asked": [_(PROFESSION_NAMES[Profession(each)]) for each in asked],
        "known": _known(request, drive),
        "last_day": drive.closes_at,
    }
    status = 422 if form.is_bound and form.errors else 200
    return show(request, drive, "people/join/page.html", context, refused=refused, status=status)


def _known(request: HttpRequest, drive: Drive) -> str:
    """The address of the application that this phone sent before, if it still stands."""
    for key in reversed(keys_held(request, drive)):
        try:
            if application_by(key).state not in OVER:
                return reverse("my_application", args=[key])
        except Http404:
            continue
    return ""
