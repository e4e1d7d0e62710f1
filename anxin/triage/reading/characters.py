"""One spelling for each character: width, script, case, emoji, and what hides between the characters."""

import re
import unicodedata
from pathlib import Path

LONGEST = 6_000
"""Characters that are read; a message holds 5,000 (contracts.md), and the rest of a longer text is not looked at."""

HERE = Path(__file__).parent
_TRADITIONAL, _SIMPLIFIED = (HERE / "traditional.txt").read_text(encoding="utf-8").split()
_DIALECT = dict(line.split() for line in (HERE / "dialect.txt").read_text(encoding="utf-8").splitlines())
"""Words of one character in Cantonese and other dialects, and pronouns whose gender says nothing of danger."""

PICTURES = {
    picture: word
    for word, pictures in map(str.split, (HERE / "pictures.txt").read_text(encoding="utf-8").splitlines())
    for picture in pictures
}
"""What a picture says, where it says something that matters; all others are left out."""

_MAP: dict[int, str] = {ord(t): s for t, s in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
_MAP |= {ord(c): word for c, word in _DIALECT.items()}
_MAP |= {ord(t): _DIALECT[s] for t, s in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if s in _DIALECT}
_MAP |= {ord(picture): f" {word} " for picture, word in PICTURES.items()}

_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    r"\u0300-\u036f\U000e0000-\U000e0fff]+"
)
"""Control characters, zero-width and direction marks, variation selectors, tags, halves of pairs, private use."""

_PICTURES = re.compile(r"[\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001fbff]+")
_RUN = re.compile(r"(\D)\1{2,}", re.DOTALL)
_LETTERS_APART = re.compile(r"(?<![㐀-鿿])(?:[㐀-鿿][ \t.·•*_\-|/\\~、。,，]{1,2}){2,}[㐀-鿿](?![㐀-鿿])")
_BETWEEN = re.compile(r"[ \t.·•*_\-|/\\~、。,，]+")
_INSIDE = re.compile(r"(?<=[㐀-鿿])[*_|/\\·•\-]{1,2}(?=[㐀-鿿])")


def plain(text: str) -> str:
    """`text` in half-width, simplified, lower-case characters without hidden ones; the time taken grows with length.

    Raises nothing: whatever a phone can send can be read.
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = _UNSEEN.sub("", text)
        text = unicodedata.normalize("NFKC", text)[: LONGEST * 2]
        text = _UNSEEN.sub("", text).translate(_MAP)
        text = _PICTURES.sub(" ", text)
    else:
        text = _UNSEEN.sub("", text)
    text = _RUN.sub(r"\1\1", text.lower())
    text = _LETTERS_APART.sub(lambda found: _BETWEEN.sub("", found[0]), text)
    return _INSIDE.sub("", text)
