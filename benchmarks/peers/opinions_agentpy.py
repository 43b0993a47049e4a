"""Opinions in AgentPy: agents on a network, all look before any changes."""

import agentpy
import networkx
import numpy as np
from opinion_world import report, softmax, world

given = world()
luck = np.random.default_rng(7)


class Person(agentpy.Agent):
    """Somebody with shares."""

    def look(self):
        """Think, and keep the thought to oneself."""
        seen = [other.shares for other in self.model.network.neighbors(self)]
        mean = np.mean(seen, axis=0) if seen else 0.0
        self.next = softmax(given.leaning[self.id - 1] + mean + given.noise * luck.standard_normal(given.options))

    def change(self):
        """Say it."""
        self.shares = self.next


class Society(agentpy.Model):
    """Everybody."""

    def setup(self):
        """Tie everybody."""
        graph = networkx.Graph()
        graph.add_nodes_from(range(given.agents))
        graph.add_edges_from(zip(np.repeat(np.arange(given.agents), given.degrees), given.neighbours, strict=True))
        self.people = agentpy.AgentList(self, given.agents, Person)
        self.people.shares = agentpy.AttrIter(list(given.begin))
        self.network = agentpy.Network(self, graph)
        self.network.add_agents(self.people, self.network.nodes)


society = Society()
society.sim_setup(steps=1)


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        society.people.look()
        society.people.change()
    return np.array([person.shares for person in society.people])


report(given, agentpy.__version__, go_on)
