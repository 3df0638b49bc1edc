"""Tips: which to show, and what they do to those who come after."""

from escalera.engine.advice.choosing import TIME, Choice, Worth, choose, shares, shown_none
from escalera.engine.advice.effects import Effects, effects
from escalera.engine.advice.helped import help_effects
from escalera.engine.advice.tallying import Tally
from escalera.engine.advice.values import NONE, Arms, Outcomes, log_seconds, scores

__all__ = [
    "NONE",
    "TIME",
    "Arms",
    "Choice",
    "Effects",
    "Outcomes",
    "Tally",
    "Worth",
    "choose",
    "effects",
    "help_effects",
    "log_seconds",
    "scores",
    "shares",
    "shown_none",
]
