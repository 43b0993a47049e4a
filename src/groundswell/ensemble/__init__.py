"""The ensemble: readings drawn from stated priors, and the runs that they make."""

from groundswell.ensemble._labels import UNITS, dates, meaning, month_names, scale_of
from groundswell.ensemble._literature import FORMS
from groundswell.ensemble._mixed import mixed
from groundswell.ensemble._plan import Draw, Law, Plan
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._run import LANES, Ensemble, processors
from groundswell.ensemble._simulate import simulate
from groundswell.ensemble._spread import spread

__all__ = [
    "FORMS",
    "LANES",
    "UNITS",
    "Draw",
    "Drawer",
    "Ensemble",
    "Law",
    "Plan",
    "dates",
    "meaning",
    "mixed",
    "month_names",
    "processors",
    "scale_of",
    "simulate",
    "spread",
]
