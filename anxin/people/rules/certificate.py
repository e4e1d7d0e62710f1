"""A certificate of service: what it may say, and what others read who look its number up."""

import secrets
from datetime import date

from anxin.core.finding import Finding
from anxin.core.words import _

NO_HOURS = Finding(
    "no_hours",
    _("There are no hours in these days that count."),
    next_step=_("Choose other days, or enter hours first."),
)
TURNED = Finding("days_turned", _("The last day comes after the first."))
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look alike on paper
LENGTH = 12


def new_number() -> str:
    """A number that nobody can guess: AX-XXXX-XXXX-XXXX, about 59 bits."""
    drawn = "".join(secrets.choice(LETTERS) for _each in range(LENGTH))
    return "AX-" + "-".join(drawn[at : at + 4] for at in range(0, LENGTH, 4))


def tidy_number(text: str) -> str:
    """A number as it is kept, however somebody types it from paper."""
    plain = "".join(each for each in text.upper() if each.isascii() and each.isalnum()).removeprefix("AX")[:LENGTH]
    return "AX-" + "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def masked(name: str) -> str:
    """A name of which those who have the paper can see that it is the same: 张**, 欧阳**."""
    known = name.strip()
    if len(known) < 2:
        return "*"
    return known[: 2 if len(known) > 3 else 1] + "*" * min(3, len(known) - (2 if len(known) > 3 else 1))


def may_certify(*, first: date, last: date, minutes: int) -> Finding | None:
    """Only hours that count are certified."""
    if last < first:
        return TURNED
    return None if minutes > 0 else NO_HOURS
