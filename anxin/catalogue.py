"""The message catalogue: every sentence marked in code and templates, and its Chinese.

Babel does it, so that no system gettext is needed. The .po file has neither dates nor places, so that a change of it
shows the words that changed and nothing else.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent
LOCALE = "zh_Hans"
PO = PACKAGE / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NOT_OURS = {"tests", "migrations", "fitting", "static", "locale"}
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@dataclass
class Merge:
    """What `merge` did: how many sentences it filled in, which it did not know, and where two files disagree."""

    filled: int = 0
    unknown: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)


def marked() -> Catalog:
    """Every marked sentence of the package, without translations."""
    catalogue = Catalog(locale=LOCALE)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or NOT_OURS & set(path.relative_to(PACKAGE).parts[:-1]):
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        for message, context in _sentences(path):
            catalogue.add(message, context=context)
    return catalogue


def read() -> Catalog:
    """The catalogue as it stands in the .po file."""
    if not PO.exists():
        return Catalog(locale=LOCALE)
    with PO.open("rb") as file:
        return read_po(file, locale=LOCALE)


def update() -> Catalog:
    """Bring the .po file in line with what is marked: new sentences come untranslated, unused ones go."""
    catalogue = read()
    catalogue.update(marked(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue)
    return catalogue


def write(catalogue: Catalog) -> None:
    """Write the .po file, sorted, without dates and places."""
    buffer = BytesIO()
    catalogue.fuzzy = False
    catalogue.header_comment = (
        "# Anxin in Simplified Chinese. `anxin catalogue update` brings it in line with the code."
    )
    write_po(buffer, catalogue, no_location=True, sort_output=True, ignore_obsolete=True, width=0)
    told = ("Content-Type", "Content-Transfer-Encoding", "Language:", "MIME-Version", "Plural-Forms")
    head, _, body = buffer.getvalue().decode().partition("\n\n")
    kept = [
        line for line in head.splitlines() if not line.startswith('"') or line.startswith(tuple(f'"{t}' for t in told))
    ]
    PO.parent.mkdir(parents=True, exist_ok=True)
    _replace(PO, ("\n".join(kept) + "\n\n" + body).encode())


def merge(folder: Path, *, overwrite: bool = False) -> Merge:
    """Fill in translations from `folder`/*.json ({"English": "中文"}); `overwrite` those that are there as well."""
    catalogue, done, seen = update(), Merge(), dict[str, str]()
    messages = {_first(message): message for message in catalogue if message.id}
    for path in sorted(folder.glob("*.json")):
        for english, chinese in json.loads(path.read_text(encoding="utf-8")).items():
            message = messages.get(english)
            if seen.setdefault(english, chinese) != chinese:
                done.different.append(english)
            if message is None:
                done.unknown.append(english)
            elif chinese and (overwrite or not _texts(message)) and seen[english] == chinese:
                message.string = (chinese,) if message.pluralizable else chinese
                done.filled += 1
    write(catalogue)
    return done


def faults() -> list[str]:
    """What keeps the catalogue from being complete, a sentence each."""
    catalogue, wanted = read(), marked()
    found = []
    for message in wanted:
        if message.id and catalogue.get(_first(message), message.context) is None:
            found.append(f"not in the catalogue: {_first(message)!r}")
    for message in catalogue:
        if not message.id:
            continue
        if wanted.get(_first(message), message.context) is None:
            found.append(f"no longer used: {_first(message)!r}")
        elif message.fuzzy:
            found.append(f"not confirmed (fuzzy): {_first(message)!r}")
        elif not _texts(message):
            found.append(f"not translated: {_first(message)!r}")
        elif any(_places(text) != _places(message.id) for text in _texts(message)):
            found.append(f"the places %(name)s differ: {_first(message)!r}")
    return found


def compile_catalogue() -> int:
    """Write the .mo file and give the number of sentences in it. Whoever reads it meanwhile reads the old one whole."""
    catalogue, buffer = read(), BytesIO()
    write_mo(buffer, catalogue)
    if PO.exists():
        _replace(MO, buffer.getvalue())
    return len(catalogue)


def _sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = templatize(source, origin=str(path))
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        if message:
            yield message, context


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(message: Message) -> list[str]:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [text for text in strings if text]


def _places(text: object) -> set[str]:
    # Of a plural, the plural form: "one question" need not say its number.
    return set(PLACE.findall(text if isinstance(text, str) else tuple(text)[-1]))  # type: ignore[arg-type]


def _replace(path: Path, content: bytes) -> None:
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(aside, 0o644)
    os.replace(aside, path)
