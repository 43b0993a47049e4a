from __future__ import annotations

from types import SimpleNamespace

import pytest

from groundswell.report import write_report

from . import example


@pytest.fixture(scope="session")
def study():
    """A made-up study of the real ledger: verdicts, fans, case and diagram."""
    ledger = example.raw_ledger()
    verdicts = example.example_verdicts(ledger)
    return SimpleNamespace(
        ledger=ledger,
        verdicts=verdicts,
        fans=example.example_fans(verdicts),
        case=example.example_case(ledger),
        diagram=example.example_diagram(ledger),
    )


@pytest.fixture(scope="session")
def page(study, tmp_path_factory):
    """The report as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(path, study.verdicts, study.fans, study.case, study.diagram)
    return path


@pytest.fixture(scope="session")
def html(page):
    return page.read_text(encoding="utf-8")
