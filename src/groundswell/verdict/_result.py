"""What a study finds, as plain frozen objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from groundswell.ensemble import Overflow
from groundswell.verdict._discovery import Box
from groundswell.verdict._predict import PredictionResult
from groundswell.verdict._premises import Premises
from groundswell.verdict._recorded import Recorded
from groundswell.verdict._variance import Part


@dataclass(frozen=True)
class ArmVerdict:
    """What one arm did. effect: (median, 5 %, 95 %) of arm minus baseline on the unbounded coordinate.

    cut_by: where there is no route, what is switched off for the claim and would be on the way.
    """

    id: str
    says: str
    change: str
    expect: str
    formula: str
    share: float
    effect: tuple[float, float, float]
    moved_share: float
    route: bool
    by_wiring: bool
    cut_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A choice of form or drive that divides the readings of a claim."""

    says: str
    share_with: float
    share_without: float


@dataclass(frozen=True)
class Explained:
    """What stands behind one verdict.

    box: the readable box of the readings in which the claim `turns` ("fails" or "holds"), None where none was found;
    peeling: the whole trajectory. variance: of the effect of the first arm that can reach the outcome. settling:
    (readings, share, low, high) as readings were added.
    """

    premises: Premises | None
    turns: str
    box: Box | None
    peeling: tuple[Box, ...]
    variance: tuple[Part, ...]
    settling: tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True)
class ClaimVerdict:
    """What the ensemble says about one claim. Shares are of readings, in [0, 1]."""

    id: str
    says: str
    paragraphs: tuple[str, ...]
    verdict: str
    flags: tuple[str, ...] = ()
    share: float | None = None
    interval: tuple[float, float] | None = None
    raw_share: float | None = None
    null_share: float | None = None
    null_interval: tuple[float, float] | None = None
    null_words: tuple[tuple[str, int], ...] = ()
    n_readings: int = 0
    effective: float = 0.0
    sensitivity: tuple[tuple[float, float], ...] = ()
    vacuous_share: float | None = None
    outcome: str | None = None
    window: str | None = None
    reason: str | None = None
    arms: tuple[ArmVerdict, ...] = ()
    mechanisms: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    without_assumptions: tuple[float, str] | None = None
    hangs_on: tuple[tuple[str, float, str], ...] = ()
    without_own: tuple[float, str] | None = None
    settling: tuple[tuple[int, float, float, float], ...] = ()
    divides: tuple[Choice, ...] = ()
    muted: tuple[str, ...] = ()
    untestable: str | None = None
    explained: Explained | None = None


@dataclass(frozen=True)
class Judged:
    """News of a study under way: a claim is judged, which took so many seconds."""

    verdict: ClaimVerdict
    seconds: float


@dataclass(frozen=True)
class SetAside:
    """News of a study under way: so many readings are set aside by now, some of which are named here."""

    readings: int
    named: tuple[Overflow, ...]


@dataclass(frozen=True)
class ExplanandumResult:
    """How often one explanandum comes out. raw_share: of all readings drawn; weighted_share: of admissible ones."""

    id: str
    raw_share: float
    weighted_share: float
    needs: tuple[str, ...]
    hard: bool


@dataclass(frozen=True)
class FormsVerdict:
    """One claim with published forms in place; `turned`: weighted share of the generic forms' own readings whose answer
    turns when the forms alone change. None where nothing is tested."""

    id: str
    verdict: str
    share: float | None
    interval: tuple[float, float] | None
    turned: float | None


@dataclass(frozen=True)
class FormsContrast:
    """Generic against published forms: (generic, published) pairs, and the claims under published ones.

    drives: how many running copies of mechanisms may take a published form, and how many there are.
    """

    admissible_share: tuple[float, float]
    effective: tuple[float, float]
    drives: tuple[int, int]
    claims: tuple[FormsVerdict, ...]


@dataclass
class Study:
    """A study, finished or interrupted. `traces` holds {claim: {arm id or "": {node: (readings, months)}}}.

    `forms` says what readings drew their forms from; `contrast` is there where generic and published were compared.
    until_width, most: the width that every interval was asked to fall below, and the most readings allowed for it;
    too_wide: claims whose interval is still wider. recorded: what the record itself says, by id, up to
    `recorded_until`; looks: how often held-out rows were looked at, this time included, None where they stayed closed.
    fitted: what a fit of the same case found, where one lies beside the study. set_aside:
    numbers of the readings that left the range of numbers in some run and do not count there; overflows: the first of
    them, named.
    """

    case: object
    seed: int
    drawn: int
    kept: np.ndarray
    weight: np.ndarray
    admissible_share: float
    effective: float
    tolerance: float
    nulls: tuple[int, int]
    explananda: tuple[ExplanandumResult, ...] = ()
    at_bound: tuple[tuple[str, float], ...] = ()
    claims: list[ClaimVerdict] = field(default_factory=list)
    traces: dict[str, dict[str, Mapping]] = field(default_factory=dict)
    histories: dict[str, np.ndarray] = field(default_factory=dict)
    predictions: Mapping[str, PredictionResult] = field(default_factory=dict)
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    recorded_until: str | None = None
    looks: int | None = None
    fitted: Mapping | None = None
    forms: str = "generic"
    contrast: FormsContrast | None = None
    complete: bool = False
    until_width: float | None = None
    most: int = 0
    too_wide: tuple[str, ...] = ()
    set_aside: frozenset[int] = frozenset()
    overflows: tuple[Overflow, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    claim_seconds: dict[str, float] = field(default_factory=dict)
    resolution: int | str = 1
    step: str = "month"

    def table(self) -> str:
        """The verdicts as plain text, one line a claim."""
        lines = [f"{'claim':<6}{'verdict':<16}{'share':>7}  {'95 %':<13}{'null':>6}  says"]
        for claim in self.claims:
            lines.append(f"{claim.id:<6}{claim.verdict:<16}{_percent(claim.share):>7}  {_range(claim.interval):<13}"
                         f"{_percent(claim.null_share):>6}  {claim.says}")  # fmt: skip
        return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _range(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"[{100 * interval[0]:.0f}, {100 * interval[1]:.0f}]"
