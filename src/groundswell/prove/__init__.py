"""Proof that the instrument works: societies with planted truths that it must find, and theories that say nothing."""

from groundswell.prove._kinds import KINDS, Kind, Planted
from groundswell.prove._score import Scorecard, prove, score
from groundswell.prove._worlds import World, world

__all__ = ["KINDS", "Kind", "Planted", "Scorecard", "World", "prove", "score", "world"]
