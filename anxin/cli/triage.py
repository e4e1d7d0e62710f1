"""`anxin triage`: topic and risk of messages, without a database."""

import gettext
import json
import sys
from collections.abc import Callable
from typing import IO, Any

import click

from anxin.cli.lines import objects
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
    for _, given in objects(file, ("text",), bar="Reading"):
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
