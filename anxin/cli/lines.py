"""JSON lines as they come in: one object a line, refused by its number where it is not as described."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import click


def objects(
    file: IO[bytes], texts: Sequence[str], *, of: str = "", bar: str = ""
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each object of `file` with the number of its line, in order, blank lines left out.

    `texts` are the fields that must hold text, beside an "id";
    `of` names the file in a refusal, where there are several. Refused: not JSON in UTF-8, a field missing or no text.
    """
    with _progress(file, bar) as advance:
        for number, line in enumerate(file, 1):
            advance(len(line))
            if line.strip():
                yield number, _read(line, number, texts, of)


def refuse(number: int, what: str, of: str = "") -> click.ClickException:
    """What is wrong with a line, once what was answered before it has gone out."""
    sys.stdout.buffer.flush()
    return click.ClickException(f"Line {number}{f' of {of}' if of else ''} {what}")


def _read(line: bytes, number: int, texts: Sequence[str], of: str) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        raise refuse(number, "is not JSON in UTF-8.", of) from error
    if not isinstance(given, dict) or "id" not in given or any(not isinstance(given.get(name), str) for name in texts):
        names = " and ".join(f'a "{name}"' for name in texts)
        raise refuse(number, f'is not an object with an "id"{"," if len(texts) > 1 else " and"} {names}.', of)
    return given


@contextlib.contextmanager
def _progress(file: IO[bytes], label: str) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal, where a person waits at one and the answers go elsewhere."""
    if file.name == "<stdin>" or not sys.stderr.isatty() or (sys.stdout.isatty() and label == "Reading"):
        yield lambda amount: None
        return
    with click.progressbar(length=os.fstat(file.fileno()).st_size, file=sys.stderr, label=label) as bar:
        yield bar.update
