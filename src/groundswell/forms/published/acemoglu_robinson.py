"""A rich elite under the threat of revolution grants, gives up power, represses, or lets it come."""

from dataclasses import dataclass
from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


@dataclass(frozen=True)
class Society:
    """The game's inputs. Mean income is 1 a period.

    rich: share of people; rich_income: share of income, above `rich`; patience: discount factor a period, in [0, 1);
    threat: chance a period that revolution is possible, in (0, 1]. Raises ValueError for a number out of its range.
    """

    rich_income: float = 0.65
    rich: float = 0.2
    patience: float = 0.8
    threat: float = 0.4

    def __post_init__(self) -> None:
        if not 0 < self.rich < self.rich_income < 1:
            raise ValueError(f"0 < rich < rich_income < 1 is needed; rich {self.rich}, rich_income {self.rich_income}")
        if not 0 <= self.patience < 1:
            raise ValueError(f"patience lies in [0, 1), not at {self.patience}")
        if not 0 < self.threat <= 1:
            raise ValueError(f"threat is a chance in (0, 1], not {self.threat}")

    @property
    def best_tax(self) -> float:
        """Tax that the poor like best, t_p = (theta - delta) / (1 - delta)."""
        return (self.rich_income - self.rich) / (1 - self.rich)

    @property
    def now(self) -> float:
        """Weight of the threatened periods seen from one, w = 1 - beta (1 - q)."""
        return 1 - self.patience * (1 - self.threat)

    @property
    def gain(self) -> float:
        """What the best tax for ever is worth to the poor, G = t_p (theta - delta) - (1 - delta) t_p^2 / 2."""
        return self.best_tax * (self.rich_income - self.rich) - (1 - self.rich) * self.best_tax**2 / 2

    @property
    def thresholds(self) -> dict[str, float]:
        """Costs of revolution mu at which things change, and the cost of repression kappa below which it beats
        democracy: `binds`, `redistribution` (mu*), `democracy` (mu_D) and `repression` (kappa-bar, share of rich)."""
        best, gap = self.best_tax, self.rich_income - self.rich
        return {
            "best_tax": best,
            "binds": self.rich_income,
            "redistribution": self.rich_income - self.now * self.gain,
            "democracy": self.rich_income - self.gain,
            "repression": (best * gap + self.rich * best**2 / 2) / (self.rich_income * self.now),
        }

    def loss(self, tax: Any) -> Any:
        """What a tax costs one of the rich a period: t (y_r - 1) + t^2 / 2."""
        return tax * (self.rich_income / self.rich - 1) + tax**2 / 2


def least_tax(society: Society, cost: float) -> float | None:
    """Lowest tax, in threatened periods alone, that stops a revolution of cost mu; None where none does."""
    share = (society.rich_income - cost) / (society.now * society.gain)
    if share > 1:
        return None
    return society.best_tax * (1 - (1 - max(share, 0.0)) ** 0.5)


def regime(society: Society, cost: float, repression: float, of_total: bool = False) -> tuple[str, float]:
    """What the elite does under threat, with the tax: nothing, concession, democracy, repression or revolution.

    cost: mu, share of income that a revolution destroys; repression: kappa, share of the rich's income that repressing
    costs in a threatened period (or, `of_total`, of all income, borne by the rich). Ties go to the milder.
    """
    if cost >= society.rich_income:
        return "nothing", 0.0
    y_rich, weight = society.rich_income / society.rich, society.now
    found: list[tuple[float, str, float]] = []
    tax = least_tax(society, cost)
    if tax is not None:
        found.append((weight * society.loss(tax), "concession", tax))
    if cost >= society.thresholds["democracy"]:
        found.append((society.loss(society.best_tax), "democracy", society.best_tax))
    found.append((weight * repression * (1 / society.rich if of_total else y_rich), "repression", 0.0))
    loss, name, rate = min(found, key=lambda one: one[0])
    return (name, rate) if loss <= y_rich else ("revolution", 0.0)


def tax_share(pressure: Any, sustained: Any) -> Any:
    """Tax over the poor's best one, where the gain needed is this share of the largest: 1 - sqrt(1 - s a)."""
    return 1 - array_of(pressure, sustained).sqrt(1 - sustained * pressure)


def act_concession(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the tax that buys off a threat of this strength.

    Reduction: the mean cause is how far the cost of revolution has fallen from where it begins to bind towards where
    no tax helps; the lowest tax that stops it is t_p (1 - sqrt(1 - s a)), so the last bit of threat costs the most.

    On a citizen: the tax that a threat as strong as the one he feels would extract, so each is moved by his own part
    of it.
    """
    (sustained,) = shape.own
    return stretched_mean(lambda a: tax_share(a, sustained), causes, present)


def act_repression(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share of elites that repress rather than buy off a threat of this strength.

    Reduction: an elite represses where it costs less than the tax it would need; costs are even over elites, so the
    share is the rich's loss from that tax, t (theta - delta) / theta + delta t^2 / (2 theta).

    On a citizen: the share of elites that would repress a threat as strong as the one he sees; who rules is not his
    choice.
    """
    sustained, rich, income = shape.own

    def losing(cause: Array) -> Array:
        tax = (income - rich) / (1 - rich) * tax_share(cause, sustained)
        return tax * (income - rich) / income + rich * tax**2 / (2 * income)

    return stretched_mean(losing, causes, present)


def act_revolution(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the chance that no redistribution stops a revolution in a society this unequal.

    Reduction: the cost of revolution is even on (0, 1), and the mean cause is how much of income beyond their share of
    people the rich hold; redistribution fails where mu < theta - w G.

    On a citizen: the chance of a revolution in a society as unequal as the one he lives in.
    """
    rich, weight = shape.own

    def failing(cause: Array) -> Array:
        income = rich + (1 - rich) * cause
        return income - weight * (income - rich) ** 2 / (2 * (1 - rich))

    return stretched_mean(failing, causes, present)


_SOURCE = "Acemoglu and Robinson (2000), QJE 115(4); (2001), AER 91(4); (2006), Economic Origins, ch. 5-6"
_SUSTAINED = Number("reach", 0.5, 0.95, "share", "full threat, as a share of the one that only the best tax stops")
_RICH = Number("rich", 0.05, 0.3, "share of people", "how many are rich")

ACEMOGLU_ROBINSON_CONCESSION = Form(
    "acemoglu-robinson-concession",
    "t = t_p (1 - sqrt(1 - (theta - mu) / (w G))); here d = 1 - sqrt(1 - s a), stretched",
    _SOURCE, act_concession, "tax, as a share of the poor's best", (_SUSTAINED,),
)  # fmt: skip
ACEMOGLU_ROBINSON_REPRESSION = Form(
    "acemoglu-robinson-repression",
    "repress iff kappa y_r < t (y_r - 1) + t^2 / 2; here kappa is even over elites",
    _SOURCE, act_repression, "share of elites that repress",
    (_SUSTAINED, _RICH, Number("rich income", 0.4, 0.8, "share of income", "what the rich hold")),
)  # fmt: skip
ACEMOGLU_ROBINSON_REVOLUTION = Form(
    "acemoglu-robinson-revolution",
    "redistribution fails iff mu < theta - w G; here mu ~ U(0, 1), theta = delta + (1 - delta) a",
    _SOURCE, act_revolution, "chance of a revolution that no tax stops",
    (_RICH, Number("weight of now", 0.2, 0.9, "share", "w, weight of threatened periods seen from one")),
)  # fmt: skip
