"""Telephone numbers as people write them, and as they are kept."""

import re
import unicodedata

from anxin.core.finding import Finding
from anxin.core.words import _

BAD_PHONE = Finding(
    "bad_phone",
    _("This is not a telephone number that we can call."),
    next_step=_("A mobile number has 11 digits; a landline begins with its area code."),
)
DIVIDERS = re.compile(r"[\s\-().·—–]+")
HOME = "86"
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{9,11}|400\d{7}")
ABROAD = re.compile(r"\+[1-9]\d{6,14}")


def tidy_phone(text: str) -> str | None:
    """`text` as one spelling: eleven digits of a mobile, a landline with its area code, or +country…; None for all else.

    Full-width digits, spaces, hyphens, brackets and +86 in front do not matter.
    """
    plain = DIVIDERS.sub("", unicodedata.normalize("NFKC", text))
    for before in ("+" + HOME, "00" + HOME, HOME):
        rest = plain.removeprefix(before)
        if rest != plain and (MOBILE.fullmatch(rest) or LANDLINE.fullmatch("0" + rest.removeprefix("0"))):
            return rest if MOBILE.fullmatch(rest) else "0" + rest.removeprefix("0")
    if MOBILE.fullmatch(plain) or LANDLINE.fullmatch(plain) or ABROAD.fullmatch(plain):
        return plain
    return None


def covered(phone: str) -> str:
    """`phone` with its middle hidden: 138****0021."""
    if len(phone) < 7:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
