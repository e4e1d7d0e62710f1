"""`anxin demo`: the demo town, where nothing is yet."""

import os

import click

from anxin.cli.migrate import bring_up_to_date
from anxin.cli.place import django_ready
from anxin.cli.run import LOOPBACK


@click.command(epilog="Example: ANXIN_HOME=/tmp/town anxin demo")
def demo() -> None:
    """Fill an empty database with the demo town. Its logins go to demo-accounts.json in the data folder.

    Refused where there is an organisation already, and where HOST is not a loopback address.
    """
    if os.environ.get("HOST", "127.0.0.1") not in LOOPBACK:
        raise click.ClickException(
            "The demo town's logins are known to all: it comes only where HOST is a loopback address."
        )
    with django_ready():
        bring_up_to_date()
        # Here, not above: models can be imported only when Django is ready.
        from anxin import demo as town  # noqa: PLC0415
        from anxin.people.models import Organisation  # noqa: PLC0415

        if Organisation.objects.exists():
            raise click.ClickException(
                "There is an organisation in this database already; the demo town needs an empty one."
            )
        town.load()
    click.echo("The demo town is there. Start it with: ANXIN_DEMO=1 anxin run")
