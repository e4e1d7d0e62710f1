"""The command `anxin`: one file per command, each loaded only when it is called."""

import importlib
import importlib.util
import os
import sys

import click

from anxin.cli.failure import sentence_for
from anxin.cli.parent import stop_when_parent_ends

# A command is named here and loaded when it is called, so that `anxin triage` does not wait for Django.
COMMANDS = {
    "run": "anxin.cli.run:run",
    "serve": "anxin.cli.serve:serve",
    "work": "anxin.cli.work:work",
    "migrate": "anxin.cli.migrate:migrate",
    "doctor": "anxin.cli.doctor:doctor",
    "demo": "anxin.cli.demo:demo",
    "replay": "anxin.cli.replay:replay",
    "triage": "anxin.cli.triage:triage",
    "suggest": "anxin.cli.suggest:suggest",
    "rota": "anxin.cli.rota:rota",
    "catalogue": "anxin.cli.catalogue:catalogue",
    "django": "anxin.cli.django:django",
}


class Commands(click.Group):
    """Loads a command from COMMANDS by its name."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name, place in COMMANDS.items() if importlib.util.find_spec(place.split(":")[0])]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        module, attribute = COMMANDS[name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="anxin", prog_name="anxin")
def anxin() -> None:
    """Anxin (安心): nobody who asks is left without an answer.

    \b
    Example: anxin run
    """


def main() -> None:
    """Run the command; exit 0 done, 1 refused or failed with one sentence on stderr, 2 wrong usage."""
    stop_when_parent_ends()
    try:
        code = anxin.main(prog_name="anxin", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("ANXIN_DEBUG") == "1":
            raise
        click.echo(f"Error: {sentence_for(error)}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
