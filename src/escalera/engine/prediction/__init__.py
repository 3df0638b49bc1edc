"""Will this worker succeed on this item now? See docs/algorithms/prediction.md."""

from escalera.engine.prediction.attempts import Attempts
from escalera.engine.prediction.model import (
    FAST,
    FULL,
    Crossfit,
    Effort,
    Model,
    NotEnoughAttempts,
    crossfit,
    fit,
)

__all__ = ["FAST", "FULL", "Attempts", "Crossfit", "Effort", "Model", "NotEnoughAttempts", "crossfit", "fit"]
