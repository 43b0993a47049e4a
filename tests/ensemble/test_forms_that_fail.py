"""A form that raises is named with the entries of the ledger that may take it."""

from dataclasses import replace

import jax
import numpy as np
import pytest

from groundswell import load_case
from groundswell.ensemble import Ensemble
from groundswell.forms import GENERIC, FormFailed
from groundswell.model import baseline, compile_theory


def refusing(causes, present, shape):
    raise ZeroDivisionError("half of nothing")


def test_it_names_the_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    theory = compile_theory(load_case("two-harbours"))
    monkeypatch.setattr("groundswell.model._step.GENERIC", (*GENERIC[:-1], replace(GENERIC[-1], act=refusing)))
    jax.clear_caches()
    try:
        with pytest.raises(FormFailed) as failed:
            Ensemble(theory, 7).run(baseline(theory.layout), theory.named, np.arange(4))
    finally:
        jax.clear_caches()
    assert failed.value.form == GENERIC[-1].name
    assert set(failed.value.mechanisms) == {drive.mechanism for drive in theory.layout.drives}
    assert "M01" in str(failed.value) and "ZeroDivisionError: half of nothing" in str(failed.value)
