"""Published models, each with its own numbers, so that anyone can see how near Groundswell comes to them.

`run("granovetter-1978", sd=12.2)` runs one with parameters of your own, `check()` holds every row against what is
expected. One file, or one folder, a model.
"""

from ._all import replication, replications
from ._check import Checked, check, plain, run
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result
from ._tolerance import Factor, Tolerance, agrees

__all__ = [
    "Checked",
    "Factor",
    "Parameter",
    "ReplicateError",
    "Replication",
    "Result",
    "Row",
    "Tolerance",
    "agrees",
    "check",
    "plain",
    "replication",
    "replications",
    "run",
]
