"""What `anxin doctor` looks at: each check gives what it found and what to do about it."""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from anxin.cli.place import CLONE, home
from anxin.core import postgres

OLDEST_POSTGRES = 15
SKEW_S = 2.0
WORKER_SILENT_S = 30
JOB_LATE_S = 60
FROM_BACKUP = "Bring them back from a backup: what was sealed with them cannot be read without."


class Grade(StrEnum):
    """How a finding stands: only BAD asks for something to be done now."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True)
class Result:
    """One finding: what was looked at, how it stands, in a sentence, and what to do."""

    check: str
    grade: Grade
    text: str
    do: str = ""


Check = Callable[[], Iterator[Result]]


def database() -> Iterator[Result]:
    """Reachable, and new enough."""
    (version, clock), asked = _ask(
        "SELECT current_setting('server_version_num')::int, extract(epoch FROM clock_timestamp())"
    )
    if version // 10000 < OLDEST_POSTGRES:
        yield Result("database", Grade.BAD, f"PostgreSQL {version // 10000} is too old.", "Use PostgreSQL 15 or newer.")
    else:
        yield Result("database", Grade.GOOD, f"PostgreSQL {version // 10000}.{version % 10000} answers.")
    skew = float(clock) - asked
    if abs(skew) > SKEW_S:
        yield Result(
            "clock",
            Grade.BAD,
            f"This machine's clock and the database's differ by {abs(skew):.0f} s.",
            "Keep both in time by NTP: deadlines are counted by them.",
        )
    else:
        yield Result("clock", Grade.GOOD, "This machine's clock and the database's agree.")


def migrations() -> Iterator[Result]:
    """The tables are those of this version."""
    from anxin.core.health import migrations_missing  # noqa: PLC0415  (Django must be ready)

    missing = migrations_missing()
    if missing:
        yield Result(
            "migrations", Grade.BAD, f"The database lacks {len(missing)} migrations ({missing[0]} …).", "anxin migrate"
        )
    else:
        yield Result("migrations", Grade.GOOD, "The database is up to date.")


def data_folder() -> Iterator[Result]:
    """Nobody else can read the keys."""
    folder = home()
    private = [folder, *(folder / name for name in ("keys.json", "secret-key", "vapid-key", "demo-accounts.json"))]
    for path in private:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            right = "700" if path.is_dir() else "600"
            yield Result(
                "data folder", Grade.BAD, f"Others on this machine can read {path}.", f"chmod {right} '{path}'"
            )
            return
    yield Result("data folder", Grade.GOOD, f"The data folder {folder} is private.")


def keys() -> Iterator[Result]:
    """The ring of keys is there, whole, and opens what it sealed."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.conversations.models import Message  # noqa: PLC0415
    from anxin.core import crypto  # noqa: PLC0415  (slow to load)

    sealed = Message.objects.filter(text__isnull=False)
    path = home() / "keys.json"
    if not os.environ.get("ANXIN_KEYS") and not path.exists():
        if sealed.exists():
            yield Result("keys", Grade.BAD, f"The encryption keys {path} are gone.", FROM_BACKUP)
        else:
            yield Result("keys", Grade.NOTE, "There are no encryption keys yet; the first private text makes them.")
        return
    try:
        ring = crypto.ring(home())
        # The oldest and the newest tell whether the ring is the one that all was sealed with.
        for order in ("at", "-at"):
            sealed.order_by(order).first()
    except (ValueError, KeyError, TypeError, OSError, crypto.CannotOpen) as error:
        yield Result(
            "keys", Grade.BAD, f"The encryption keys do not open what is in the database: {error}.", FROM_BACKUP
        )
        return
    yield Result("keys", Grade.GOOD, f"The encryption keys work ({len(ring.keys)} on the ring).")


def files() -> Iterator[Result]:
    """Photos and voice notes can be kept, and the newest opens."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.conversations.models import Attachment  # noqa: PLC0415
    from anxin.core.files.check import look_at_store  # noqa: PLC0415

    newest = Attachment.objects.order_by("-made_at").values_list("place", flat=True).first()
    for good, text, do in look_at_store(newest):
        yield Result("files", Grade.GOOD if good else Grade.BAD, text, do)


def chains() -> Iterator[Result]:
    """No event was changed after the fact."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.core.event import ChainBroken, verify_chain  # noqa: PLC0415
    from anxin.people.models import Organisation  # noqa: PLC0415

    events = 0
    for organisation in Organisation.objects.order_by("pk"):
        try:
            events += verify_chain(organisation.pk)
        except ChainBroken as broken:
            yield Result(
                "events",
                Grade.BAD,
                f"The record of {organisation} was changed: {broken}.",
                "Keep this database as it is, and compare it with the last backup.",
            )
            return
    yield Result("events", Grade.GOOD, f"The record is whole ({events} events).")


