"""The record room: facts with their sources, what they say about nodes, how well a forecast met them.

Tables and split are had with the standard library alone; what describes or imports tables, scores them or models how
they were observed is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from groundswell.record._cells import middle, read_number, span_of
from groundswell.record._csv import Row, Sheet, read_sheet
from groundswell.record._holdout import Look, open_holdout, write_look
from groundswell.record._observation import Observation
from groundswell.record._record import Coverage, Loose, Record, check_record, coverage, load_record
from groundswell.record._rows import ALSO_COUNTED, SUM_OF_SHARES
from groundswell.record._series import Series
from groundswell.record._shapes import POLL_COLUMNS, SHAPES, Shape
from groundswell.record._sources import SourceOfFacts
from groundswell.record._support import Crowd, crowd, named_share, needed, nobody_of

if TYPE_CHECKING:
    from groundswell.record._ballot import ballot_log_likelihood, ballot_sample, turnout_log_likelihood, vote_shares
    from groundswell.record._count import count_log_likelihood, count_mean, count_sample
    from groundswell.record._describe import gaps, record_document
    from groundswell.record._evidence import (
        Answer,
        Evidence,
        Numbers,
        Polls,
        evidence,
        expected_shares,
        known_answers,
        month_of,
        numbers_of,
        opened,
        opened_answers,
    )
    from groundswell.record._import import KINDS, Imported, import_table
    from groundswell.record._index import index_log_likelihood, index_mean, index_sample, series_log_likelihood
    from groundswell.record._miss import Miss, ballot_miss
    from groundswell.record._numbers import GotNumber, numbers_read
    from groundswell.record._poll import (
        TERMS,
        Asked,
        answers_covariance,
        log_odds,
        poll_log_likelihood,
        poll_sample,
        sampling_variance,
        shared_covariance,
        whitener,
    )
    from groundswell.record._predict import Foretold, Heard, foretold, points, points_per_unit
    from groundswell.record._scores import (
        Skill,
        covered,
        crps_ensemble,
        crps_normal,
        direction_hits,
        log_score_normal,
        pit,
        pit_histogram,
        quantiles,
        rank_hits,
        skill,
    )

# Scores stand on NumPy and observation models on JAX, which `groundswell record` and `groundswell check` do without.
_LATER = {
    "KINDS": "_import",
    "TERMS": "_poll",
    "Answer": "_evidence",
    "Asked": "_poll",
    "Evidence": "_evidence",
    "Foretold": "_predict",
    "GotNumber": "_numbers",
    "Heard": "_predict",
    "Imported": "_import",
    "Miss": "_miss",
    "Numbers": "_evidence",
    "Polls": "_evidence",
    "Skill": "_scores",
    "answers_covariance": "_poll",
    "ballot_log_likelihood": "_ballot",
    "ballot_miss": "_miss",
    "ballot_sample": "_ballot",
    "count_log_likelihood": "_count",
    "count_mean": "_count",
    "count_sample": "_count",
    "covered": "_scores",
    "crps_ensemble": "_scores",
    "crps_normal": "_scores",
    "direction_hits": "_scores",
    "evidence": "_evidence",
    "expected_shares": "_evidence",
    "foretold": "_predict",
    "gaps": "_describe",
    "import_table": "_import",
    "index_log_likelihood": "_index",
    "index_mean": "_index",
    "index_sample": "_index",
    "known_answers": "_evidence",
    "log_odds": "_poll",
    "log_score_normal": "_scores",
    "month_of": "_evidence",
    "numbers_of": "_evidence",
    "numbers_read": "_numbers",
    "opened": "_evidence",
    "opened_answers": "_evidence",
    "pit": "_scores",
    "pit_histogram": "_scores",
    "points": "_predict",
    "points_per_unit": "_predict",
    "poll_log_likelihood": "_poll",
    "poll_sample": "_poll",
    "quantiles": "_scores",
    "rank_hits": "_scores",
    "record_document": "_describe",
    "sampling_variance": "_poll",
    "series_log_likelihood": "_index",
    "shared_covariance": "_poll",
    "skill": "_scores",
    "turnout_log_likelihood": "_ballot",
    "vote_shares": "_ballot",
    "whitener": "_poll",
}

__all__ = [
    "ALSO_COUNTED",
    "KINDS",
    "POLL_COLUMNS",
    "SHAPES",
    "SUM_OF_SHARES",
    "TERMS",
    "Answer",
    "Asked",
    "Coverage",
    "Crowd",
    "Evidence",
    "Foretold",
    "GotNumber",
    "Heard",
    "Imported",
    "Look",
    "Loose",
    "Miss",
    "Numbers",
    "Observation",
    "Polls",
    "Record",
    "Row",
    "Series",
    "Shape",
    "Sheet",
    "Skill",
    "SourceOfFacts",
    "answers_covariance",
    "ballot_log_likelihood",
    "ballot_miss",
    "ballot_sample",
    "check_record",
    "count_log_likelihood",
    "count_mean",
    "count_sample",
    "coverage",
    "covered",
    "crowd",
    "crps_ensemble",
    "crps_normal",
    "direction_hits",
    "evidence",
    "expected_shares",
    "foretold",
    "gaps",
    "import_table",
    "index_log_likelihood",
    "index_mean",
    "index_sample",
    "known_answers",
    "load_record",
    "log_odds",
    "log_score_normal",
    "middle",
    "month_of",
    "named_share",
    "needed",
    "nobody_of",
    "numbers_of",
    "numbers_read",
    "open_holdout",
    "opened",
    "opened_answers",
    "pit",
    "pit_histogram",
    "points",
    "points_per_unit",
    "poll_log_likelihood",
    "poll_sample",
    "quantiles",
    "rank_hits",
    "read_number",
    "read_sheet",
    "record_document",
    "sampling_variance",
    "series_log_likelihood",
    "shared_covariance",
    "skill",
    "span_of",
    "turnout_log_likelihood",
    "vote_shares",
    "whitener",
    "write_look",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"groundswell.record.{_LATER[name]}"), name)
