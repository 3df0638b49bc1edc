"""Bilal, who has answered a task, and Chen, who stands before one; prints what to open as JSON.

Run as `python staged_tips.py begin|others|shown|measure` with the product's environment.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")

import django

django.setup()

from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from staging import session_of  # noqa: E402

import tipping  # noqa: E402
from escalera.coaching.models import Tip, TipShowing  # noqa: E402
from escalera.people.models import Person  # noqa: E402
from walking import do  # noqa: E402


def begin() -> dict[str, str]:
    now = timezone.now()
    bilal, chen = (Person.objects.create(language="es-mx", created_at=now) for _ in range(2))
    attempt = do(tipping.step_for(bilal, now), {}, now)
    return {
        "bilal": session_of(bilal),
        "chen": session_of(chen),
        "attempt": reverse("attempt", args=[attempt.pk]),
        "task": reverse("task", args=[tipping.step_for(chen, now, seed=40).pk]),
    }


def others() -> dict[str, str]:
    """Thirty people saw the tip before Chen, and thirty saw none."""
    tip, before = Tip.objects.latest("at"), timezone.now() - timedelta(days=1)
    tipping.came_after(tip, before, people=30, language="es", with_tip=0.9, without=0.3)
    return {}


def shown() -> dict[str, str]:
    """Chance may have shown Chen none; the journey goes on as if it had not."""
    TipShowing.objects.filter(pk=TipShowing.objects.latest("at").pk).update(tip=Tip.objects.latest("at"))
    return {}


def measure() -> dict[str, str]:
    tipping.measure(timezone.now())
    return {}


if __name__ == "__main__":
    ways = {"begin": begin, "others": others, "shown": shown, "measure": measure}
    sys.stdout.write(json.dumps(ways[sys.argv[1]]()))
