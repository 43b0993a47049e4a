"""A small sound case with a record, to be broken one cell at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_record import Scaffold

from groundswell.ledger import new_case


@pytest.fixture
def scaffold(tmp_path: Path) -> Scaffold:
    return Scaffold(new_case(tmp_path / "port"))
