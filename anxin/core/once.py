"""A write that is sent twice is done once (Idempotency-Key)."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

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
    with transaction.atomic():
        row = Once(whose=whose, key=key, asked=digest, at=at)
        # INSERT … ON CONFLICT DO NOTHING waits for another transaction with the same key, then does nothing.
        Once.objects.bulk_create([row], ignore_conflicts=True)
        row = Once.objects.select_for_update().get(whose=whose, key=key)
        if bytes(row.asked) != digest:
            raise Refused(REUSED, 422)
        if row.answer is not None:
            return row.status, row.answer
        row.status, row.answer = write()
        row.save(update_fields=["status", "answer"])
        return row.status, row.answer


def forget_old(at: datetime) -> int:
    """Drop keys older than two days; how many."""
    return Once.objects.filter(at__lt=at - KEEP).delete()[0]
