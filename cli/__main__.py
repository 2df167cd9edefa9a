"""`python -m greffier.cli` is the command `greffier`."""

from greffier.cli.main import cli

if __name__ == "__main__":
    cli()
