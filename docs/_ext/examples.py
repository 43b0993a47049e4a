"""The examples of a page: how they are split, run and compared with what the page says they print.

`[...]` agrees with anything but a failure: the last line of an error, or an exit code, must be written out.
"""

import contextlib
import doctest
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LENIENCE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
doctest.ELLIPSIS_MARKER = "[...]"  # the usual three dots would read as a continued line


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
    """What the examples of one page share: a folder and the Python names."""

    folder: Path
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
    with contextlib.redirect_stdout(printed), contextlib.chdir(workplace.folder):
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
    run = subprocess.run(source, shell=True, cwd=workplace.folder, env=plain, text=True, **outputs)
    failure = f"exit code {run.returncode}" if run.returncode else ""
    return Outcome(f"{run.stdout}{failure}\n" if failure else run.stdout, failure)
