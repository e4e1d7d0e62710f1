"""A write that is sent twice is done once (Idempotency-Key)."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

from anxin.core.action import whole
from anxin.core.finding import Finding
from anxin.core.models import Once
from anxin.core.refusal import Refused
from anxin.core.words import _

KEEP = timedelta(days=2)
REUSED = Finding(
    "key_reused",
    _("This key was already used for something else."),
    next_step=_("Load the page again and send once more."),
)
BAD_KEY = Finding("bad_key", _("An Idempotency-Key has 1 to 200 visible characters."))


def once(whose: str, key: str, asked: str, at: datetime, write: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """(status, body) of `write`, done at most once for this key of this person.

    The key's row and what `write` writes are one transaction: of two at once the second waits for the first and gets its
    answer. A refused write leaves no row, so that it can be tried again. Refused: bad_key, key_reused.
    """
    if not key or len(key) > 200 or not key.isprintable():
        raise Refused(BAD_KEY, 400)
    digest = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).digest()
    with whole():
        fresh = _take(whose, key, digest, at)
        if fresh is None:
            row = Once.objects.get(whose=whose, key=key)
            if bytes(row.asked) != digest:
                raise Refused(REUSED, 422)
            return row.status, row.answer or ""
        status, answer = write()
        Once.objects.filter(pk=fresh).update(status=status, answer=answer)
        return status, answer


def _take(whose: str, key: str, digest: bytes, at: datetime) -> int | None:
    """The id of a new row for this key; None where there is one, after waiting for the transaction that writes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_once (whose, key, asked, status, at) VALUES (%s, %s, %s, 0, %s)"
            " ON CONFLICT (whose, key) DO NOTHING RETURNING id",
            [whose, key, digest, at],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def forget_old(at: datetime) -> int:
    """Drop keys older than two days; how many."""
    return Once.objects.filter(at__lt=at - KEEP).delete()[0]
