"""Amina, who missed a task once; Bilal, who knows it; Chen and others before it; Dora. Prints what to open as JSON.

Run as `python staged_lifting.py begin|others` with the product's environment. All of it goes through the product's
own actions, as pages do; what chance chooses, chance chooses here too.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")

import django

django.setup()

from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from staged_help import session_of  # noqa: E402

from escalera.coaching.advice import showing  # noqa: E402
from escalera.coaching.models import Tip  # noqa: E402
from escalera.jobs.models import Job  # noqa: E402
from escalera.paths import actions as paths  # noqa: E402
from escalera.paths.models import Step  # noqa: E402
from escalera.people.models import Account, Person  # noqa: E402
from escalera.programmes import actions as programmes  # noqa: E402
from escalera.programmes.models import Role  # noqa: E402
from escalera.tasks.pace import reading_seconds  # noqa: E402
from tipping import step_for, wants_tips  # noqa: E402
from walking import do, right_answer  # noqa: E402

TASK = "addresses-1"
NAMES = {"amina": "lluvia-suave-8", "bilal": "cerro-azul-23", "chen": "rio-verde-15", "dora": "sol-lento-3"}
TOGETHER = ("amina", "bilal", "chen")
OTHERS, CHENS = 72, 12


def begin() -> dict[str, Any]:
    now = timezone.now()
    people = {who: newcomer(now, name) for who, name in NAMES.items()}
    bring_together([people[who] for who in TOGETHER], now)
    for seed in range(8):
        step = before(people["bilal"], now, seed)
        do(step, right_answer(step), now)
    do(before(people["amina"], now, 20), {}, now)
    steps = [before(people["chen"], now, 30 + number) for number in range(CHENS)]
    return {
        **{who: session_of(person) for who, person in people.items()},
        "stands_before": as_task(before(people["amina"], now, 21)),
        "chens": [as_task(step) for step in steps],
    }


def others() -> dict[str, Any]:
    """Nearly all who see the tip get it right, in four fifths of the time; of the rest one of ten. So large that
    chance, which chooses here as ever, hardly ever hides it."""
    now, rng, tip = timezone.now(), Random(7), Tip.objects.latest("at")
    reached = 0
    for number in range(OTHERS):
        step = before(wants_tips(newcomer(now), now), now, 100 + number)
        chosen = showing.before_step(step=step, now=now, seed=rng.getrandbits(48))
        is_shown = chosen is not None and chosen.tip == tip
        right = rng.random() < (0.97 if is_shown else 0.1)
        do(step, right_answer(step) if right else {}, now, seconds=72 if is_shown else 90)
        reached += is_shown
    return {"reached": reached}


def newcomer(now: datetime, name: str = "") -> Person:
    person = Person.objects.create(language="es-mx", created_at=now)
    if name:
        Account.objects.create_user(name, "804193", person=person)
        paths.set_goal(person=person, origin=Job.objects.get(pk="data-entry"), now=now)
    return person


def bring_together(people: list[Person], now: datetime) -> None:
    """One programme, so that Amina's request goes to Bilal before it goes to people of other journeys."""
    coordinator = newcomer(now)
    programme = programmes.begin(name="Taller", coordinator=coordinator, now=now)
    for one in people:
        programmes.give_role(programme=programme, person=one, role=Role.WORKER, by=coordinator, now=now)


def before(person: Person, now: datetime, seed: int) -> Step:
    return step_for(person, now, on=TASK, seed=seed)


def as_task(step: Step) -> dict[str, Any]:
    return {
        "task": reverse("task", args=[step.pk]),
        "right": right_answer(step),
        "reading_s": reading_seconds(step.item.content),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"begin": begin, "others": others}[sys.argv[1]]()))
