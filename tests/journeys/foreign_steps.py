"""Run beside the product, on its folder: gives a new guest steps to items of templates, or reads what came of them.

`python foreign_steps.py give [TASK_TYPE ...]` prints {"session", "steps": [{"step", "task_type", "key", "marks", ...}]}
`python foreign_steps.py read STEP ...` prints {step: [score, answer]}
"""

import json
import os
import sys
from datetime import UTC, datetime


def give(task_types: list[str]) -> dict[str, object]:
    from django.contrib.sessions.backends.db import SessionStore

    from escalera.paths.models import Goal, Step
    from escalera.people.models import Person
    from escalera.people.presence import SESSION_KEY
    from escalera.tasks.models import Origin, TaskType

    now = datetime.now(UTC)
    person = Person.objects.create(language="en", created_at=now)
    goal = Goal.objects.create(
        person=person, origin="job", origin_id="x", title="x", required={"read-english": 0.6}, set_at=now
    )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.save()
    wanted = TaskType.objects.filter(origin=Origin.TEMPLATE)
    steps = []
    for task_type in wanted.filter(slug__in=task_types) if task_types else wanted:
        item = task_type.items.order_by("seed").first()
        step = Step.objects.create(goal=goal, item=item, task_type=task_type, reason={}, chosen_at=now)
        steps.append(
            {
                "step": str(step.pk),
                "task_type": task_type.slug,
                "key": item.key,
                "fields": item.content["fields"],
                "marks": task_type.source["marks"],
            }
        )
    return {"session": session.session_key, "steps": steps}


def read(steps: list[str]) -> dict[str, object]:
    from escalera.tasks.models import Attempt

    return {str(a.step): [a.score, a.answer] for a in Attempt.objects.filter(step__in=steps)}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "escalera.site.settings"
    import django

    django.setup()
    print(json.dumps({"give": give, "read": read}[sys.argv[1]](sys.argv[2:])))
