"""Epstein's rule in plain Python: slow, and meant to be read. `kernel.c` gives the same numbers to the bit."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np

from ._rule import COLUMNS, Society, sites_of

QUIET, ACTIVE, JAILED, GONE = range(4)
FIRST, SECOND, COP = range(3)
WORD = (1 << 64) - 1
Thing = TypeVar("Thing")


class Luck:
    """A stream of numbers, the same in both versions (splitmix64; Steele, Lea and Flood 2014)."""

    def __init__(self, start: int) -> None:
        self.state = start

    def uniform(self) -> float:
        """Return a number from 0 up to, not including, 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & WORD
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53

    def below(self, count: int) -> int:
        """Return a whole number from 0 to count - 1."""
        return int(self.uniform() * count)

    def one(self, things: list[Thing]) -> Thing:
        """Return one of some things."""
        return things[self.below(len(things))]

    def choose(self, things: list[Thing]) -> Thing | None:
        """Return one of some things, or None of none, for which nothing is drawn."""
        return self.one(things) if things else None

    def shuffled(self, things: list[Thing]) -> list[Thing]:
        """Return things in a random order."""
        things = list(things)
        for last in range(len(things) - 1, 0, -1):
            at = self.below(last + 1)
            things[at], things[last] = things[last], things[at]
        return things


class Agent:
    """A citizen of either group, or a cop."""

    def __init__(self, kind: int, hardship: float, aversion: float, legitimacy: float) -> None:
        self.kind, self.status, self.site = kind, QUIET, -1
        self.hardship, self.aversion, self.grievance = hardship, aversion, hardship * (1 - legitimacy)
        self.left, self.age, self.last_age = 0.0, 0, 0

    @property
    def free(self) -> bool:
        """Whether neither jailed nor gone."""
        return self.status in (QUIET, ACTIVE)


