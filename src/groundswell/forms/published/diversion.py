"""Leaders whose office hangs on the outcome fight rather than accept what would keep the peace."""

from dataclasses import dataclass

import jax
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


@dataclass(frozen=True)
class Crisis:
    """A bargain over a good of size 1 under the shadow of war.

    win: home's chance to win; home_cost, foreign_cost: of war, in goods; after_win, after_loss, in_peace: chance that
    the leader stays in office. Raises ValueError for a chance outside [0, 1] or a cost below 0.
    """

    win: float = 0.6
    home_cost: float = 0.1
    foreign_cost: float = 0.1
    after_win: float = 0.8
    after_loss: float = 0.1
    in_peace: float = 0.3

    def __post_init__(self) -> None:
        for name in ("win", "after_win", "after_loss", "in_peace"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is a chance in [0, 1], not {getattr(self, name)}")
        if min(self.home_cost, self.foreign_cost) < 0:
            raise ValueError("costs of war are 0 or more")

    @property
    def gamble(self) -> float:
        """How much better the leader's chance of office is by war than in peace."""
        return self.win * self.after_win + (1 - self.win) * self.after_loss - self.in_peace

    def demand(self, office: float) -> float:
        """Least share of the good that home accepts instead of war, where office is worth so much; may exceed 1."""
        return self.win - self.home_cost + office * self.gamble

    def is_war(self, office: float) -> bool:
        """Whether no share suits both: home's least exceeds the foreigner's most, p + c_F, or all there is."""
        return self.demand(office) > min(self.win + self.foreign_cost, 1.0)

    @property
    def least_office(self) -> float | None:
        """Value of office from which there is war, or None where no value brings it."""
        room = min(self.win + self.foreign_cost, 1.0) - self.win + self.home_cost
        return room / self.gamble if self.gamble > 0 else None


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the chance of war as the causes take away a leader's hope to stay in office in peace.

    Reduction: retention in peace is r0 (1 - a), the gamble of war keeps office with chance g; war comes where office
    times the difference exceeds the costs of both, which are logistic over crises with a spread of .3.

    On a citizen: the chance of war in a crisis that presses as he feels it press; the decision stays the leader's.
    """
    office, gamble, peace = shape.own
    return stretched_mean(lambda a: jax.nn.sigmoid((office * (gamble - peace * (1 - a)) - 0.2) / 0.3), causes, present)


DIVERSION = Form(
    "tarar-2006",
    "war iff Psi (p r_w + (1 - p) r_l - r_0) > c_H + c_F; here r_0 = r (1 - a), costs logistic (a reduced form)",
    "after Tarar (2006), Diversionary incentives and the bargaining approach to war, ISQ 50(1)",
    act,
    "chance of war",
    (
        Number("office", 0.5, 2.0, "goods", "what office is worth against the good in dispute"),
        Number("gamble", 0.2, 0.5, "chance", "chance to keep office by war"),
        Number("peace", 0.5, 0.9, "chance", "chance to keep office in peace where nothing presses"),
    ),
)
