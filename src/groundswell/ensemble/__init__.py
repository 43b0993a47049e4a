"""The ensemble: readings drawn from stated priors, and the runs that they make."""

from groundswell.ensemble._away import Away, StoreFailed
from groundswell.ensemble._checkpoint import Often
from groundswell.ensemble._devices import LANES, WIDE, Devices
from groundswell.ensemble._hands import Hands, Threads, processors, reached
from groundswell.ensemble._kept import Kept, opened
from groundswell.ensemble._labels import UNITS, dates, meaning, month_names, scale_of
from groundswell.ensemble._literature import FORMS
from groundswell.ensemble._lock import TELLING, Busy, holder, is_locked, locked
from groundswell.ensemble._log import BEFORE, LOG, Log, told
from groundswell.ensemble._made_from import Refused, code, differences, made_from
from groundswell.ensemble._memory import Need, TooLarge, fitting, memory_needed
from groundswell.ensemble._meter import COMPILE, METER, PHASES, SIMULATE, VERDICT, WRITE, Meter, listen
from groundswell.ensemble._mixed import mixed
from groundswell.ensemble._overflow import Overflow, finite, overflow
from groundswell.ensemble._picture import DIED, FAILED, FINISHED, RUNNING, STOPPED, Judgement, Picture, Stage, picture
from groundswell.ensemble._place import taken_up
from groundswell.ensemble._plan import Draw, Law, Plan
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._remember import digest
from groundswell.ensemble._run import Ensemble
from groundswell.ensemble._runs import IDENTITY, STORE, StoredRun, stored_runs
from groundswell.ensemble._simulate import simulate
from groundswell.ensemble._spread import spread

__all__ = [
    "BEFORE",
    "COMPILE",
    "DIED",
    "FAILED",
    "FINISHED",
    "FORMS",
    "IDENTITY",
    "LANES",
    "LOG",
    "METER",
    "PHASES",
    "RUNNING",
    "SIMULATE",
    "STOPPED",
    "STORE",
    "TELLING",
    "UNITS",
    "VERDICT",
    "WIDE",
    "WRITE",
    "Away",
    "Busy",
    "Devices",
    "Draw",
    "Drawer",
    "Ensemble",
    "Hands",
    "Judgement",
    "Kept",
    "Law",
    "Log",
    "Meter",
    "Need",
    "Often",
    "Overflow",
    "Picture",
    "Plan",
    "Refused",
    "Stage",
    "StoreFailed",
    "StoredRun",
    "Threads",
    "TooLarge",
    "code",
    "dates",
    "differences",
    "digest",
    "finite",
    "fitting",
    "holder",
    "is_locked",
    "listen",
    "locked",
    "made_from",
    "meaning",
    "memory_needed",
    "mixed",
    "month_names",
    "opened",
    "overflow",
    "picture",
    "processors",
    "reached",
    "scale_of",
    "simulate",
    "spread",
    "stored_runs",
    "taken_up",
    "told",
]
