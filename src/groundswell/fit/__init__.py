"""The fit room: what the record says about a theory, and how well the theory forecasts what it has not seen."""

from groundswell.fit._against import Against, Cell, Refused, read_against
from groundswell.fit._baselines import BASELINES, Past, Told, past, told
from groundswell.fit._calibration import Calibration, calibrated
from groundswell.fit._diagnose import Agreement, agreement, rank_counts
from groundswell.fit._document import score_document, sentence
from groundswell.fit._fit import PARTICLES, Fit, NothingToFit, fit_case
from groundswell.fit._fit_document import fit_document
from groundswell.fit._forecast import Forecast, forecast
from groundswell.fit._foretell import Outcome
from groundswell.fit._given import GivenRecord, Side, given_record
from groundswell.fit._gradient import Chains, density_of, sampled_by_gradient
from groundswell.fit._kalman import QuickLook, quick_look
from groundswell.fit._origins import NothingAhead, Origin, Rolled, score_origins
from groundswell.fit._origins_document import origins_document
from groundswell.fit._particles import Particles, ensemble_of, prior_particles
from groundswell.fit._pictures import Picture, Point, pictures
from groundswell.fit._predictive import Check, checks
from groundswell.fit._replicate import planted, read, replicated
from groundswell.fit._runs import Runs, run_theory
from groundswell.fit._sampler import ISLANDS, MOVES, Cloud, Step, sampled, warmed
from groundswell.fit._score import READINGS, Marks, NothingToScore, Rivalry, Scored, score
from groundswell.fit._shift import Moved, Shift, shifts
from groundswell.fit._summary import Summary
from groundswell.fit._target import Target
from groundswell.fit._theories import READINGS as THEORY_READINGS
from groundswell.fit._theories import theories_given_record
from groundswell.fit._transfer import LeftOut, Strength, Transfer, transfer
from groundswell.fit._transfer_document import transfer_document
from groundswell.fit._weights import LEAST, Weights, weighed
from groundswell.fit._worth import Factor, Scores, TheoriesGiven, TheoryGiven

__all__ = [
    "BASELINES",
    "ISLANDS",
    "LEAST",
    "MOVES",
    "PARTICLES",
    "READINGS",
    "THEORY_READINGS",
    "Against",
    "Agreement",
    "Calibration",
    "Cell",
    "Chains",
    "Check",
    "Cloud",
    "Factor",
    "Fit",
    "Forecast",
    "GivenRecord",
    "LeftOut",
    "Marks",
    "Moved",
    "NothingAhead",
    "NothingToFit",
    "NothingToScore",
    "Origin",
    "Outcome",
    "Particles",
    "Past",
    "Picture",
    "Point",
    "QuickLook",
    "Refused",
    "Rivalry",
    "Rolled",
    "Runs",
    "Scored",
    "Scores",
    "Shift",
    "Side",
    "Step",
    "Strength",
    "Summary",
    "Target",
    "TheoriesGiven",
    "TheoryGiven",
    "Told",
    "Transfer",
    "Weights",
    "agreement",
    "calibrated",
    "checks",
    "density_of",
    "ensemble_of",
    "fit_case",
    "fit_document",
    "forecast",
    "given_record",
    "origins_document",
    "past",
    "pictures",
    "planted",
    "prior_particles",
    "quick_look",
    "rank_counts",
    "read",
    "read_against",
    "replicated",
    "run_theory",
    "sampled",
    "sampled_by_gradient",
    "score",
    "score_document",
    "score_origins",
    "sentence",
    "shifts",
    "theories_given_record",
    "told",
    "transfer",
    "transfer_document",
    "warmed",
    "weighed",
]
