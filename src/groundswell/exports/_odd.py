"""An ODD protocol of a case, written from its ledger, setting, priors and tests.

Source of the protocol: Grimm and others (2020), Journal of Artificial Societies and Social Simulation 23(2) 7.
"""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from groundswell.exports._markdown import bullets, said, table
from groundswell.exports._odd_inputs import inputs
from groundswell.exports._odd_parts import parts
from groundswell.exports._odd_submodels import submodels
from groundswell.ledger import Case
from groundswell.model import Layout
from groundswell.report import versions
from groundswell.verdict import THRESHOLDS


def odd(case: Case) -> str:
    """Return the ODD protocol of a case as Markdown: seven elements, of which the fourth has eleven design concepts.

    Everything in it is read off the case and the compiled model; sentences about how a run works are the same for every
    case.
    """
    template = _environment().get_template("odd.md.j2")
    text = template.render(
        case=case, calendar=case.setting.calendar, version=versions()["groundswell"], follows=THRESHOLDS["follows"],
        **parts(case, Layout(case)), **inputs(case), **submodels(case),
    )  # fmt: skip
    return "\n\n".join(map(_one_line, re.split(r"\n{2,}", text.strip()))) + "\n"


def _one_line(block: str) -> str:
    """A paragraph, or an entry of a list, on one line; tables, headings and equations as they are."""
    return block if block.startswith(("|", "#", "    ")) else re.sub(r"\n(?![-0-9])\s*", " ", block)


def _environment() -> Environment:
    made = Environment(  # the words of a case are made harmless by `said` and `code`, since Markdown is no HTML
        loader=PackageLoader("groundswell.exports", ""), autoescape=False, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals.update(table=table, bullets=bullets)
    made.filters.update(said=said)
    return made
