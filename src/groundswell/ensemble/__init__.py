"""The ensemble: readings drawn from stated priors, and the runs that they make."""

from groundswell.ensemble._mixed import mixed
from groundswell.ensemble._plan import Draw, Law, Plan
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._run import LANES, Ensemble, processors
from groundswell.ensemble._spread import spread

__all__ = ["LANES", "Draw", "Drawer", "Ensemble", "Law", "Plan", "mixed", "processors", "spread"]
