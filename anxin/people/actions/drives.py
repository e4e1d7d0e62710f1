"""Recruiting drives: opened, changed, closed, opened again."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.people.kinds import Profession
from anxin.people.models import Drive, Member
from anxin.people.rules import joining

SLUG = re.compile(r"[a-z][a-z0-9-]{2,39}")
OURS = frozenset({"mine", "new", "api"})  # addresses below /join that are not drives


@action
def open_drive(
    *,
    slug: str,
    title: str,
    text: str,
    professions: Iterable[Profession],
    opens_at: datetime,
    closes_at: datetime | None,
    by: Member,
    at: datetime,
) -> Drive:
    """A new drive of her organisation; its page is public from `opens_at`. No professions: all of them.

    Refused: bad_slug, ends_first, empty, too_long, not_text (422), slug_taken.
    """
    slug = slug.strip().lower()
    if not SLUG.fullmatch(slug) or slug in OURS:
        raise Refused(joining.BAD_SLUG, 422)
    drive = Drive(
        organisation_id=by.organisation_id,
        slug=slug,
        made_at=at,
        **_told(title, text, professions, opens_at, closes_at),
    )
    try:
        with transaction.atomic():
            drive.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(joining.SLUG_TAKEN, 422) from error
    record("drive.opened", about=drive, by=by, at=at, professions=drive.professions)
    return drive


@action
def change_drive(
    *,
    drive: Drive,
    title: str,
    text: str,
    professions: Iterable[Profession],
    opens_at: datetime,
    closes_at: datetime | None,
    by: Member,
    at: datetime,
) -> Drive:
    """Say it otherwise. Its address stays, as it may hang on walls. Refused: ends_first, empty, too_long, not_text (422)."""
    drive = lock(drive)
    save(drive, **_told(title, text, professions, opens_at, closes_at))
    record("drive.changed", about=drive, by=by, at=at, professions=drive.professions)
    return drive


@action
def close_drive(*, drive: Drive, by: Member, at: datetime) -> Drive:
    """Nobody applies any more; who has applied is screened all the same. Twice is once."""
    drive = lock(drive)
    if drive.closes_at is None or drive.closes_at > at:
        save(drive, closes_at=at, opens_at=min(drive.opens_at, at))
        record("drive.closed", about=drive, by=by, at=at)
    return drive


@action
def reopen_drive(*, drive: Drive, by: Member, at: datetime) -> Drive:
    """It takes applications again, until it is closed. Twice is once."""
    drive = lock(drive)
    if drive.closes_at is not None and drive.closes_at <= at:
        save(drive, closes_at=None)
        record("drive.reopened", about=drive, by=by, at=at)
    return drive


def _told(
    title: str, text: str, professions: Iterable[Profession], opens_at: datetime, closes_at: datetime | None
) -> dict[str, object]:
    if closes_at is not None and closes_at <= opens_at:
        raise Refused(joining.ENDS_FIRST, 422)
    chosen = set(professions)
    return {
        "title": clean(title, 80),
        "text": clean(text) if text.strip() else "",
        "professions": [each.value for each in Profession if each in chosen],
        "opens_at": opens_at,
        "closes_at": closes_at,
    }
