"""Civil violence as Mesa ships it, its data collector off; terms end at the own turn, a tick or two later."""

import mesa
from mesa.examples.advanced.epstein_civil_violence.agents import Citizen, CitizenState
from mesa.examples.advanced.epstein_civil_violence.model import EpsteinCivilViolence, EpsteinScenario
from violence_world import CITIZENS, COPS, LEGITIMACY, LONGEST, SHARPNESS, THRESHOLD, asked, report

side, ticks, societies, _, reach = asked()


class Quiet:
    """Stands where the data collector does, and keeps nothing."""

    def collect(self, model):
        """Keep nothing."""


def begin(seed):
    """Return one society."""
    rule = {"citizen_density": CITIZENS, "cop_density": COPS, "citizen_vision": reach, "cop_vision": reach}
    rule |= {"legitimacy": LEGITIMACY, "active_threshold": THRESHOLD, "arrest_prob_constant": SHARPNESS}
    model = EpsteinCivilViolence(side, side, EpsteinScenario(**rule, max_jail_term=LONGEST, rng=seed))
    model.datacollector = Quiet()

    def tick():
        model.step()
        return getattr(model, CitizenState.ACTIVE.name), getattr(model, CitizenState.ARRESTED.name)

    return tick, len(model.agents_by_type[Citizen])


report(mesa.__version__, begin, ticks, range(societies))
