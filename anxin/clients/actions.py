"""Residents come, come back, say who they are; coordinators block an abuser for a while."""

import hashlib
import secrets
from datetime import datetime

from django.db.models import Max

from anxin.clients.models import AskerKind, Block, Consent, Resident, ResidentKey
from anxin.clients.queries import seal_of
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.fields import blind
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.models import Member, Organisation

TOKEN = "anx_r_"  # noqa: S105  (the beginning of every resident's token)
# No letters or digits that look alike on paper or sound alike on the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
HANDLE_CONSENT = _("I agree that the people on duty see this name, and nothing else about me.")

WRONG_CODE = Finding(
    "wrong_code", _("No one is known by this code."), next_step=_("Check it letter by letter; it has ten.")
)
BACKWARDS = Finding("in_the_past", _("A block ends in the future."), next_step=_("Choose a later time."))


def digest(token: str) -> bytes:
    """What is kept of a token: its SHA-256 (a token is 256 random bits, so no slow hash is needed)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


@action
def open_identity(
    *, organisation: Organisation, at: datetime, handle: str = "", kind: AskerKind | None = None
) -> tuple[Resident, str]:
    """Somebody new, without a name: (resident, token). The token is shown once. Refused: not_text, too_long (handle)."""
    handle = clean(handle, 20) if handle.strip() else ""
    resident = Resident.objects.create(
        organisation=organisation, handle=handle or None, handle_seal=_seal(handle), kind=kind or "", came_at=at
    )
    if handle:
        _agree(resident, "handle", HANDLE_CONSENT, at)
    record("resident.came", about=resident, by=resident, at=at)
    return resident, _new_key(resident, at)


def _seal(handle: str) -> bytes | None:
    return seal_of(handle) if handle else None


def _new_key(resident: Resident, at: datetime) -> str:
    token = TOKEN + secrets.token_urlsafe(32)
    ResidentKey.objects.create(digest=digest(token), resident=resident, made_at=at)
    return token


def _agree(resident: Resident, purpose: str, wording: str, at: datetime) -> Consent:
    return Consent.objects.create(
        organisation_id=resident.organisation_id, resident=resident, purpose=purpose, wording=wording, given_at=at
    )


@action
def introduce(*, resident: Resident, handle: str, kind: AskerKind | None, by: Resident, at: datetime) -> Resident:
    """Say what to be called and which kind of asker one is; both may be left out, or taken back by leaving them empty."""
    resident = lock(resident)
    handle = clean(handle, 20) if handle.strip() else ""
    open_consents = Consent.objects.filter(resident=resident, purpose="handle", withdrawn_at=None)
    if not handle:
        open_consents.update(withdrawn_at=at)
    elif not open_consents.exists():
        _agree(resident, "handle", HANDLE_CONSENT, at)
    save(resident, handle=handle or None, handle_seal=_seal(handle), kind=kind or "")
    record("resident.introduced", about=resident, by=by, at=at, kind=resident.kind)
    return resident


@action
def make_return_code(*, resident: Resident, by: Resident, at: datetime) -> str:
    """A code of ten characters to come back with on another phone; an earlier one stops working."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    save(lock(resident), return_code=blind(code, "clients.resident.return_code"))
    record("resident.code_made", about=resident, by=by, at=at)
    return code


@action
def come_back(*, organisation: Organisation, code: str, at: datetime) -> tuple[Resident, str]:
    """Known again by a return code: (resident, a token for this phone). Refused: wrong_code.

    Callers count the attempts: see `core.flood`.
    """
    plain = "".join(character for character in code.upper() if character.isalnum())
    seal = blind(plain, "clients.resident.return_code")
    resident = Resident.objects.filter(organisation=organisation, return_code=seal).first()
    if resident is None or len(plain) != CODE_LENGTH:
        raise Refused(WRONG_CODE, 422)
    record("resident.came_back", about=resident, by=resident, at=at)
    return resident, _new_key(resident, at)


@action
def block_resident(*, resident: Resident, reason: str, until: datetime, by: Member, at: datetime) -> Block:
    """Let nobody be abused: this resident may not write until `until`. Refused: in_the_past, empty (no reason)."""
    if until <= at:
        raise Refused(BACKWARDS, 422)
    resident = lock(resident)
    block = Block.objects.create(
        organisation_id=resident.organisation_id, resident=resident, by=by, reason=clean(reason, 500), made_at=at, until=until
    )  # fmt: skip
    save(resident, blocked_until=_blocked_until(resident))
    record("resident.blocked", about=resident, by=by, at=at, until=until)
    return block


def _blocked_until(resident: Resident) -> datetime | None:
    """The end of the longest block that was not lifted."""
    until: datetime | None = Block.objects.filter(resident=resident, lifted_at=None).aggregate(u=Max("until"))["u"]
    return until


@action
def lift_block(*, block: Block, by: Actor, at: datetime) -> Block:
    """Let a blocked resident write again."""
    resident = lock(block.resident)
    block = lock(block)
    save(block, lifted_at=block.lifted_at or at)
    save(resident, blocked_until=_blocked_until(resident))
    record("resident.unblocked", about=resident, by=by, at=at)
    return block
