"""`anxin triage`: topic and risk of messages, without a database."""

import contextlib
import gettext
import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any

import click

from anxin.cli.place import CLONE

LANGUAGES = {"zh": "zh_Hans", "en": "en"}


@click.command(epilog="""Example: echo '{"id": 1, "text": "血压150/95要紧吗？"}' | anxin triage""")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the reasons."
)
@click.option("--json", "as_json", is_flag=True, help="JSON lines, which it always prints.")
def triage(file: IO[bytes], lang: str, as_json: bool) -> None:
    """Read JSON lines {"id", "text"} from FILE or stdin; write {"id", "topic", "risk", "signals"} for each, in order.

    Topic: medical, psychological, resource, information, other. Risk: 0 ordinary to 3 imminent.
    """
    from anxin.triage import assess  # noqa: PLC0415  (loads the model, which `--help` need not wait for)

    say = sentences(lang)
    with _progress(file) as advance:
        for number, line in enumerate(file, 1):
            advance(len(line))
            if not line.strip():
                continue
            given = _read(line, number)
            found = assess(given["text"])
            signals = [{"code": signal.code, "text": _said(say, signal)} for signal in found.signals]
            answer = {"id": given["id"], "topic": str(found.topic), "risk": int(found.risk), "signals": signals}
            sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
            # Someone who feeds us line by line waits for each answer; from a file, the buffer may fill.
            if file.name == "<stdin>":
                sys.stdout.buffer.flush()
    sys.stdout.buffer.flush()


def sentences(lang: str) -> Callable[[str], str]:
    """Translates a marked sentence by the compiled catalogue; English where there is none."""
    catalogue = gettext.translation("django", CLONE / "anxin" / "locale", languages=[LANGUAGES[lang]], fallback=True)
    return catalogue.gettext


def _said(say: Callable[[str], str], signal: Any) -> str:
    params = {key: say(value) if isinstance(value, str) else value for key, value in signal.params.items()}
    return say(signal.sentence) % params if params else say(signal.sentence)


def _read(line: bytes, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        sys.stdout.buffer.flush()
        raise click.ClickException(f"Line {number} is not JSON in UTF-8.") from error
    if not isinstance(given, dict) or "id" not in given or not isinstance(given.get("text"), str):
        sys.stdout.buffer.flush()
        raise click.ClickException(f'Line {number} is not an object with an "id" and a "text".')
    return given


@contextlib.contextmanager
def _progress(file: IO[bytes]) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal, where a person waits at one and the answers go elsewhere."""
    if file.name == "<stdin>" or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda amount: None
        return
    length = os.fstat(file.fileno()).st_size
    with click.progressbar(length=length, file=sys.stderr, label="Reading") as bar:
        yield bar.update
