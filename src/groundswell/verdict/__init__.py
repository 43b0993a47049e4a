"""What formulas are worth on runs of the model, and what follows from a theory."""

from groundswell.verdict._admissible import Admissible, admissible, explained, weigh
from groundswell.verdict._changes import in_words
from groundswell.verdict._claim import ArmResult, ClaimRunner, Stance
from groundswell.verdict._compare import READINGS, ComparisonStopped, compare
from groundswell.verdict._discovery import Bound, Box
from groundswell.verdict._draw import draw
from groundswell.verdict._horizon import is_open, months_read
from groundswell.verdict._judge import Judge
from groundswell.verdict._nulls import EACH, THEORIES, Shuffler
from groundswell.verdict._predict import PredictionResult, predicted
from groundswell.verdict._premises import Premise, Premises
from groundswell.verdict._recorded import NO_DATA, RECORD_WORDS, Answered, Recorded, recorded
from groundswell.verdict._resolve import Settled, Settling, settling
from groundswell.verdict._result import (
    ArmVerdict,
    Choice,
    ClaimVerdict,
    Explained,
    ExplanandumResult,
    FormsContrast,
    FormsVerdict,
    Judged,
    SetAside,
    Study,
)
from groundswell.verdict._semantics import margin, value
from groundswell.verdict._study import BOTH, ENOUGH, Heard, Interrupted, Progress, study
from groundswell.verdict._theories import (
    NULL,
    STILL,
    TEXT,
    TREND,
    Cell,
    Comparison,
    Explaining,
    Pair,
    Telling,
    TheoryResult,
)
from groundswell.verdict._variance import Part
from groundswell.verdict._words import THRESHOLDS, VACUOUS, interval, weighted_share, word

__all__ = [
    "BOTH",
    "EACH",
    "ENOUGH",
    "NO_DATA",
    "NULL",
    "READINGS",
    "RECORD_WORDS",
    "STILL",
    "TEXT",
    "THEORIES",
    "THRESHOLDS",
    "TREND",
    "VACUOUS",
    "Admissible",
    "Answered",
    "ArmResult",
    "ArmVerdict",
    "Bound",
    "Box",
    "Cell",
    "Choice",
    "ClaimRunner",
    "ClaimVerdict",
    "Comparison",
    "ComparisonStopped",
    "Explained",
    "Explaining",
    "ExplanandumResult",
    "FormsContrast",
    "FormsVerdict",
    "Heard",
    "Interrupted",
    "Judge",
    "Judged",
    "Pair",
    "Part",
    "PredictionResult",
    "Premise",
    "Premises",
    "Progress",
    "Recorded",
    "SetAside",
    "Settled",
    "Settling",
    "Shuffler",
    "Stance",
    "Study",
    "Telling",
    "TheoryResult",
    "admissible",
    "compare",
    "draw",
    "explained",
    "in_words",
    "interval",
    "is_open",
    "margin",
    "months_read",
    "predicted",
    "recorded",
    "settling",
    "study",
    "value",
    "weigh",
    "weighted_share",
    "word",
]
