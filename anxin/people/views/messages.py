"""What was sent, and whether it arrived: to me, and to the people of my organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from anxin.core import clock, paging
from anxin.core.door import PUBLIC, door
from anxin.people import access
from anxin.people.actions.trying import delivery_arrived
from anxin.people.doors import SEES_MESSAGES, SENDING, STAFF
from anxin.people.models import Delivery
from anxin.people.reach.texts import read_receipt
from anxin.people.show_messages import message_rows

NEWEST = ("-made_at", "-id")
SIZE = 30


@never_cache
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """My own; for a script the rows alone."""
    found = paging.page(access.messages_to(request), NEWEST, request.GET.get("after"), SIZE)
    if request.headers.get("X-Requested-With") == "fetch":
        rows = message_rows(found.items[:8], clock.now())
        return render(request, "people/_messages.html", {"rows": rows, "who": False, "now": clock.now()})
    return _page(request, found, "my_messages", house=False)


@never_cache
@door(SEES_MESSAGES)
def house(request: HttpRequest) -> HttpResponse:
    """Those of my organisation, for its coordinators, supervisors and auditors."""
    rows = access.messages_of_house(request, *SENDING)
    return _page(request, paging.page(rows, NEWEST, request.GET.get("after"), SIZE), "messages", house=True)


@csrf_exempt
@require_POST
@door(PUBLIC)
def arrived(request: HttpRequest, receipt: str) -> HttpResponse:
    """A browser says that it showed a message. It was given the receipt inside that message, and only it could read it."""
    key = read_receipt(receipt)
    if key is None:
        raise Http404
    delivery_arrived(id=key, at=clock.now())
    return HttpResponse(status=204)


def _page(request: HttpRequest, found: paging.Page[Delivery], url: str, *, house: bool) -> HttpResponse:
    now = clock.now()
    context = {
        "rows": message_rows(found.items, now),
        "who": house,
        "next_url": f"{reverse(url)}?{urlencode({'after': found.next})}" if found.next else "",
        "now": now,
    }
    return render(request, "people/messages.html", context)
