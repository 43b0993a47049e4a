"""What formulas are worth on runs of the model, and what follows from a theory."""

from groundswell.verdict._admissible import Admissible, admissible, explained, weigh
from groundswell.verdict._changes import in_words
from groundswell.verdict._claim import ArmResult, ClaimRunner, Stance
from groundswell.verdict._compare import Cell, Comparison, TheoryResult, compare
from groundswell.verdict._predict import PredictionResult, predicted
from groundswell.verdict._result import (
    ArmVerdict,
    Choice,
    ClaimVerdict,
    ExplanandumResult,
    FormsContrast,
    FormsVerdict,
    Study,
)
from groundswell.verdict._semantics import margin, value
from groundswell.verdict._study import BOTH, ENOUGH, Interrupted, Progress, study
from groundswell.verdict._words import THRESHOLDS, VACUOUS, interval, word

__all__ = [
    "BOTH",
    "ENOUGH",
    "THRESHOLDS",
    "VACUOUS",
    "Admissible",
    "ArmResult",
    "ArmVerdict",
    "Cell",
    "Choice",
    "ClaimRunner",
    "ClaimVerdict",
    "Comparison",
    "ExplanandumResult",
    "FormsContrast",
    "FormsVerdict",
    "Interrupted",
    "PredictionResult",
    "Progress",
    "Stance",
    "Study",
    "TheoryResult",
    "admissible",
    "compare",
    "explained",
    "in_words",
    "interval",
    "margin",
    "predicted",
    "study",
    "value",
    "weigh",
    "word",
]
