"""What reaches me beside the page: my choices, my devices, a test."""

from typing import Any, cast

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from anxin.core import clock, flood, paging
from anxin.core.door import PUBLIC, door
from anxin.core.refusal import Refused
from anxin.people import access
from anxin.people.actions.deliveries import send_test
from anxin.people.actions.reach import BAD_BROWSER, BROWSER, add_browser, choose_reach, remove_browser
from anxin.people.doors import SENDING, STAFF
from anxin.people.forms import BrowserForm, ReachForm
from anxin.people.models import Account
from anxin.people.reach import vapid
from anxin.people.show_messages import message_rows

FIRST = 8
TESTS_IN_TEN_MINUTES = 5


@never_cache
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    return _page(request)


@require_POST
@door(STAFF)
def choose(request: HttpRequest) -> HttpResponse:
    """Take my choices."""
    form = ReachForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    member = access.home_of(request)
    choose_reach(member=member, by=member, at=clock.now(), **form.cleaned_data)
    messages.success(request, gettext("Kept."))
    return redirect("my_notices")


@require_POST
@door(STAFF)
def add(request: HttpRequest) -> HttpResponse:
    """This browser takes messages from now on."""
    form = BrowserForm(request.POST)
    if not form.is_valid():
        raise Refused(BAD_BROWSER, 422)
    member = access.home_of(request)
    address = add_browser(member=member, by=member, at=clock.now(), **form.cleaned_data)
    request.session[BROWSER] = str(address.pk)
    return JsonResponse({"location": reverse("my_notices")})


@require_POST
@door(STAFF)
def remove(request: HttpRequest, address_id: Any) -> HttpResponse:
    """That browser gets nothing more."""
    address = access.browser_of(_me(request), address_id)
    remove_browser(address=address, by=access.home_of(request), at=clock.now())
    messages.success(request, gettext("That device gets nothing more."))
    return redirect("my_notices")


@require_POST
@door(STAFF)
def test(request: HttpRequest) -> HttpResponse:
    """Send me a message by all I have."""
    member = access.home_of(request)
    flood.slow_down("test_notices", str(member.account_id), TESTS_IN_TEN_MINUTES, minutes=10)
    sent = send_test(member=member, by=member, at=clock.now())
    if sent:
        messages.success(request, gettext("A test is on its way; below you see whether it arrives."))
    else:
        messages.warning(request, gettext("There is nothing yet that a test could go to. Add this device first."))
    return redirect(reverse("my_notices") + "#messages")


@require_GET
@cache_control(no_cache=True)
@csp({"default-src": [NONE], "connect-src": [SELF]})
@door(PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker that shows messages. It is served from here for its own policy, and is not kept."""
    try:
        script = (settings.PROJECT / "static" / "dist" / "sw.js").read_bytes()
    except OSError as error:
        raise Http404 from error
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = reverse("notices")
    return response


def _me(request: HttpRequest) -> Account:
    return cast(Account, access.account_of(request))  # the door saw to it


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    account, member = _me(request), access.home_of(request)
    reach = access.reach_of(member)
    now = clock.now()
    found = paging.page(access.messages_to(request), ("-made_at", "-id"), None, FIRST)
    context = {
        "form": ReachForm(
            initial={
                "push": reach.push, "email": reach.email, "only_urgent": reach.only_urgent, "address": account.email
            }
        ),
        "browsers": [
            {"id": row.pk, "label": row.label, "digest": bytes(row.digest).hex(), "made_at": row.made_at,
             "worked_at": row.worked_at, "failing": row.failures > 2}
            for row in access.browsers_of(account)
        ],
        "key": vapid.public_key(),
        "email_on": settings.EMAIL_ON,
        "messages_sent": message_rows(found.items, now),
        "more_url": reverse("my_messages") if found.next else "",
        "sees_house": any(each.holds(*SENDING) for each in access.members_of(request)),
        "now": now,
    }  # fmt: skip
    return render(request, "people/reach.html", context | more, status=status)
