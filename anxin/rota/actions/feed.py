"""The private calendar address of a member: made, made anew, revoked. Only its SHA-256 is kept."""

import secrets
from datetime import datetime

from anxin.core.action import action, lock
from anxin.core.event import record
from anxin.people.keys import digest_of
from anxin.people.models import Member
from anxin.rota.models import FeedKey


@action
def renew_feed(*, by: Member, at: datetime) -> str:
    """A new secret for her calendar, which can never be shown again; the one before opens nothing any more."""
    lock(by)
    FeedKey.objects.filter(member=by, revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(24)
    key = FeedKey.objects.create(organisation_id=by.organisation_id, member=by, digest=digest_of(secret), made_at=at)
    record("feed.made", about=key, by=by, at=at)
    return secret


@action
def revoke_feed(*, by: Member, at: datetime) -> bool:
    """No address opens her calendar any more; whether one did."""
    lock(by)
    rows = list(FeedKey.objects.filter(member=by, revoked_at=None))
    for key in rows:
        record("feed.revoked", about=key, by=by, at=at)
    FeedKey.objects.filter(pk__in=[key.pk for key in rows]).update(revoked_at=at)
    return bool(rows)
