"""Runs the examples of a page while the documentation is built, and checks what they print.

Two directives: `executed` holds Python with `>>>` prompts, `executed-shell` holds commands with `$` prompts. All
examples of one page share their names and a folder of their own. The page shows what was printed; what stands
in the source must agree with it, where `[...]` agrees with anything but a failure: the last line of an error, or an
exit code, must be written out. A difference is a warning with its line.
"""

import contextlib
import doctest
import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

ANYTHING = "[...]"
LENIENCE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Example:
    """One step of a page: how it is shown, what runs, and what it should print."""

    shown: str
    source: str
    expected: str


@dataclass(frozen=True)
class Outcome:
    """What an example printed, and the line that says how it failed, if it did."""

    printed: str
    failure: str = ""

    def agrees_with(self, expected: str) -> bool:
        """Whether the page said so, the failure included."""
        same = doctest.OutputChecker().check_output(expected, self.printed, LENIENCE)
        return same and self.failure in expected


@dataclass(frozen=True)
class Workplace:
    """What the examples of one page share: a folder, removed after the build, and the Python names."""

    holder: tempfile.TemporaryDirectory[str] = field(default_factory=tempfile.TemporaryDirectory)
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "__main__"})


def python_examples(text: str) -> Iterator[Example]:
    """Splits text at its `>>>` prompts."""
    for example in doctest.DocTestParser().get_examples(text):
        first, *rest = example.source.splitlines()
        shown = "\n".join([f">>> {first}", *(f"... {line}" for line in rest)])
        yield Example(shown, example.source, example.want)


def shell_examples(text: str) -> Iterator[Example]:
    """Splits text at its `$` prompts."""
    for block in f"\n{text}".split("\n$ ")[1:]:
        command, _, expected = block.partition("\n")
        yield Example(f"$ {command}", command, expected)


def run_python(source: str, workplace: Workplace) -> Outcome:
    """Runs one statement with the page's names, in the page's folder."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.chdir(workplace.holder.name):
        try:
            exec(compile(source, "<example>", "single"), workplace.names)
        except Exception as error:
            return Outcome(printed.getvalue() + traceback.format_exc(), f"{type(error).__name__}: {error}")
    return Outcome(printed.getvalue())


def run_shell(source: str, workplace: Workplace) -> Outcome:
    """Runs one command in the page's folder; both its outputs count, and an exit code other than nought."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    plain = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    outputs = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    run = subprocess.run(source, shell=True, cwd=workplace.holder.name, env=plain, text=True, **outputs)
    failure = f"exit code {run.returncode}" if run.returncode else ""
    return Outcome(f"{run.stdout}{failure}\n" if failure else run.stdout, failure)


class Executed(SphinxDirective):
    """Python examples, run in order."""

    has_content = True
    language = "pycon"
    split = staticmethod(python_examples)
    execute = staticmethod(run_python)

    def run(self) -> list[nodes.Node]:
        workplace = self.env.temp_data.setdefault("executed", Workplace())
        text = "\n".join(self.content) + "\n"
        shown = "\n".join(self.step(example, workplace) for example in self.split(text))
        block = nodes.literal_block(shown, shown)
        block["language"] = self.language
        return [block]

    def step(self, example: Example, workplace: Workplace) -> str:
        """Runs one example, warns where it prints something else than the page says, and shows what it printed."""
        outcome = self.execute(example.source, workplace)
        if not outcome.agrees_with(example.expected):
            message = "%s\nthe page says:\n%s\nit printed:\n%s"
            log.warning(message, example.shown, example.expected, outcome.printed, location=self.get_location())
        return f"{example.shown}\n{outcome.printed.rstrip()}".rstrip()


class ExecutedShell(Executed):
    """Commands, run in order."""

    language = "console"
    split = staticmethod(shell_examples)
    execute = staticmethod(run_shell)


def setup(app: Sphinx) -> dict[str, bool]:
    """Adds the two directives. Pages are read one after the other, since examples print."""
    doctest.ELLIPSIS_MARKER = ANYTHING  # the usual three dots would read as a continued line
    app.add_directive("executed", Executed)
    app.add_directive("executed-shell", ExecutedShell)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
