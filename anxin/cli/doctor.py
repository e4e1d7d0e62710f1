"""`anxin doctor`: is this installation well, and what to do where it is not."""

import json

import click

from anxin.cli.checks import Grade, Result, look
from anxin.cli.failure import sentence_for
from anxin.cli.place import django_ready, home

MARKS = {Grade.GOOD: ("ok  ", "green"), Grade.NOTE: ("note", "yellow"), Grade.BAD: ("BAD ", "red")}


@click.command(epilog="Example: anxin doctor --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Check this installation and say what to do about each finding. Exit 1 if something is bad."""
    home()
    try:
        with django_ready():
            results = list(look())
    except Exception as error:
        # Whatever keeps us from looking is itself the first finding.
        results = [
            Result("database", Grade.BAD, sentence_for(error), "Mend this first: it keeps the rest from being seen.")
        ]
    if as_json:
        rows = [{"check": r.check, "grade": str(r.grade), "text": r.text, "do": r.do} for r in results]
        click.echo(json.dumps({"findings": rows}, ensure_ascii=False))
    else:
        for result in results:
            mark, colour = MARKS[result.grade]
            click.secho(mark, fg=colour, nl=False)
            click.echo(f"  {result.text}" + (f"\n      → {result.do}" if result.do else ""))
    if any(result.grade is Grade.BAD for result in results):
        context.exit(1)
