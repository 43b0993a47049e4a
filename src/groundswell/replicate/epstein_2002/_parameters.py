"""Everything about the society that can be set, each with the value of run 2 for its default."""

from __future__ import annotations

from .._parameters import Parameter
from ._rule import JAILED, RATIO, RELEASE, SCHEDULE, SELF, TERM, TURN

PARAMETERS = (
    Parameter("groups", 1, "", "1: model I, a regime and its citizens; 2: model II, two groups", at_least=1, at_most=2),
    Parameter("rows", 40, "sites", "height of the torus", at_least=3, at_most=1000),
    Parameter("columns", 40, "sites", "width of the torus", at_least=3, at_most=1000),
    Parameter("citizen_density", 0.70, "share of sites", "citizens at the start", at_least=0, at_most=1),
    Parameter("cop_density", 0.04, "share of sites", "cops", at_least=0, at_most=1),
    Parameter("cops_arrive_at", 0, "tick", "when the cops are deployed, on random empty sites", at_least=0),
    Parameter(
        "cops_gone_at", float("inf"), "tick", "when the last cop has been taken away, one by one from the start",
        above=0, may_be_infinite=True,
    ),
    Parameter("citizen_vision", 7.0, "sites", "how far a citizen sees and moves", at_least=1, at_most=50),
    Parameter("cop_vision", 7.0, "sites", "how far a cop sees and moves", at_least=1, at_most=50),
    Parameter("view", "disc", "", "what lies in view", choices=("disc", "diamond", "square")),
    Parameter("legitimacy", 0.82, "", "legitimacy of the regime at the start", at_least=0, at_most=1),
    Parameter("legitimacy_after", 0.82, "", "legitimacy that is reached later", at_least=0, at_most=1),
    Parameter("legitimacy_changes_at", 1_000_000, "tick", "first tick of the change", at_least=1),
    Parameter("legitimacy_step", float("inf"), "per tick", "pace of the change", above=0, may_be_infinite=True),
    Parameter("fixed_grievance", False, "", "whether grievance stays as it was when the citizen came to be"),
    Parameter("sharpness", 2.3, "", "k in perceived arrest risk 1 - exp(-k q(C / A))", at_least=0),
    Parameter("threshold", 0.1, "", "what grievance less aversion x risk must exceed", at_least=-1, at_most=1),
    Parameter("longest_term", 30.0, "tick", "longest jail term", at_least=0, may_be_infinite=True),
    Parameter("term", "real", "", "jail terms: any number, whole below the longest, whole up to it", choices=TERM),
    Parameter("ratio", "down", "", "what is made of cops / actives; the article prints it literally", choices=RATIO),
    Parameter("self_counted", "once", "", "how an active citizen counts among the actives seen", choices=SELF),
    Parameter("turn", "move first", "", "order within a turn", choices=TURN),
    Parameter("schedule", "list", "", "one shuffled list, or another order", choices=SCHEDULE),
    Parameter("cop_steps", False, "", "whether a cop steps onto the site of the arrested"),
    Parameter("jailed", "off", "", "where prisoners of model I are: off the lattice, on a blocked or a shared site",
        choices=JAILED),
    Parameter("release", "own site", "", "where prisoners of model II come free", choices=RELEASE),
    Parameter("citizens_move", True, "", "whether citizens move"),
    Parameter("cops_move", True, "", "whether cops move"),
    Parameter("clone_chance", 0.05, "per tick", "chance of a child in model II", at_least=0, at_most=1),
    Parameter("longest_life", 200, "tick", "highest age of death in model II", at_least=1),
    Parameter("ticks", 1000, "tick", "how long a society is followed at most", at_least=1, at_most=10_000_000),
    Parameter("societies", 1, "", "number of societies, each with its own luck", at_least=1, at_most=10_000),
    Parameter("seed", 0, "", "which luck", at_least=0, at_most=2**32 - 1),
    Parameter("outburst", 50, "citizens", "actives that an outburst exceeds; it ends below", at_least=0),
    Parameter("actives_a_cop", 3.0, "", "actives a cop in the closed form for a crowd", above=0),
    Parameter(
        "engine", "compiled", "", "how it runs: compiled and reference give the same numbers, vectorised acts at once",
        choices=("compiled", "reference", "vectorised"),
    ),
)  # fmt: skip
