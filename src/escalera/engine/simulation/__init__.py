"""Worlds with known truth, to test a policy before people meet it, and what to compare it with."""

from escalera.engine.simulation.baselines import baselines, oracle
from escalera.engine.simulation.crowd import Crowd, Economy, Luck
from escalera.engine.simulation.facts import PUBLISHED, Facts, facts
from escalera.engine.simulation.histories import random_log, recommendations
from escalera.engine.simulation.making import make
from escalera.engine.simulation.person import AnyWorld, Person
from escalera.engine.simulation.policies import Adviser, Baseline, OneByOne, Policy, TutorPolicy
from escalera.engine.simulation.running import Result, run, run_together
from escalera.engine.simulation.world import World

__all__ = [
    "PUBLISHED",
    "Adviser",
    "AnyWorld",
    "Baseline",
    "Crowd",
    "Economy",
    "Facts",
    "Luck",
    "OneByOne",
    "Person",
    "Policy",
    "Result",
    "TutorPolicy",
    "World",
    "baselines",
    "facts",
    "make",
    "oracle",
    "random_log",
    "recommendations",
    "run",
    "run_together",
]
