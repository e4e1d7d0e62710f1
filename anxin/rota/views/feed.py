"""The private calendar feed, and its address."""

import hashlib
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
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
    with translation.override(key.member.account.language or translation.get_language()):
        data = calendar_of(slots_of_calendar(key.member, at))
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    changed = int(_asked(key, etag, at).timestamp())
    whole = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    whole["Content-Disposition"] = 'inline; filename="anxin.ics"'
    response = get_conditional_response(request, etag=etag, last_modified=changed, response=whole) or whole
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _key(secret: str) -> FeedKey | None:
    rows = FeedKey.objects.filter(digest=digest_of(secret), revoked_at=None, member__active=True)
    return rows.select_related("member__account").first()


def _asked(key: FeedKey, etag: str, at: datetime) -> datetime:
    """Since when it opens what has this `etag`; when it was last used is kept, too, but not at each of a calendar's looks."""
    if key.changed_at is None or key.etag != etag:
        key.changed_at = at
        FeedKey.objects.filter(pk=key.pk).update(used_at=at, etag=etag, changed_at=at)
    elif key.used_at is None or at - key.used_at > USED_EVERY:
        FeedKey.objects.filter(pk=key.pk).update(used_at=at)
    return key.changed_at


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
