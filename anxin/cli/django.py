"""`anxin django …`: Django's own commands, with Anxin's data folder and database."""

import click

from anxin.cli.place import django_ready


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: anxin django makemigrations --check",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands, such as shell or makemigrations."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        click.echo(click.get_current_context().get_help())
        return
    with django_ready():
        from django.core.management import ManagementUtility  # noqa: PLC0415  (Django must be ready)

        try:
            ManagementUtility(["anxin django", *arguments]).execute()
        except SystemExit as end:
            click.get_current_context().exit(end.code if isinstance(end.code, int) else int(end.code is not None))
