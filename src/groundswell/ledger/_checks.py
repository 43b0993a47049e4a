"""All checks that go across entries and files, run together so that every fault is told at once."""

from __future__ import annotations

from ._check_citizens import check_citizens
from ._check_claims import check_claims
from ._check_conditions import check_conditions
from ._check_coverage import check_assumptions, check_coverage
from ._check_events import check_events
from ._check_facts import check_facts
from ._check_forms import check_forms
from ._check_ids import Ids, check_ids
from ._check_institutions import check_institutions
from ._check_ledger import check_theory
from ._check_overlays import check_overlays
from ._check_predictions import check_predictions
from ._check_prior_shapes import check_prior_shapes
from ._check_priors import check_priors
from ._check_record import check_record
from ._check_setting import check_setting
from ._check_ties import check_ties
from ._folder import Files


def check_ledger(files: Files) -> None:
    """Check a ledger on its own."""
    ids = Ids(files)
    check_ids(files, ids)
    check_theory(files)
    check_coverage(files, ids)


def check_files(files: Files) -> None:
    """Check all files of a case, each on its own and against the others."""
    check_ledger(files)
    check_assumptions(files)
    check_setting(files)
    check_events(files)
    check_institutions(files)
    check_priors(files)
    check_prior_shapes(files)
    check_citizens(files)
    check_ties(files)
    check_conditions(files)
    check_claims(files)
    check_predictions(files)
    check_overlays(files)
    check_forms(files)
    check_record(files)
    check_facts(files)
