"""Fair feedback: a comment should not blame a worker for what was outside their control.

Pure: a text goes in, what was noticed comes out. It is a question to the author, never a refusal.
"""

from dataclasses import dataclass

from escalera.tasks.fairness import causes, likelihood

SURE_ENOUGH = 0.5


@dataclass(frozen=True)
class Notice:
    """What a comment seems to blame somebody for; `cause` is "" where it can't be named."""

    cause: str


def notice(text: str) -> Notice | None:
    """Return what to ask the author about, or None for a comment that seems fair."""
    if not text.strip() or likelihood.unfair(text) <= SURE_ENOUGH:
        return None
    return Notice(causes.named_in(text))


__all__ = ["Notice", "notice"]
