"""Puts the verbs together and runs the one that was called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

VERBS = (
    "cases",
    "check",
    "compare",
    "election",
    "explain",
    "export",
    "fit",
    "forms",
    "import",
    "new",
    "prove",
    "reading",
    "record",
    "replicate",
    "rerun",
    "resolve",
    "runs",
    "schema",
    "score",
    "show",
    "study",
    "transfer",
    "watch",
)


def build(verbs: Sequence[str] = VERBS) -> typer.Typer:
    """Return the application with every verb, or with some of them."""
    app = typer.Typer(
        name="groundswell",
        help="Makes a written theory of political conflict executable.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # plain help: Rich costs a tenth of a second before the first word
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_version)
    for verb in verbs:
        app.command(name=verb)(import_module(f"groundswell.cli._{verb}").run)
    return app


def _say_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"groundswell {version('groundswell')}")
        except PackageNotFoundError:
            typer.echo("groundswell, run from its source without being installed")
        raise typer.Exit


def _version(
    version: bool = typer.Option(False, "--version", callback=_say_version, is_eager=True, help="Say the version."),
) -> None:
    del version


def asked(words: Sequence[str]) -> Sequence[str]:
    """The verb that was called, where the first word is one: reading the files of all the others takes a while."""
    return words[:1] if words[:1] and words[0] in VERBS else VERBS
