"""`anxin suggest`: the entries of a knowledge base nearest to each text, without a database."""

import json
import sys
from typing import IO

import click

from anxin.cli.lines import objects, refuse

MATCHES = 10


@click.command(epilog="""Example: echo '{"id": 1, "text": "血压高怎么办？"}' | anxin suggest --kb answered.jsonl""")
@click.option(
    "--kb", type=click.File("rb"), required=True, help='JSON lines {"id", "question", "answer"}: what can be suggested.'
)
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="JSON lines, which it always prints.")
def suggest(kb: IO[bytes], file: IO[bytes], as_json: bool) -> None:
    """Read JSON lines {"id", "text"} from FILE or stdin; write {"id", "matches": [{"id", "score"}]} for each, in order.

    The ten nearest entries of the knowledge base, the nearest first; fewer where nothing else has a character in common.
    """
    from anxin.desk.suggestions import Entry, Index  # noqa: PLC0415  (reads dictionaries, which `--help` need not)

    if kb is file:
        raise click.UsageError("The knowledge base and the texts come from two files.")
    rows = list(objects(kb, ("question", "answer"), of=kb.name, bar="Knowledge base"))
    seen: set[str] = set()
    for number, row in rows:
        if (key := json.dumps(row["id"], sort_keys=True)) in seen:
            raise refuse(number, f"has the id {key} of a line before it.", kb.name)
        seen.add(key)
    # An id may be a number; inside, an entry is known by its place.
    entries = (Entry(str(place), row["question"], row["answer"]) for place, (_, row) in enumerate(rows))
    index = Index.of(entries)
    for _, given in objects(file, ("text",), bar="Reading"):
        found = index.search(given["text"], MATCHES)
        matches = [{"id": rows[int(match.id)][1]["id"], "score": match.score} for match in found]
        line = json.dumps({"id": given["id"], "matches": matches}, ensure_ascii=False)
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        # Someone who feeds us line by line waits for each answer; from a file, the buffer may fill.
        if file.name == "<stdin>":
            sys.stdout.buffer.flush()
    sys.stdout.buffer.flush()
