"""The command `completion`: what a shell needs to complete the commands of greffier."""

from __future__ import annotations

from typing import Final

import click

SHELLS: Final = ("bash", "zsh", "fish")
VARIABLE: Final = "_GREFFIER_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which a shell completes commands, options, queries and their parameters.

    \b
    Examples:
      greffier completion bash > ~/.local/share/bash-completion/completions/greffier
      greffier completion zsh > ~/.zfunc/_greffier
      greffier completion fish > ~/.config/fish/completions/greffier.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    made = kind(context.find_root().command, {}, "greffier", VARIABLE)
    # The base class only fills in the template; the one for bash first runs bash to look at its version.
    click.echo(ShellComplete.source(made))
