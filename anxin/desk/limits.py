"""How much one visitor may ask of us before she has to wait (settings); it slows nobody else."""

from uuid import UUID

from django.conf import settings

from anxin.clients.models import Resident
from anxin.core.flood import slow_down

CODES_PER_HOUR = 10


def count_identity(where: str) -> None:
    """A new resident from the address `where`. Refused (429): too_fast."""
    slow_down("identity", where, settings.IDENTITIES_PER_MINUTE)


def count_code(where: str) -> None:
    """A return code tried from the address `where`, so that nobody guesses one. Refused (429): too_fast."""
    slow_down("return_code", where, CODES_PER_HOUR, minutes=60)


def count_write(resident: Resident) -> None:
    """Anything that `resident` sends. Refused (429): too_fast."""
    slow_down("write", str(resident.pk), settings.WRITES_PER_MINUTE)


def count_question(resident: Resident) -> None:
    """A question of `resident`; count it where it is written, so that one sent twice counts once. Refused (429): too_fast."""
    slow_down("question", str(resident.pk), settings.QUESTIONS_PER_TEN_MINUTES, minutes=10)


def count_files(whose: UUID, files: int) -> None:
    """`files` that somebody sends, taken or not: reading them costs us more than words. Refused (429): too_fast."""
    for _each in range(files):
        slow_down("file", str(whose), 2 * settings.FILES_PER_HOUR, minutes=60)
