"""Four people of a circle with three weeks of work each; and every page of what a circle shows, with something on it.

Run as `python staged_report.py LANGUAGE` with the product's environment: prints sessions and the circle's page as JSON.
"""

import json
import os
import sys
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

import pooled
from escalera.circles import seating
from escalera.circles.joint import actions as joint
from escalera.circles.joint.models import Kind
from escalera.circles.models import Circle
from escalera.earnings.unpaid.models import Kind as Unpaid
from escalera.people.models import Person
from escalera.people.presence import SESSION_KEY
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme

SHOPS = ("Semillas del Valle", "Etiquetas Norte")
DAYS_AGO = (8, 16, 24)


def somebody(language: str, now: datetime) -> Person:
    return Person.objects.create(language=language, created_at=now, country="MX", state="OAX")


def weeks_of(person: Person, now: datetime, *, more: int = 0) -> None:
    """Paid work for two, some of it rejected, and unpaid time; `more` tells people apart."""
    for days in DAYS_AGO:
        at = now - timedelta(days=days) + pooled.A_WEEK  # pooled dates everything a week back
        for shop in SHOPS:
            pooled.worked(person, shop, at, minutes=90 + 10 * more, amount="55", days=3)
        pooled.noted(person, Unpaid.SEARCHING, 50 + 5 * more, at)
        pooled.noted(person, Unpaid.WAITING, 35, at)
    pooled.worked(person, SHOPS[1], now, minutes=40, amount="25", rejected=True)
    pooled.noted(person, Unpaid.COMMUNICATION, 20, now)


def of(person: Person, circle: Circle, programme: Programme, *, now: datetime) -> list[str]:
    """One report issued and one that gathers, a proposal that collects, one that was sent and answered."""
    others = [somebody(person.language, now) for _ in range(3)]
    for other, name in zip(others, ("Dalia", "Emilia", "Fito"), strict=True):
        seating.sit(circle=circle, person=other, name=name, now=now)
    people = [person, *others]
    for more, one in enumerate(people):
        weeks_of(one, now, more=more)
    report = pooled.issued(circle, people, now, words="Así trabajamos en cuatro semanas.")
    gathering = pooled.begun(circle, person, now)
    collecting = pooled.proposed(circle, person, now, report=report)
    sent = pooled.proposed(
        circle,
        person,
        now,
        kind=Kind.THANKS,
        text="Gracias por pagar a tiempo.",
        amount=None,
        currency="",
        programme=programme,
    )
    floor = pooled.proposed(circle, person, now, report=report, programme=programme)
    for proposal in (sent, floor):
        for one in others[:2]:
            joint.support(proposal=proposal, person=one, now=now)
    joint.reply(proposal=sent, person=person, text="Nos da gusto. Así seguimos.", now=now)
    return [
        *[
            reverse(name, args=[circle.pk])
            for name in ("publications", "new_collective_report", "new_joint_proposal")
        ],
        *[reverse("circle_report", args=[one.pk]) for one in (report, gathering)],
        *[reverse("joint_proposal", args=[one.pk]) for one in (collecting, sent)],
        reverse("collective_report", args=[report.key]),
        *[reverse("letter", args=[one.key]) for one in (sent, floor)],
        reverse("letters", args=[programme.pk]),
    ]


def session_of(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.save()
    return str(session.session_key)


def stage(language: str) -> dict[str, str]:
    """Five people of a circle, Dora who has nothing to do with it; and every page, for a coordinator's phone."""
    now = timezone.now()
    people = [somebody(language, now) for _ in pooled.NAMES[:5]]
    for more, one in enumerate(people):
        weeks_of(one, now, more=more)
    circle = pooled.circle_of(people, now)
    names = ("amina", "bilal", "chen", "emilia", "fito")
    leads, other = somebody(language, now), somebody(language, now)
    programme = programmes.begin(name="Taller", coordinator=leads, now=now)
    pages = of(leads, pooled.circle_of([leads, other], now, "Los grillos"), programme, now=now)
    return {
        **{name: session_of(one) for name, one in zip(names, people, strict=True)},
        "dora": session_of(somebody(language, now)),
        "circle": reverse("circle", args=[circle.pk]),
        "coordinator": session_of(leads),
        "pages": json.dumps(pages),
    }


if __name__ == "__main__":
    with translation.override(sys.argv[1]):
        sys.stdout.write(json.dumps(stage(sys.argv[1])))
