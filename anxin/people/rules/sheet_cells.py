"""One cell of the people sheet: text → a value, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anxin.people.rules.phones import tidy_phone

LONGEST_NAME = 40
LONGEST_EMAIL = 254
LONGEST_LANGUAGE = 20
DIVIDERS = re.compile(r"[,，、;；/|\n]+")
DAYS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?|(\d{4})(\d{2})(\d{2})")
EMAIL = re.compile(r"[^@\s\"'<>]+@[^@\s\"'<>]+\.[^@\s\"'<>.]+")
# Rare Chinese characters may be newer than our tables of Unicode, or stand in its private part: both are names all the same.
NOT_TEXT = frozenset({"Cc", "Cs"})
TURNERS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\ufffe\uffff]")
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a code of `sheet_faults.CELLS`, and what its sentence names."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Words of a sheet → codes, in every language (keys as `plain_word` gives them)."""

    professions: Mapping[str, str]
    roles: Mapping[str, str]
    standings: Mapping[str, str]
    languages: Mapping[str, str]
    yes_no: Mapping[str, bool]
    nothing: frozenset[str] = frozenset()


def plain_word(text: str) -> str:
    """A word as it is looked up: one width, no spaces, small letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def tidy(text: str) -> str:
    """`text` with one kind of space between its parts, and nothing that is not text."""
    kept = "".join(
        each for each in TURNERS.sub("", text) if each.isspace() or unicodedata.category(each) not in NOT_TEXT
    )
    return " ".join(
        unicodedata.normalize("NFC", kept).split()
    )  # last: what was taken out may have kept two parts of one


def name(text: str) -> str | Fault:
    """A name as it is kept: one kind of space between its parts, nothing that is not text."""
    plain = tidy(text)
    if not plain:
        return Fault("missing")
    return plain if len(plain) <= LONGEST_NAME else Fault("too_long", {"most": LONGEST_NAME})


def phone(text: str) -> str | Fault:
    """A telephone number in its one spelling."""
    return tidy_phone(text) or Fault("bad_phone", {"value": text[:20]})


def one_of(text: str, words: Mapping[str, Any], code: str) -> Any:
    """What a word of a list stands for."""
    found = words.get(plain_word(text))
    return Fault(code, {"value": text[:20]}) if found is None else found


def listed(text: str, words: Mapping[str, str]) -> tuple[str, ...] | Fault:
    """Several words of a list that is open: one that is not known stands as it is."""
    parts = [plain for part in DIVIDERS.split(unicodedata.normalize("NFC", text)) if (plain := tidy(part))]
    if any(len(part) > LONGEST_LANGUAGE and plain_word(part) not in words for part in parts):
        return Fault("too_long", {"most": LONGEST_LANGUAGE})
    return tuple(dict.fromkeys(words.get(plain_word(part), part) for part in parts))


def roles(text: str, words: Mapping[str, str], nothing: frozenset[str]) -> tuple[str, ...] | Fault:
    """Roles, in the order of the house; "none" takes all of them."""
    if plain_word(text) in nothing:
        return ()
    found = []
    for part in DIVIDERS.split(text):
        if part.strip():
            code = words.get(plain_word(part))
            if code is None:
                return Fault("unknown_role", {"value": part.strip()[:20]})
            found.append(code)
    order = list(dict.fromkeys(words.values()))
    return tuple(sorted(set(found), key=order.index))


def day(text: str, today: date) -> date | Fault:
    """A day in one of the ways in which people write it."""
    found = DAYS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return Fault("bad_date", {"value": text[:20]})
    year, month, number = (int(part) for part in found.groups() if part is not None)
    try:
        value = date(year, month, number)
    except ValueError:
        return Fault("bad_date", {"value": text[:20]})
    if value < EARLIEST:
        return Fault("bad_date", {"value": text[:20]})
    return Fault("date_ahead", {"value": value.isoformat()}) if value > today else value


def email(text: str) -> str | Fault:
    """An address for mail."""
    plain = unicodedata.normalize("NFKC", text).strip()
    fits = EMAIL.fullmatch(plain) and len(plain) <= LONGEST_EMAIL
    return plain if fits else Fault("bad_email", {"value": text[:30]})
