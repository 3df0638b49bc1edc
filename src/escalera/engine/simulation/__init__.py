"""Worlds with known truth, to test a policy before people meet it. Deliberately not of the tutor's own
form."""

from escalera.engine.simulation.histories import random_log, recommendations
from escalera.engine.simulation.policies import Policy, baselines, oracle
from escalera.engine.simulation.running import Result, TutorPolicy, run
from escalera.engine.simulation.world import Person, World, make

__all__ = [
    "Person",
    "Policy",
    "Result",
    "TutorPolicy",
    "World",
    "baselines",
    "make",
    "oracle",
    "random_log",
    "recommendations",
    "run",
]
