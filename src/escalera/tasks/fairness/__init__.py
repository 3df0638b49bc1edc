"""Fair feedback: a comment should not blame a worker for what was outside their control."""

from escalera.tasks.fairness.rules import cause_in

__all__ = ["cause_in"]
