"""`anxin replay`: play real questions into a running server."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from rich.progress import Progress

from anxin.cli.place import home


@click.command(epilog="Example: anxin replay questions/*.jsonl --rate 20")
@click.argument("files", nargs=-1, required=True, type=click.File("r", encoding="utf-8"))
@click.option("--base", default="http://127.0.0.1:8000", show_default=True, help="The server.")
@click.option("--campaign", default="huzhu", show_default=True, help="The campaign's slug.")
@click.option("--rate", default="", help="Questions a second, like 20 or 20/s (default: as fast as it goes).")
@click.option("--staff", type=click.IntRange(1), default=None, help="How many people on duty (default: all who can).")
@click.option("--accounts", type=click.Path(path_type=Path), default=None, help="Logins (default: the demo town's).")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON.")
def replay(
    files: tuple[IO[str], ...],
    base: str,
    campaign: str,
    rate: str,
    staff: int | None,
    accounts: Path | None,
    as_json: bool,
) -> None:
    """Play questions (JSON lines with `id`, `ask`, optional `topic`, `answer`) through the public HTTP API.

    Simulated people on duty answer through the staff API. Says how many were asked, answered, lost and doubled, and how
    long the first answer took. Exit 1 where anything was lost or doubled.
    """
    from anxin.replay import Plan, play  # noqa: PLC0415  (the HTTP client need not load for --help)

    questions = [row for file in files for row in _read(file)]
    plan = Plan(base, campaign, _rate(rate), questions, _staff(accounts or home() / "demo-accounts.json")[:staff])
    with _bar(len(questions)) as progress:
        report = asyncio.run(play(plan, progress))
    click.echo(report.as_text())
    if as_json:
        click.echo(json.dumps(report.as_json()))
    sys.exit(1 if report.lost or report.duplicated else 0)


def _read(file: IO[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {**row, "id": row["id"], "ask": row["ask"]}
        except (ValueError, KeyError, TypeError) as error:
            raise click.ClickException(
                f"{file.name}, line {number}: a question is a JSON object with id and ask."
            ) from error


def _rate(text: str) -> float:
    if not text:
        return 0.0
    try:
        rate = float(text.removesuffix("/s"))
    except ValueError:
        rate = -1.0
    if not 0 < rate < 100_000:
        raise click.UsageError(f"--rate is questions a second, like 20 or 20/s, not {text!r}.")
    return rate


def _staff(path: Path) -> list[dict[str, str]]:
    try:
        rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.ClickException(
            f"No logins in {path}; start `make run` first, or name a file with --accounts."
        ) from error
    return rows


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int, int], None]]:
    if not sys.stderr.isatty():
        yield lambda asked, answered: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        asking, answering = progress.add_task("asked", total=total), progress.add_task("answered", total=total)

        def show(asked: int, answered: int) -> None:
            progress.update(asking, completed=asked)
            progress.update(answering, completed=answered)

        yield show
