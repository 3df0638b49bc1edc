"""The engine: pure numbers, useful without the web. Ask what to do next, tell what happened."""

from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, TaskType, UnknownName
from escalera.engine.gains import Gains
from escalera.engine.log import Attempt, Recommendation
from escalera.engine.steps import Alternative, LastOutcome, Outcome, Plan, Reason, Step, Taught
from escalera.engine.tutor import Tutor

__all__ = [
    "Alternative",
    "Attempt",
    "Belief",
    "Catalogue",
    "Gains",
    "LastOutcome",
    "Outcome",
    "Plan",
    "Reason",
    "Recommendation",
    "Step",
    "TaskType",
    "Taught",
    "Tutor",
    "UnknownName",
]
