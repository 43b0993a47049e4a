"""A small sound case in a folder of its own, to be broken one letter at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import Scaffold

from groundswell.ledger import new_case


@pytest.fixture
def scaffold(tmp_path: Path) -> Scaffold:
    return Scaffold(new_case(tmp_path / "port"))


@pytest.fixture(scope="session")
def shared_scaffold(tmp_path_factory: pytest.TempPathFactory) -> Scaffold:
    """The same for tests that put every file back."""
    return Scaffold(new_case(tmp_path_factory.mktemp("shared") / "port"))
