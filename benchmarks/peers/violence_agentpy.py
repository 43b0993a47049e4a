"""Civil violence in AgentPy, as its guide suggests; its view is a square."""

import math

import agentpy
from violence_world import CITIZENS, COPS, LEGITIMACY, LONGEST, SHARPNESS, THRESHOLD, asked, offsets, report

side, ticks, societies, view, reach = asked()
VIEW = offsets(view, reach)


class Person(agentpy.Agent):
    """A citizen, or a cop."""

    def setup(self):
        """Draw what does not change."""
        self.cop, self.active, self.left, self.jailed = False, False, 0, False
        self.hardship, self.aversion = self.model.random.random(), self.model.random.random()

    def turn(self):
        """Look, act, move."""
        if self.jailed:
            return
        seen = list(self.model.grid.neighbors(self, reach))
        actives = [other for other in seen if other.active]
        if not self.cop:
            cops = sum(other.cop for other in seen)
            risk = 1 - math.exp(-SHARPNESS * round(cops / (1 + len(actives))))
            self.active = self.hardship * (1 - LEGITIMACY) - self.aversion * risk > THRESHOLD
        elif actives:
            caught = self.model.random.choice(actives)
            caught.active, caught.jailed, caught.left = False, True, self.model.random.randint(0, LONGEST)
        self.move()

    def move(self):
        """Go to a random empty site in view."""
        grid = self.model.grid
        row, column = grid.positions[self]
        near = (((row + down) % side, (column + across) % side) for down, across in VIEW)
        empty = [site for site in near if site in grid.empty]
        if empty:
            grid.move_to(self, self.model.random.choice(empty))


class Society(agentpy.Model):
    """Citizens and cops on a torus."""

    def setup(self):
        """Settle everybody."""
        count, cops = round(CITIZENS * side * side), round(COPS * side * side)
        self.people = agentpy.AgentList(self, count + cops, Person)
        for person in self.people[count:]:
            person.cop = True
        self.grid = agentpy.Grid(self, (side, side), torus=True, track_empty=True)
        self.grid.add_agents(self.people, random=True, empty=True)

    def tick(self):
        """One tick."""
        for person in self.people.shuffle():
            person.turn()
        for person in self.people:
            if person.jailed:
                person.left -= 1
                person.jailed = person.left > 0
        return sum(p.active for p in self.people), sum(p.jailed for p in self.people)


def begin(seed):
    """Return one society."""
    model = Society({"seed": seed})
    model.sim_setup(steps=ticks, seed=seed)
    return model.tick, round(CITIZENS * side * side)


report(agentpy.__version__, begin, ticks, range(societies))
