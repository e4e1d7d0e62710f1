"""Text that people typed, before it is kept."""

import re
import unicodedata

from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _

LONGEST = 5000
# Marks that turn the reading direction can make a line say another thing than it holds; people never type them.
TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")

EMPTY = Finding("empty", _("Please write something first."))
TOO_LONG = Finding(
    "too_long",
    _("A text holds %(most)s characters; this one has %(has)s."),
    next_step=_("Send it in parts; what you wrote is kept."),
)
NOT_TEXT = Finding("not_text", _("This holds characters that are not text."), next_step=_("Please type it again."))


def clean(text: str, most: int = LONGEST) -> str:
    """`text` fit to be kept: one kind of line end, no control or direction marks, no blank ends.

    Refused (422): empty, too_long (more than `most` characters), not_text (NUL, half a surrogate pair).
    """
    if "\0" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise Refused(NOT_TEXT, 422)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = CONTROLS.sub("", TURNERS.sub("", text)).strip()
    if not text.strip(" \n\t\u200b\u200c\u200d\u3000\u2060"):
        raise Refused(EMPTY, 422)
    if len(text) > most:
        raise Refused(
            Finding(TOO_LONG.code, TOO_LONG.sentence, {"most": most, "has": len(text)}, TOO_LONG.next_step), 422
        )
    return text
