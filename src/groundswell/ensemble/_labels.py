"""What results carry besides numbers: dates, scales and meanings."""

import numpy as np

from groundswell.language import Node
from groundswell.ledger import Case

UNITS = {
    "share": "share of the whole, 0 to 1",
    "unit01": "level, 0 to 1",
    "signed01": "level, -1 to 1",
    "level": "positive, no upper end",
    "count": "number, positive",
    "days": "days",
}


def scale_of(case: Case, node: Node) -> str:
    """The scale on which a node's values are given: its variable's, or `share` where they sum to one."""
    variable = f"v_{node.name}"
    relation = case.setting.relations.get(variable)
    return "share" if relation is not None and relation.shares else case.ledger.variables[variable].scale


def meaning(case: Case, node: Node) -> dict[str, str]:
    """Scale, unit and definition of a node, as attributes of a result."""
    scale = scale_of(case, node)
    return {"scale": scale, "units": UNITS[scale], "long_name": case.ledger.variables[f"v_{node.name}"].definition}


def month_names(case: Case, months: int) -> list[str]:
    """The first so many months of the calendar, such as `1985-01`."""
    start = case.setting.calendar.start
    return [str(start.plus(k)) for k in range(months)]


def dates(case: Case, months: int) -> np.ndarray:
    """First days of the first so many months of the calendar: (months,) datetime64[ns]."""
    return np.array(month_names(case, months), "datetime64[M]").astype("datetime64[ns]")
