"""`anxin catalogue …`: the sentences and their Chinese; for those who work on the code."""

import json
from pathlib import Path

import click


@click.group(epilog="Example: anxin catalogue update && anxin catalogue check")
def catalogue() -> None:
    """Collect, merge, check and compile the message catalogue."""


@catalogue.command(epilog="Example: anxin catalogue update")
def update() -> None:
    """Bring the .po file in line with the code and the templates."""
    from anxin import catalogue as work  # noqa: PLC0415  (Babel takes a third of a second to load)

    found = work.update()
    click.echo(f"{len(found)} sentences; {len(work.faults())} to do (anxin catalogue check).")


@catalogue.command(epilog="Example: anxin catalogue merge translations/")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Also replace translations that are there.")
def merge(folder: Path, overwrite: bool) -> None:
    """Take translations from FOLDER/*.json, each {"English": "中文"}."""
    from anxin import catalogue as work  # noqa: PLC0415  (as above)

    done = work.merge(folder, overwrite=overwrite)
    click.echo(f"{done.filled} filled in.")
    for english in done.unknown:
        click.echo(f"not marked anywhere: {english!r}", err=True)
    for english in done.different:
        click.echo(f"two files disagree, the first one counts: {english!r}", err=True)


@catalogue.command(epilog="Example: anxin catalogue check --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Fail if a sentence is missing, unconfirmed, unused, or has other places than its English."""
    from anxin import catalogue as work  # noqa: PLC0415  (as above)

    faults = work.faults()
    if as_json:
        click.echo(json.dumps({"faults": faults}, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(fault, err=True)
        click.echo(f"{len(faults)} to do." if faults else "The catalogue is complete.", err=bool(faults))
    if faults:
        context.exit(1)


@catalogue.command("compile", epilog="Example: anxin catalogue compile")
def compile_() -> None:
    """Write the .mo file that the pages read."""
    from anxin import catalogue as work  # noqa: PLC0415  (as above)

    work.compile_catalogue()
