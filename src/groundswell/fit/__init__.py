"""The fit room: what the record says about a theory, and how well the theory forecasts what it has not seen."""

from groundswell.fit._against import Against, Cell, Refused, read_against
from groundswell.fit._baselines import BASELINES, Past, Told, past, told
from groundswell.fit._document import score_document, sentence
from groundswell.fit._forecast import Forecast, forecast
from groundswell.fit._runs import Runs, run_theory
from groundswell.fit._score import READINGS, Marks, NothingToScore, Rivalry, Scored, score
from groundswell.fit._weights import LEAST, Weights, weighed

__all__ = [
    "BASELINES",
    "LEAST",
    "READINGS",
    "Against",
    "Cell",
    "Forecast",
    "Marks",
    "NothingToScore",
    "Past",
    "Refused",
    "Rivalry",
    "Runs",
    "Scored",
    "Told",
    "Weights",
    "forecast",
    "past",
    "read_against",
    "run_theory",
    "score",
    "score_document",
    "sentence",
    "told",
    "weighed",
]
