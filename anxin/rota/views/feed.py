"""The private calendar feed, and its address."""

import hashlib
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.flood import slow_down
from anxin.core.web import address
from anxin.people.doors import STAFF
from anxin.people.keys import digest_of
from anxin.rota.actions.feed import renew_feed, revoke_feed
from anxin.rota.calendar import calendar_of, slots_of_calendar
from anxin.rota.models import FeedKey
from anxin.rota.views.mine import page

USED_EVERY = timedelta(hours=1)
TRIES = 30  # wrong addresses a minute, from one place


@require_safe
@door(PUBLIC)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The shifts of whose secret this is; 404 for any other, also for one that was revoked or whose owner left."""
    key = _key(secret)
    if key is None:
        slow_down("feed", address(request), TRIES)
        raise Http404
    at = clock.now()
    _used(key, at)
    with translation.override(key.member.account.language or translation.get_language()):
        data = calendar_of(slots_of_calendar(key.member, at))
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="anxin.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _key(secret: str) -> FeedKey | None:
    rows = FeedKey.objects.filter(digest=digest_of(secret), revoked_at=None, member__active=True)
    return rows.select_related("member__account").first()


def _used(key: FeedKey, at: datetime) -> None:
    """When it was last used; not a write for each of a calendar's looks."""
    if key.used_at is None or at - key.used_at > USED_EVERY:
        FeedKey.objects.filter(pk=key.pk).update(used_at=at)


@never_cache
@require_POST
@door(STAFF)
def renew(request: HttpRequest, slug: str) -> HttpResponse:
    """A new address, shown once."""
    campaign, member = campaign_for_staff(request, slug)
    secret = renew_feed(by=member, at=clock.now())
    return page(request, campaign, member, feed=request.build_absolute_uri(reverse("rota_feed", args=[secret])))


@require_POST
@door(STAFF)
def revoke(request: HttpRequest, slug: str) -> HttpResponse:
    """The address leaked, or is no longer wanted."""
    campaign, member = campaign_for_staff(request, slug)
    if revoke_feed(by=member, at=clock.now()):
        messages.success(request, _("That address opens nothing any more."))
    return redirect(reverse("my_shifts", args=[campaign.slug]))
