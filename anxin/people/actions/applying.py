"""Somebody who wants to help applies, and may take it back."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.files import vault
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.actions.notices import settle_notices
from anxin.people.kinds import Applying, Profession, Standing
from anxin.people.models import Application, Credential, Drive, ScreeningNote
from anxin.people.phones import phone_seal
from anxin.people.rules import joining
from anxin.people.rules.phones import BAD_PHONE, tidy_phone
from anxin.people.spoken import tidy_spoken

CONSENT = "join-1"  # the text of templates/people/join/_consent.html; another text is another code
LONGEST_WHY = 1000
MOST_SPOKEN = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says of herself when she applies."""

    name: str
    phone: str
    profession: Profession
    email: str = ""
    languages: Collection[str] = ()
    times: Collection[tuple[int, str]] = ()
    why: str = ""
    agrees: bool = False


def new_application_key() -> str:
    """The secret in her link: nobody guesses it."""
    return secrets.token_urlsafe(24)


def application_digest(key: str) -> bytes:
    """What is kept of the key in her link."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


@action
def apply(
    *, drive: Drive, wish: Wish, key: str, known: Collection[bytes] = (), at: datetime
) -> tuple[Application, bool]:
    """(her application, whether it is new). `known` are digests of the links that her phone holds already.

    From a phone that holds her link the same number gives her first application back. From elsewhere it makes another one,
    and answers like the first: whoever types a stranger's number learns nothing. The screeners see that they belong together.
    Refused: drive_not_yet, drive_closed; no_consent, bad_phone, profession_not_asked, empty, too_long, not_text (422).
    """
    drive = lock(drive)  # two taps at once are judged one after the other
    refuse_if(joining.may_apply(drive.opens_at, drive.closes_at, at))
    if not wish.agrees:
        raise Refused(joining.NO_CONSENT, 422)
    refuse_if(joining.may_ask_profession(wish.profession, drive.professions), 422)
    phone = tidy_phone(wish.phone)
    if phone is None:
        raise Refused(BAD_PHONE, 422)
    seal = phone_seal(phone)
    hers = Application.objects.filter(drive=drive, phone_blind=seal, digest__in=list(known), erased_at=None)
    first = hers.exclude(state__in=joining.OVER).order_by("sent_at").first()
    if first is not None:
        return first, False
    application = Application.objects.create(
        organisation_id=drive.organisation_id,
        drive=drive,
        digest=application_digest(key),
        name=clean(wish.name, 40),
        phone=phone,
        phone_blind=seal,
        email=clean(wish.email, 200) if wish.email.strip() else None,
        profession=Profession(wish.profession).value,
        languages=tidy_spoken(wish.languages)[:MOST_SPOKEN],
        times=joining.tidy_times(wish.times),
        why=clean(wish.why, LONGEST_WHY) if wish.why.strip() else None,
        consent=CONSENT,
        sent_at=at,
    )
    record("application.sent", about=application, by=application, at=at, profession=application.profession)
    return application, True


@action
def withdraw_application(*, application: Application, by: Application, at: datetime) -> Application:
    """She does not want to any more. Twice is once. Refused: already_decided."""
    application = lock(application)
    if application.state == Applying.WITHDRAWN:
        return application
    member = application.member
    refuse_if(joining.may_withdraw(Applying(application.state), member is not None and member.account.is_active))
    if member is not None:  # taken on, but never came: her place closes again
        save(lock(member), active=False, standing=Standing.LEFT, left_at=at)
    save(application, state=Applying.WITHDRAWN, decided_at=at)
    settle_notices(application.pk, at=at)
    record("application.withdrawn", about=application, by=by, at=at)
    return application


@action
def erase_application(*, application: Application, at: datetime) -> Application:
    """Her words, her number, the notes about her and the photos she sent are gone; the row stays for the count.

    Credentials that went to her as a member stay hers. No event of its own: it follows from her decision, from her leaving, or
    from time. The files go when it is certain.
    """
    application = lock(application)
    hers = Credential.objects.filter(application=application, member=None)
    for place in hers.exclude(file="").values_list("file", flat=True):
        transaction.on_commit(partial(vault.drop, place))
    hers.delete()
    ScreeningNote.objects.filter(application=application).delete()
    gone = {"name": "", "phone": "", "phone_blind": b"", "email": None, "why": None, "reason": None}
    save(application, **gone, languages=[], times=[], erased_at=at)
    return application


def forget_applications(at: datetime, most: int = 500) -> int:
    """Erase what was refused or withdrawn 90 days ago, the oldest first; how many. A job calls it every night."""
    old = Application.objects.filter(state__in=joining.OVER, erased_at=None, decided_at__lt=at - joining.KEPT).order_by(
        "decided_at"
    )
    rows = list(old[:most])
    for row in rows:
        erase_application(application=row, at=at)
    return len(rows)
