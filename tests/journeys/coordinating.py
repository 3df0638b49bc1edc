"""A programme with its coordinator and a worker, in the database of a running product; prints who they are as JSON.

Run as `python coordinating.py LANGUAGE` with the product's environment.
"""

import json
import sys

from staging import session_of  # sets Django up

from django.utils import timezone  # isort: skip

from escalera.people.models import Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role


def stage(language: str) -> dict[str, str]:
    now = timezone.now()
    coordinator, worker = (Person.objects.create(language=language, created_at=now) for _ in range(2))
    programme = programmes.begin(name="Taller", coordinator=coordinator, now=now)
    programmes.give_role(programme=programme, person=worker, role=Role.WORKER, by=coordinator, now=now)
    return {
        "programme": str(programme.pk),
        "coordinator": session_of(coordinator),
        "worker": session_of(worker),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(stage(sys.argv[1])))
