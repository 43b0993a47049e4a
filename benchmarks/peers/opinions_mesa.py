"""Opinions in Mesa: agents on cells of a network that is not laid out for drawing, all look before any changes."""

import mesa
import networkx
import numpy as np
from mesa.discrete_space import CellAgent, Network
from opinion_world import report, softmax, world

given = world()
luck = np.random.default_rng(7)


class Person(CellAgent):
    """Somebody with shares."""

    def __init__(self, model, number, cell):
        super().__init__(model)
        self.leaning, self.shares, self.cell = given.leaning[number], given.begin[number], cell

    def look(self):
        """Think, and keep the thought to oneself."""
        seen = [other.shares for other in self.cell.neighborhood.agents]
        mean = np.mean(seen, axis=0) if seen else 0.0
        self.next = softmax(self.leaning + mean + given.noise * luck.standard_normal(given.options))

    def change(self):
        """Say it."""
        self.shares = self.next


class Society(mesa.Model):
    """Everybody."""

    def __init__(self):
        super().__init__(rng=7)
        graph = networkx.Graph()
        graph.add_nodes_from(range(given.agents))
        graph.add_edges_from(zip(np.repeat(np.arange(given.agents), given.degrees), given.neighbours, strict=True))
        self.network = Network(graph, capacity=1, random=self.random, layout=None)
        self.people = [Person(self, number, self.network[number]) for number in range(given.agents)]

    def step(self):
        """One step."""
        self.agents.do("look")
        self.agents.do("change")


society = Society()


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        society.step()
    return np.array([person.shares for person in society.people])


report(given, mesa.__version__, go_on)
