"""`anxin rota`: what can be done with a rota without a database."""

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import click

SECONDS, WORKERS = 30.0, 2


@click.group(epilog="Example: anxin rota solve problem.json -o rota.csv")
def rota() -> None:
    """Make a rota from a file."""


@rota.command(epilog="Example: anxin rota solve Instance1.txt -o roster.csv --seconds 60 --workers 2")
@click.argument("problem", type=click.File("rb"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="CSV staff,day,shift goes here.")
@click.option(
    "--seconds", type=click.FloatRange(0.5, 86_400), default=SECONDS, show_default=True, help="The time it may take."
)
@click.option("--workers", type=click.IntRange(1, 64), default=WORKERS, show_default=True, help="Cores it may use.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Where chance begins.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, the roster in it.")
def solve(problem: IO[bytes], output: Path | None, seconds: float, workers: int, seed: int, as_json: bool) -> int:
    """Find the best roster for PROBLEM: Anxin JSON, or an instance in the text form of schedulingbenchmarks.org.

    Prints cost, bound, status (optimal, feasible, infeasible, unknown) and seconds. Ctrl-C ends it with the best so far.
    """
    began = time.monotonic()
    # They load solvers, which `--help` need not wait for.
    from anxin.rota.solver.read import read_problem, write_roster  # noqa: PLC0415

    if output is not None and not output.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {output.absolute().parent}.")
    given = read_problem(problem.read())
    from anxin.rota.solver.answer import Status  # noqa: PLC0415
    from anxin.rota.solver.explain.conflict import conflicts  # noqa: PLC0415
    from anxin.rota.solver.solve import solve as solve_it  # noqa: PLC0415

    # Whoever gives a time means the whole: reading and loading come off it.
    left = max(0.5, seconds - (time.monotonic() - began))
    answer = _stoppable(solve_it, given, left, workers=workers, seed=seed)
    found = answer.status in (Status.OPTIMAL, Status.FEASIBLE)
    explained = (
        conflicts(given, seconds=max(2, seconds - (time.monotonic() - began)))
        if answer.status is Status.INFEASIBLE
        else []
    )
    said = [_said(each) for each in explained]
    if found and output is not None:
        _write(output, write_roster(answer.roster))
    bound = None if answer.bound is None else round(answer.bound, 2)
    figures = {"cost": answer.cost, "bound": bound, "status": str(answer.status), "seconds": round(answer.seconds, 2)}
    if as_json:
        more = {"conflicts": said} if said else {"roster": answer.roster}
        click.echo(json.dumps({**figures, **more}, ensure_ascii=False))
    else:
        for name, value in figures.items():
            click.echo(f"{name}: {'none' if value is None else value}")
    if not found:
        _why_not(str(answer.status), said)
    return 0 if found else 1


def _stoppable(solve_it: Callable[..., Any], problem: Any, seconds: float, **more: int) -> Any:
    """Solve beside the main thread, which alone hears Ctrl-C; the first of them asks for the best so far."""
    stop, done, out, failed = threading.Event(), threading.Event(), [], []
    with click.progressbar(length=1000, file=sys.stderr, label="Solving", hidden=not sys.stderr.isatty()) as bar:

        def watch(progress: Any) -> bool:
            if progress.cost is not None:
                bar.label = f"Solving, cost {progress.cost}"
            bar.update(max(0, min(1000, int(1000 * progress.seconds / seconds)) - bar.pos))
            return stop.is_set()

        def work() -> None:
            try:
                out.append(solve_it(problem, seconds=seconds, watch=watch, **more))
            except BaseException as error:
                failed.append(error)
            finally:
                done.set()

        threading.Thread(target=work, daemon=True).start()
        while not done.is_set():
            try:
                done.wait(0.2)  # not `join`: interrupted, it takes a running thread for an ended one
            except KeyboardInterrupt:
                if stop.is_set():
                    raise  # twice: at once
                stop.set()
    if failed:
        raise failed[0]
    if stop.is_set() and not out[0].roster:
        raise KeyboardInterrupt
    return out[0]


def _write(path: Path, text: str) -> None:
    """All of it or nothing: aside, then in one step to its place. A device or a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    target = path.resolve()
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(aside).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _said(conflict: Any) -> dict[str, Any]:
    """A conflict as JSON: codes and refs, and each in words."""
    return {
        "person": conflict.person,
        "limits": [_part(name, part) for name, part in zip(conflict.names, conflict.parts, strict=True)],
        "remedies": [
            {
                "drop" if remedy.to is None else "change": [
                    _part(name, part) for name, part in zip(remedy.names, remedy.parts, strict=True)
                ],
                "to": remedy.to,
                "text": _text(remedy.finding),
            }
            for remedy in conflict.remedies
        ],
        "text": _text(conflict.finding),
    }


def _part(name: Any, part: Any) -> dict[str, Any]:
    return {"code": name.code, "day": name.day, "last": name.last, "shift": name.shift, "text": _text(part)}


def _text(finding: Any) -> str:
    return str(finding.sentence % finding.params)


def _why_not(status: str, said: list[dict[str, Any]]) -> None:
    for conflict in said:
        click.echo(
            f"{conflict['text'].rstrip('.')}: {'; '.join(each['text'] for each in conflict['limits'])}.", err=True
        )
        for remedy in conflict["remedies"]:
            parts = "; ".join(each["text"] for each in remedy.get("drop") or remedy.get("change") or [])
            click.echo(f"  {parts}: {remedy['text']}", err=True)
    if not said:
        what = "No roster was found in this time." if status == "unknown" else "There is no roster."
        click.echo(f"Error: {what}", err=True)
