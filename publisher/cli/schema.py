"""What config and front matter may say, for editors."""

import click

from publisher.cli.group import commands

_SUBJECTS = ("show", "episode", "sponsors", "people", "publisher")


@commands.command()
@click.argument("file", type=click.Choice(_SUBJECTS))
def schema(file: str) -> None:
    """Print the JSON Schema of a config file, or of an episode's front matter, for editors."""
    from publisher.schemas import schema_text

    click.echo(schema_text(file), nl=False)
