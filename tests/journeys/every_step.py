"""Run beside the product, on its folder: gives a new guest a step of every task type, or reads what came of them.

`python every_step.py give LANGUAGE [SEED]` prints {"session", "steps": [{"step", "task_type", "fields", "key"}]}
`python every_step.py read STEP ...` prints {step: [score, timed, seconds, wall_seconds, answer]}
"""

import json
import os
import sys
from datetime import UTC, datetime


def give(language: str, seed: str = "21") -> dict[str, object]:
    from django.contrib.sessions.backends.db import SessionStore

    from escalera.paths.models import Goal, Step
    from escalera.people.models import Person
    from escalera.people.presence import SESSION_KEY
    from escalera.tasks.making import made
    from escalera.tasks.queries import families_to_try

    now = datetime.now(UTC)
    person = Person.objects.create(language=language, created_at=now, sees_moderation=True)
    goal = Goal.objects.create(
        person=person, origin="job", origin_id="x", title="x", required={"enter-data": 0.6}, set_at=now
    )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.save()
    steps = []
    for task_type in (one for types in families_to_try().values() for one in types):
        item = made(task_type=task_type, language=language[:2], seed=int(seed))
        step = Step.objects.create(goal=goal, item=item, task_type=task_type, reason={}, chosen_at=now)
        fields = item.content["fields"]
        steps.append({"step": str(step.pk), "task_type": task_type.slug, "fields": fields, "key": item.key})
    return {"session": session.session_key, "steps": steps}


def read(*steps: str) -> dict[str, object]:
    from escalera.tasks.models import Attempt

    found = Attempt.objects.filter(step__in=steps)
    return {str(a.step): [a.score, a.timed, a.seconds, a.wall_seconds, a.answer] for a in found}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "escalera.site.settings"
    import django

    django.setup()
    print(json.dumps({"give": give, "read": read}[sys.argv[1]](*sys.argv[2:])))