class World:
    """One society; each method is one sentence of the rule."""

    def __init__(self, society: Society, start: int) -> None:
        self.society, self.given, self.luck = society, society.given, Luck(start)
        rows, columns = self.given["rows"], self.given["columns"]
        self.views = [sites_of(rows, columns, offsets).tolist() for offsets in society.views]
        self.here: list[list[Agent]] = [[] for _ in range(society.sites)]  # the latest comer first
        self.agents: list[Agent] = []
        self.legitimacy, self.kills = float(society.legitimacy[0]), 0
        self.two_groups = self.given["groups"] == 2
        self.settle(int(society.cops[0]))

    def settle(self, cops: int) -> None:
        """Citizens and cops take random sites; everybody is quiet."""
        sites = self.luck.shuffled(list(range(self.society.sites)))
        for n in range(self.society.citizens + cops):
            cop = n >= self.society.citizens
            hardship, aversion = (0.0, 0.0) if cop else (self.luck.uniform(), self.luck.uniform())
            second = not cop and self.two_groups and self.luck.uniform() < 0.5
            agent = self.newcomer(COP if cop else SECOND if second else FIRST, hardship, aversion)
            if self.two_groups and not cop:
                agent.last_age = 1 + self.luck.below(self.given["longest_life"])
            self.enter(agent, sites[n])

    def newcomer(self, kind: int, hardship: float, aversion: float) -> Agent:
        """Return a new agent, who takes the first place in the list that somebody gone has left."""
        agent = Agent(kind, hardship, aversion, self.legitimacy)
        place = next((n for n, other in enumerate(self.agents) if other.status == GONE), len(self.agents))
        self.agents[place : place + 1] = [agent]
        return agent

    def enter(self, agent: Agent, site: int) -> None:
        """Somebody comes to a site."""
        agent.site = site
        self.here[site].insert(0, agent)

    def leave(self, agent: Agent) -> None:
        """Somebody leaves a site."""
        self.here[agent.site].remove(agent)

    def view(self, agent: Agent) -> list[int]:
        """Return the sites that somebody sees."""
        return self.views[agent.kind == COP][agent.site]

    def seen(self, agent: Agent) -> list[Agent]:
        """Return who stands in view."""
        return [other for site in self.view(agent) for other in self.here[site]]

    def tick(self, tick: int) -> None:
        """One period: changes from outside, turns, jail terms, and with two groups births and deaths."""
        self.legitimacy = float(self.society.legitimacy[tick])
        self.station(int(self.society.cops[tick]))
        self.turns()
        self.serve()
        if self.two_groups:
            self.breed()
            self.grow_old()

    def station(self, wanted: int) -> None:
        """Cops are taken away at random, or arrive on random empty sites."""
        while len(cops := [a for a in self.agents if a.kind == COP and a.status != GONE]) > wanted:
            self.bury(self.luck.one(cops))
        for _ in range(wanted - len(cops)):
            there = self.luck.choose(self.empty(range(self.society.sites)))
            if there is None:
                return
            self.enter(self.newcomer(COP, 0.0, 0.0), there)

    def empty(self, sites) -> list[int]:
        """Return the sites where nobody stands."""
        return [site for site in sites if not self.here[site]]

    def turns(self) -> None:
        """All free citizens and cops act in a fresh random order."""
        free = [agent for agent in self.agents if agent.free]
        schedule = self.given["schedule"]
        if schedule == "replacement":
            for _ in free:
                self.turn(self.luck.one(free))
            return
        cops_last = schedule == "cops last"
        first = [agent for agent in free if not (cops_last and agent.kind == COP)]
        last = [agent for agent in free if cops_last and agent.kind == COP]
        first, last = self.luck.shuffled(first), self.luck.shuffled(last)
        if schedule == "at once":
            self.all_at_once(first)
            return
        for agent in first + last:
            self.turn(agent)

    def all_at_once(self, order: list[Agent]) -> None:
        """Another model: everybody moves, then every citizen decides on one and the same board, then cops arrest."""
        for agent in order:
            self.move(agent)
        wishes = [(agent, self.wish(agent)) for agent in order if agent.kind != COP]
        for agent, status in wishes:
            if agent.free:
                self.take(agent, status)
        for agent in order:
            if agent.kind == COP:
                self.arrest(agent)

    def turn(self, agent: Agent) -> None:
        """Move, and at once decide or arrest; or the other way round."""
        steps = [self.move, self.arrest if agent.kind == COP else self.decide]
        for step in steps[:: -1 if self.given["turn"] == "act first" else 1]:
            if agent.free:
                step(agent)

    def move(self, agent: Agent) -> None:
        """Go to a random empty site in view."""
        if not self.given["cops_move" if agent.kind == COP else "citizens_move"]:
            return
        there = self.luck.choose(self.empty(self.view(agent)))
        if there is not None:
            self.leave(agent)
            self.enter(agent, there)

    def risk(self, agent: Agent) -> float:
        """Return the perceived probability of arrest, 1 - exp(-k q(C / A))."""
        seen = self.seen(agent)
        cops = sum(other.kind == COP for other in seen)
        actives = sum(other.kind != COP and other.status == ACTIVE for other in seen)
        match self.given["self_counted"]:
            case "once":
                actives += 1
            case "twice":
                actives += 1 + (agent.status == ACTIVE)
            case _:
                actives = max(actives, 1)
        rounding = {"down": math.floor, "literal": float, "nearest": round}[self.given["ratio"]]
        return 1 - math.exp(-self.given["sharpness"] * rounding(cops / actives))

    def grievance(self, agent: Agent) -> float:
        """Return hardship x (1 - legitimacy)."""
        return agent.grievance if self.given["fixed_grievance"] else agent.hardship * (1 - self.legitimacy)

    def decide(self, agent: Agent) -> None:
        """See what to do, and do it."""
        self.take(agent, self.wish(agent))

    def wish(self, agent: Agent) -> int:
        """Return active where grievance exceeds risk aversion x perceived risk by more than the threshold."""
        gain = self.grievance(agent) - agent.aversion * self.risk(agent)
        return ACTIVE if gain > self.given["threshold"] else QUIET

    def take(self, agent: Agent, status: int) -> None:
        """Be active or quiet; with two groups an active citizen kills one of the other in view."""
        agent.status = status
        if self.two_groups and agent.status == ACTIVE:
            others = [other for other in self.seen(agent) if other.kind == 1 - agent.kind and other.free]
            if others:
                self.bury(self.luck.one(others))
                self.kills += 1

    def bury(self, agent: Agent) -> None:
        """Somebody is gone for good."""
        if agent.status != JAILED or self.society.jailed_block:
            self.leave(agent)
        agent.status = GONE

    def arrest(self, cop: Agent) -> None:
        """Take one active in view, at random, to jail."""
        caught = self.luck.choose([a for a in self.seen(cop) if a.kind != COP and a.status == ACTIVE])
        if caught is None:
            return
        drawn, longest = self.luck.uniform(), self.given["longest_term"]
        caught.left = longest if math.isinf(longest) else self.term(drawn, longest)
        if self.society.jailed_block:
            caught.status = JAILED
            return
        self.leave(caught)
        caught.status = JAILED
        if self.given["cop_steps"] and not self.here[caught.site]:
            self.leave(cop)
            self.enter(cop, caught.site)

    def term(self, drawn: float, longest: float) -> float:
        """Return a jail term: any number up to the longest, or a whole one below it or up to it."""
        match self.given["term"]:
            case "real":
                return drawn * longest
            case "below":
                return math.floor(drawn * longest)
            case _:
                return math.floor(drawn * (longest + 1))

    def serve(self) -> None:
        """Every jail term falls by one; at nought or below the prisoner goes free, quiet."""
        for agent in self.agents:
            if agent.status == JAILED:
                agent.left -= 1
                if agent.left <= 0:
                    self.release(agent)

    def release(self, agent: Agent) -> None:
        """Back to the old site, or where the switch says; who finds no site waits."""
        if self.society.jailed_block:
            agent.status = QUIET
            return
        there: int | None = agent.site
        anywhere = range(self.society.sites)
        if self.two_groups and self.given["release"] == "any site":
            there = self.luck.choose(self.empty(anywhere))
        elif self.two_groups:
            there = None if self.here[agent.site] else there
        elif self.given["jailed"] == "off" and self.here[agent.site]:
            there = self.luck.choose(self.empty(anywhere))
        if there is not None:
            agent.status = QUIET
            self.enter(agent, there)

    def breed(self) -> None:
        """Each free citizen may have a child on a random empty site beside: same group and hardship, new aversion."""
        for parent in self.luck.shuffled([a for a in self.agents if a.kind != COP and a.free]):
            if self.luck.uniform() >= self.given["clone_chance"]:
                continue
            there = self.luck.choose(self.empty(self.views[2][parent.site]))
            if there is not None:
                child = self.newcomer(parent.kind, parent.hardship, self.luck.uniform())
                child.last_age = 1 + self.luck.below(self.given["longest_life"])
                self.enter(child, there)

    def grow_old(self) -> None:
        """All age by one and die at the age drawn for them."""
        for agent in self.agents:
            if agent.kind != COP and agent.status != GONE:
                agent.age += 1
                if agent.age >= agent.last_age:
                    self.bury(agent)

    def row(self) -> list[int]:
        """Return what is counted at the end of a tick, in the order of COLUMNS."""
        alive = [agent for agent in self.agents if agent.status != GONE]
        people = [agent for agent in alive if agent.kind != COP]
        by_status = [sum(agent.status == status for agent in people) for status in (ACTIVE, QUIET, JAILED)]
        by_group = [sum(agent.kind == group for agent in people) for group in (FIRST, SECOND)]
        return [*by_status, len(alive) - len(people), *by_group, self.kills]

    def tension(self) -> float:
        """Return mean grievance x quiet share / mean risk aversion over the free citizens; nan where nobody is free."""
        free = [agent for agent in self.agents if agent.kind != COP and agent.free]
        if not free:
            return math.nan
        grievance = sum(self.grievance(agent) for agent in free) / len(free)
        aversion = sum(agent.aversion for agent in free) / len(free)
        return grievance * (sum(agent.status == QUIET for agent in free) / len(free)) / aversion

    def board(self) -> list[int]:
        """Return what stands on each site."""
        return [_code(agents[0]) if agents else 0 for agents in self.here]


def _code(agent: Agent) -> int:
    if agent.kind == COP:
        return 5
    return 6 if agent.status == JAILED else 1 + agent.kind + 2 * agent.status


def run_slowly(society: Society, start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the counts (ticks + 1, columns) of one society, its tension, and the board (sites,) at its end."""
    world = World(society, start)
    rows, tension = [world.row()], [world.tension()]
    for tick in range(1, len(society.cops)):
        world.tick(tick)
        rows.append(world.row())
        tension.append(world.tension())
        if world.two_groups and not all(rows[-1][COLUMNS.index(name)] for name in ("first_group", "second_group")):
            break
    return np.array(rows), np.array(tension), np.array(world.board())
