"""Who is stuck, who knows and who has nothing to do with it; and every page of help with something on it.

Run as `python staged_help.py LANGUAGE` with the product's environment: prints sessions and where to begin as JSON.
With a second word, `talking`: two who already talk.
"""

import json
import os
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")

if __name__ == "__main__":
    import django

    django.setup()

from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone, translation

import helping
import sounds
from escalera.coaching.helping import answering, conversing, reporting, requesting
from escalera.coaching.helping.models import Asking, HelpEffect, HelpRequest
from escalera.coaching.helping.reports import appealing, ruling
from escalera.jobs.models import Job
from escalera.paths import actions as paths
from escalera.people.models import Account, Person
from escalera.people.presence import SESSION_KEY
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme, Role
from escalera.tasks.models import TaskType

OTHER_TASK = "receipts-1"


def of(person: Person, *, now: datetime) -> list[str]:
    """The person asks twice (one waits, in one they are helped), is asked, and helped; returns what to open."""
    other = Person.objects.create(language=person.language, created_at=now)
    # Nobody is willing here, so that the product's own broker leaves the staged requests alone.
    waits, helped = helping.stuck(person, now), helping.stuck(person, now, task=OTHER_TASK)
    requesting.describe(request=waits, person=person, text="No sé qué va en la segunda línea.")
    asking = asked(helped, other, now)
    answering.accept(asking=asking, now=now)
    for who, text in ((other, "¿Qué ves arriba a la derecha?"), (person, "Dos cantidades.")):
        conversing.say(id=uuid.uuid4(), asking=asking, person=who, text=text, now=now)
    conversing.say(id=uuid.uuid4(), asking=asking, person=other, text="", sound=sounds.webm(7), now=now)
    conversing.close(id=uuid.uuid4(), asking=asking, person=other, solved=True, minutes=10, now=now)
    to_answer = asked(helping.stuck(other, now), person, now)
    given = asked(
        helping.stuck(Person.objects.create(language=person.language, created_at=now), now), person, now
    )
    answering.accept(asking=given, now=now)
    HelpEffect.objects.create(person=person, requests=5, mean=0.07, deviation=0.03, logits=0.2, at=now)
    conversing.close(
        id=uuid.uuid4(), asking=given, person=given.request.person, solved=True, minutes=15, now=now
    )
    paused_and_answers(given, person, now)
    return [
        reverse("helping"),
        *[reverse("help_request", args=[one.pk]) for one in (waits, helped)],
        *[reverse("asking", args=[one.pk]) for one in (asking, to_answer, given)],
    ]


def paused_and_answers(given: Asking, person: Person, now: datetime) -> None:
    """The learner reports the person, it holds, and the person says how it was; and reports back."""
    learner = given.request.person
    report = reporting.report(
        id=uuid.uuid4(),
        asking=given,
        person=learner,
        wrong="rude",
        about="",
        words="Se burló de mí.",
        now=now,
    )
    ruling.rule(report=report, upholds=True, by=None, now=now)
    appealing.appeal(id=uuid.uuid4(), person=person, words="Fue una broma, perdón.", now=now)
    reporting.report(id=uuid.uuid4(), asking=given, person=person, wrong="other", about="", now=now)


def reported_in(programme: Programme, coordinator: Person, now: datetime) -> None:
    """Two conversations of its people: one shared and waiting, one that was ruled on."""
    helper = Person.objects.create(language=coordinator.language, created_at=now)
    for shares in (True, False):
        learner = Person.objects.create(language=coordinator.language, created_at=now)
        programmes.give_role(programme=programme, person=learner, role=Role.WORKER, by=coordinator, now=now)
        asking = asked(helping.stuck(learner, now), helper, now)
        answering.accept(asking=asking, now=now)
        for who, text in ((learner, "No me sale la suma."), (helper, "Mándame dinero y te la hago.")):
            conversing.say(id=uuid.uuid4(), asking=asking, person=who, text=text, now=now)
        report = reporting.report(
            id=uuid.uuid4(),
            asking=asking,
            person=learner,
            wrong="money",
            about="",
            words="Pidió dinero antes de ayudar.",
            shares=shares,
            now=now,
        )
    ruling.rule(report=report, upholds=True, by=coordinator, now=now)
    appealing.appeal(id=uuid.uuid4(), person=helper, words="Era en broma.", now=now + timedelta(seconds=1))


def asked(request: HelpRequest, helper: Person, now: datetime) -> Asking:
    because = {
        "skill": request.skill_id,
        "level": request.level,
        "helper_level": 0.7,
        "languages": [request.language],
        "hours": [9],
        "waiting_minutes": 12,
        "expected_success": 0.9,
    }
    return Asking.objects.create(request=request, helper=helper, because=because, asked_at=now)


def stage(language: str) -> dict[str, str]:
    now = timezone.now()
    amina, bilal, dora = (Person.objects.create(language=language, created_at=now) for _ in range(3))
    for person, name in ((amina, "luna-clara-7"), (bilal, "nube-alegre-42")):
        Account.objects.create_user(name, "804193", person=person)
    paths.set_goal(person=amina, origin=Job.objects.get(pk="data-entry"), now=now)
    helping.tries(amina, 0.0, now - timedelta(minutes=5), times=2)
    task_type = TaskType.objects.get(pk=helping.TASK)
    helping.knows(bilal, 0.9, now, skill=helping.skill_of(task_type))
    last = amina.attempts.last()
    assert last is not None
    return {
        "amina": session_of(amina),
        "bilal": session_of(bilal),
        "dora": session_of(dora),
        "attempt": reverse("attempt", args=[last.pk]),
    }


def stage_talking(language: str) -> dict[str, str]:
    """Amina is helped by Bilal at one task and stuck at another."""
    now = timezone.now()
    amina, bilal = (Person.objects.create(language=language, created_at=now) for _ in range(2))
    paths.set_goal(person=amina, origin=Job.objects.get(pk="data-entry"), now=now)
    asking = asked(helping.stuck(amina, now, task=OTHER_TASK), bilal, now)
    answering.accept(asking=asking, now=now)
    helping.tries(amina, 0.0, now - timedelta(minutes=5), times=2)
    last = amina.attempts.last()
    assert last is not None
    return {
        "amina": session_of(amina),
        "bilal": session_of(bilal),
        "conversation": reverse("asking", args=[asking.pk]),
        "attempt": reverse("attempt", args=[last.pk]),
    }


def session_of(person: Person) -> str:
    session = SessionStore()
    if account := Account.objects.filter(person=person).first():
        session["_auth_user_id"] = str(account.pk)
        session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        session["_auth_user_hash"] = account.get_session_auth_hash()
    else:
        session[SESSION_KEY] = str(person.pk)
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    with translation.override(sys.argv[1]):
        staged = stage_talking if "talking" in sys.argv else stage
        sys.stdout.write(json.dumps(staged(sys.argv[1])))
