"""What happens to circles by itself: a chore asks every few minutes; all of it may run twice."""

from datetime import datetime

import numpy as np

from escalera.circles import calling, closing, suggesting
from escalera.circles.decisions import actions as decisions
from escalera.circles.joint import actions as joint
from escalera.circles.models import Circle, Profile
from escalera.circles.moderation import actions as moderation


def is_due() -> bool:
    return Circle.objects.exists() or Profile.objects.exclude(looking_since=None).exists()


def tend(*, now: datetime, rng: np.random.Generator) -> None:
    """Close decisions, end what is over, suggest circles, pass on what nobody looked at, call to action."""
    decisions.close_due(now=now)
    joint.close_due(now=now)
    suggesting.end_old(now=now)
    suggesting.suggest(now=now, rng=rng)
    closing.tend(now=now)
    moderation.pass_on(now=now)
    calling.call_all(now=now, rng=rng)
