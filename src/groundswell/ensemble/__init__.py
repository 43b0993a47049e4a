"""The ensemble: readings drawn from stated priors, and the runs that they make."""

from groundswell.ensemble._checkpoint import Often
from groundswell.ensemble._devices import LANES, WIDE, Devices
from groundswell.ensemble._hands import Hands, Threads, processors, reached
from groundswell.ensemble._kept import Kept, opened
from groundswell.ensemble._labels import UNITS, dates, meaning, month_names, scale_of
from groundswell.ensemble._literature import FORMS
from groundswell.ensemble._lock import Busy, locked
from groundswell.ensemble._made_from import Refused, differences, made_from
from groundswell.ensemble._mixed import mixed
from groundswell.ensemble._place import taken_up
from groundswell.ensemble._plan import Draw, Law, Plan
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._remember import digest
from groundswell.ensemble._run import Ensemble
from groundswell.ensemble._runs import IDENTITY, STORE, StoredRun, stored_runs
from groundswell.ensemble._simulate import simulate
from groundswell.ensemble._spread import spread

__all__ = [
    "FORMS",
    "IDENTITY",
    "LANES",
    "STORE",
    "UNITS",
    "WIDE",
    "Busy",
    "Devices",
    "Draw",
    "Drawer",
    "Ensemble",
    "Hands",
    "Kept",
    "Law",
    "Often",
    "Plan",
    "Refused",
    "StoredRun",
    "Threads",
    "dates",
    "differences",
    "digest",
    "locked",
    "made_from",
    "meaning",
    "mixed",
    "month_names",
    "opened",
    "processors",
    "reached",
    "scale_of",
    "simulate",
    "spread",
    "stored_runs",
    "taken_up",
]
