"""Two directives whose examples are run while the documentation is built, and compared with the page.

`executed` holds Python with `>>>` prompts, `executed-shell` holds commands with `$` prompts. All examples of one
page share their names and a folder of their own. The page shows what was printed. Where that differs from what the
source says, there is a warning with its line, and the build takes warnings for errors.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from docutils import nodes
from examples import Example, Workplace, python_examples, run_python, run_shell, shell_examples
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

log = logging.getLogger(__name__)


def new_workplace() -> Workplace:
    """A workplace whose folder is removed when the build is over."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Workplace(folder)


class Executed(SphinxDirective):
    """Python examples, run in order."""

    has_content = True
    language = "pycon"
    split = staticmethod(python_examples)
    execute = staticmethod(run_python)

    def run(self) -> list[nodes.Node]:
        page = self.env.temp_data
        workplace = page["executed"] = page.get("executed") or new_workplace()
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
    app.add_directive("executed", Executed)
    app.add_directive("executed-shell", ExecutedShell)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
