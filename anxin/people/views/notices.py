"""What I have to know now: the pages at the top of every staff screen."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.people import access
from anxin.people.actions import see_notice
from anxin.people.doors import STAFF
from anxin.people.wording import in_words

MOST = 20  # what is beyond the first twenty shows as soon as one of them is seen


@never_cache
@door(STAFF)
def mine(request: HttpRequest) -> HttpResponse:
    """My open notices: a fragment for a script, else a page of its own."""
    notices = access.notices_of(request)[:MOST]
    context = {"notices": [in_words(notice) for notice in notices], "now": clock.now()}
    by_script = "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"
    return render(request, "people/_notices.html" if by_script else "people/notices.html", context)


@require_POST
@door(STAFF)
def see(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """I have seen it; the rest comes back."""
    notice = access.notice_of(request, notice_id)
    see_notice(notice=notice, by=notice.member, at=clock.now())
    return mine(request)
