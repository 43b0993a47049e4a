"""After Bueno de Mesquita and Dickson (2007): provocation works by damage, or by what the response reveals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.provocation import belief_after, median_backs_extremists

from ._chart import Series, line_chart
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row


def model(**given: Any) -> dict[str, Any]:
    """Return belief after a harsh response, and whom the median backs before and after."""
    prior, benign, other = given["belief"], given["harsh_if_benign"], given["harsh_if_not"]
    if benign == other == 0:
        raise ReplicateError("A response that never comes cannot be learnt from; raise one of the two chances.")
    belief = belief_after(prior, benign, other) if given["revealing"] else prior
    damage = given["damage"] + (given["more_damage"] if given["damaging"] else 0)
    chances = np.linspace(0.001, 1, 200)
    return {
        **given,
        "belief_after": belief,
        "backs_before": bool(median_backs_extremists(given["damage"], prior, given["edge"])),
        "backs_after": bool(median_backs_extremists(damage, belief, given["edge"])),
        "chances": chances,
        "belief_by_chance": belief_after(prior, benign, chances),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw belief after a harsh response by how likely a government that is not benign gives one."""
    return line_chart(
        "What a harsh response reveals",
        [
            Series("belief after", result["chances"], result["belief_by_chance"]),
            Series("belief before", [0, 1], [result["belief"]] * 2, "dashed"),
        ],
        x="chance of a harsh response if not benign",
        y="belief that the government is benign",
        y_range=(0, 1),
    )


_OFF = {"revealing": False, "damaging": False}
REPLICATION = Replication(
    id="bueno-de-mesquita-dickson-2007",
    title="The propaganda of the deed (reduced form)",
    source="after Bueno de Mesquita and Dickson 2007, American Journal of Political Science 51(2)",
    says="Provocation moves people by the damage of the response or by what it reveals, and not without either.",
    parameters=(
        Parameter("belief", 0.5, "chance", "that the government is benign, before", above=0, below=1),
        Parameter("harsh_if_benign", 0.3, "chance", "of a harsh response if benign", at_least=0, at_most=1),
        Parameter("harsh_if_not", 0.9, "chance", "of a harsh response if not", at_least=0, at_most=1),
        Parameter("damage", 1.0, "welfare", "what rule by such a government costs the median", at_least=0),
        Parameter("more_damage", 0.5, "welfare", "what the harsh response adds to it", at_least=0),
        Parameter("edge", 0.6, "welfare", "by how much moderates are liked better otherwise", at_least=0),
        Parameter("revealing", True, "", "whether people learn from the response"),
        Parameter("damaging", True, "", "whether the response does damage"),
    ),
    rows=(
        Row("C10", {}, "belief_after", 0.25, 1e-12, "derived"),
        Row("C10-off", _OFF, ("backs_before", "backs_after"), (False, False), 0, "derived",
            note="with both channels off nobody moves"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