def workers() -> Iterator[Result]:
    """Someone runs the jobs, and none is stuck."""
    (alive, late, stalled, failed), _ = _ask(
        """
        SELECT (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s * interval '1 second'),
               (SELECT count(*) FROM procrastinate_jobs j WHERE status = 'todo' AND now() - %s * interval '1 second' >
                 coalesce(scheduled_at, (SELECT min(at) FROM procrastinate_events e WHERE e.job_id = j.id))),
               (SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
                 WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - %s * interval '1 second')),
               (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed')
        """,
        WORKER_SILENT_S,
        JOB_LATE_S,
        WORKER_SILENT_S,
    )
    if not alive:
        grade = Grade.BAD if late or stalled else Grade.NOTE
        yield Result(
            "workers", grade, f"No worker is running; {late} jobs are late.", "anxin work (anxin run starts it too)"
        )
    else:
        yield Result("workers", Grade.GOOD, f"{alive} workers are running.")
    if stalled:
        yield Result(
            "jobs",
            Grade.BAD if alive else Grade.NOTE,
            f"{stalled} jobs lost their worker.",
            "A worker takes them up within half a minute; if they stay, restart anxin work.",
        )
    if late and alive:
        yield Result("jobs", Grade.BAD, f"{late} jobs are more than a minute late.", "Start one more: anxin work")
    if failed:
        yield Result("jobs", Grade.NOTE, f"{failed} jobs failed for good.", "See the worker's log for the cause.")


def reach() -> Iterator[Result]:
    """Those on duty can be called while no page is open."""
    # Here, not above: they read the settings, which need the database's address.
    from django.conf import settings  # noqa: PLC0415
    from django.core.mail import get_connection  # noqa: PLC0415

    from anxin.people.models import PushAddress  # noqa: PLC0415
    from anxin.people.reach import vapid  # noqa: PLC0415

    try:
        vapid.signer(settings.HOME)
    except vapid.BadKey as error:
        yield Result("push", Grade.BAD, f"Phones cannot be called: {error}.", "Mend ANXIN_VAPID_KEY, or remove it.")
        return
    browsers = PushAddress.objects.filter(ended_at=None)
    count, failing = browsers.count(), browsers.filter(failures__gt=2).count()
    yield Result("push", Grade.GOOD, f"{count} devices take messages; {failing} of them do not answer at present.")
    if not os.environ.get("ANXIN_CONTACT"):
        text = "Push services are not told whom to write to; Apple's refuses to work without."
        yield Result("push", Grade.NOTE, text, "Set ANXIN_CONTACT=mailto:you@example.org")
    if not settings.EMAIL_ON:
        yield Result("e-mail", Grade.NOTE, "No e-mail is sent to members.", "To send some, set ANXIN_EMAIL_URL.")
        return
    try:
        mail = get_connection(fail_silently=False)
        mail.open()
        mail.close()
    except OSError as error:  # smtplib's errors are of this kind, too
        text = f"The mail server does not let us in ({type(error).__name__})."
        yield Result("e-mail", Grade.BAD, text, "See ANXIN_EMAIL_URL in docs/operations.md")
        return
    yield Result("e-mail", Grade.GOOD, "The mail server answers.")


def ladders() -> Iterator[Result]:
    """Every service that runs says whom danger calls."""
    # Here, not above: models can be imported only when Django is ready.
    from anxin.campaigns.models import Campaign  # noqa: PLC0415
    from anxin.campaigns.rules.ladder import read_ladder  # noqa: PLC0415

    for campaign in Campaign.objects.filter(closed_at=None):
        try:
            read_ladder(campaign.ladder)
        except ValueError as error:
            text = f"The ladder of {campaign.slug} cannot be read ({error}); danger calls by the usual one."
            yield Result("ladder", Grade.BAD, text, "Mend Campaign.ladder; its form stands in docs/operations.md")
    yield Result("ladder", Grade.GOOD, "Danger calls somebody in every service.")


def built() -> Iterator[Result]:
    """What the set-up makes is there."""
    catalogue = CLONE / "anxin" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    for name, path in {
        "Chinese": catalogue,
        "The pages' scripts and styles": CLONE / "anxin" / "static" / "dist",
    }.items():
        if _filled(path):
            yield Result("built", Grade.GOOD, f"{name}: built.")
        else:
            yield Result("built", Grade.BAD, f"{name}: not built.", "make install")


def left_over() -> Iterator[Result]:
    """As root: databases under /var/lib whose data folder is gone, with what people wrote still in them."""
    for folder in postgres.orphans():
        text = f"The database in {folder} belongs to a data folder that is gone."
        yield Result("left over", Grade.NOTE, text, f"If nobody needs it any more: rm -r '{folder}'")


CHECKS: tuple[Check, ...] = (database, migrations, data_folder, built, left_over)
TABLE_CHECKS: tuple[Check, ...] = (keys, files, chains, workers, reach, ladders)
"""These read tables, which are there once the migrations are."""


def look() -> Iterator[Result]:
    """Every finding about this installation."""
    first = [result for check in CHECKS for result in check()]
    yield from first
    if not any(result.check == "migrations" and result.grade is Grade.BAD for result in first):
        for check in TABLE_CHECKS:
            yield from check()


def _filled(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and any(path.iterdir()))


def _ask(query: str, *values: int) -> tuple[tuple[Any, ...], float]:
    """The first row of `query`, and the time here when it was asked (seconds since 1970, half-way)."""
    from django.db import connection  # noqa: PLC0415  (Django must be ready)

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        before = time.time()
        cursor.execute(query, values or None)
        return cursor.fetchone(), (before + time.time()) / 2
