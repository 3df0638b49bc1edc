"""Will this worker succeed on this item now? See docs/algorithms/prediction.md."""

from escalera.engine.prediction.attempts import Attempts
from escalera.engine.prediction.model import FAST, FULL, Effort, Model, NotEnoughAttempts, fit

__all__ = ["FAST", "FULL", "Attempts", "Effort", "Model", "NotEnoughAttempts", "fit"]
