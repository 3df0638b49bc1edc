"""Fills the database of a running product so that every page has something to show; prints what to open as JSON.

Run as `python staging.py LANGUAGE` with the product's environment.
"""

import json
import os
import sys
import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")

import django

django.setup()

import staged_circle  # noqa: E402
import staged_help  # noqa: E402
import staged_report  # noqa: E402
import staged_work  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

import judged  # noqa: E402
import tipping  # noqa: E402
import wayfaring  # noqa: E402
from authoring import ORDERS, drafted, published  # noqa: E402
from escalera.circles.models import Circle  # noqa: E402
from escalera.coaching.judgement import commenting, reporting  # noqa: E402
from escalera.coaching.judgement.models import Verdict  # noqa: E402
from escalera.coaching.ways import answering  # noqa: E402
from escalera.coaching.ways.models import Way  # noqa: E402
from escalera.connectors import actions as platforms  # noqa: E402
from escalera.connectors import outgoing  # noqa: E402
from escalera.connectors.models import Batch, Connection, Kind  # noqa: E402
from escalera.connectors.politeness import Unreachable  # noqa: E402
from escalera.connectors.troubles import kept  # noqa: E402
from escalera.jobs import actions as jobs  # noqa: E402
from escalera.jobs.breakdowns import actions as break_downs  # noqa: E402
from escalera.jobs.models import Job  # noqa: E402
from escalera.learning import actions as learning  # noqa: E402
from escalera.learning import proposals  # noqa: E402
from escalera.paths import actions as paths  # noqa: E402
from escalera.paths.models import Arrival, Goal, Step  # noqa: E402
from escalera.people.models import Person  # noqa: E402
from escalera.people.presence import SESSION_KEY  # noqa: E402
from escalera.programmes import actions as programmes  # noqa: E402
from escalera.programmes import inviting  # noqa: E402
from escalera.programmes.models import Programme, Role  # noqa: E402
from escalera.skills.models import Skill  # noqa: E402
from escalera.tasks import making  # noqa: E402
from escalera.tasks.models import Origin, TaskType  # noqa: E402

POSTING = """Buscamos capturista de datos con Excel. Captura de facturas, ortografía, atención a clientes por chat.
Pago de $150 por hora. Depósito de $500 para tu capacitación. Escribe a WhatsApp 55 1234 5678."""


def stage(language: str) -> dict[str, object]:
    now = timezone.now()
    person = Person.objects.create(
        language=language, created_at=now, country="MX", state="OAX", sees_moderation=True
    )
    goal = paths.set_goal(person=person, origin=Job.objects.get(pk="data-entry"), now=now)
    posting = jobs.bring(person=person, source=POSTING, now=now)
    types = TaskType.objects.filter(origin=Origin.FAMILY)
    steps = [step(goal, task_type, seed=11) for task_type in types]
    attempts = [attempt(step(goal, task_type, seed=12), now) for task_type in types.filter(level=1)]
    with_reason = paths.next_step(goal=goal, now=now, seed=5)
    propose(person, now)
    programme, coordinated = stage_programme(person, now)
    arrived = stage_arrival(language)
    stage_judgement(person, now)
    stage_tips(person, now)
    worked = staged_work.of(person, now=now)
    helped = staged_help.of(person, now=now)
    stage_way(person, now)
    return {
        "session": session_of(person),
        "arrived_session": session_of(arrived),
        "tasks": [reverse("task", args=[s.pk]) for s in steps],
        "pages": [
            *[
                reverse(name)
                for name in (
                    "welcome",
                    "jobs",
                    "skills",
                    "new_posting",
                    "about",
                    "help_lines",
                    "privacy",
                    "sources",
                    "offline",
                    "task_types",
                )
            ],
            *[reverse("job", args=[slug]) for slug in ("data-entry", "illustration", "content-moderation")],
            f"{reverse('jobs')}?q=videos",
            *[reverse("skill", args=[slug]) for slug in ("enter-data", "speak-english")],
            reverse("posting", args=[posting.pk]),
            *[
                reverse(name)
                for name in (
                    "can_do",
                    "path",
                    "proposals",
                    "new_proposal",
                    "account",
                    "settings",
                    "my_data",
                    "blocks",
                )
            ],
            *[reverse(name) for name in ("works", "judging", "tips", "translations", "ways")],
            *[
                reverse(name)
                for name in ("sign_up", "sign_in", "recover", "erase", "payments", "new_payment")
            ],
            *[reverse("attempt", args=[pk]) for pk in attempts],
            reverse("why", args=[with_reason.pk]),
            reverse("task", args=[with_reason.pk]),
            *[
                f"/tasks/{slug}/{language[:2]}/7/"
                for slug in ("text-tags-2", "picture-boxes-2", "table-correction-3", "calendar-messages-2")
            ],
            *coordinated,
            *worked,
            *helped,
            *staged_circle.of(person, now),
            *staged_report.of(person, Circle.objects.of(person).get(), programme, now=now),
            "/no-such-page/",
        ],
    }


def step(goal: Goal, task_type: TaskType, *, seed: int) -> Step:
    item = making.item_for(task_type=task_type, person=goal.person, seed=seed, now=timezone.now())
    return Step.objects.create(
        goal=goal,
        item=item,
        task_type=task_type,
        is_placement=True,
        reason={"with_help": True},
        chosen_at=timezone.now(),
    )


def attempt(step: Step, now: object) -> uuid.UUID:
    return paths.record_attempt(
        id=uuid.uuid4(),
        person=step.goal.person,
        item=step.item,
        step=step,
        answer={},
        seconds=60,
        help_used=False,
        answered_at=now,
        now=now,
    ).pk


def stage_way(person: Person, now: datetime) -> None:
    """Four weeks with a learning partner, who has been found."""
    other = Person.objects.create(language=person.language, created_at=now)
    for who, partner in ((person, other), (other, person)):
        wayfaring.on_the_way(who, Way.PAIR, now, partner=partner, learns="enter-data")
    # Last, so that the product's own chore finds nobody to whom it could offer something else.
    answering.take_part(person=person, agrees=True, now=now)


def propose(person: Person, now: object) -> None:
    other = Person.objects.create(language=person.language, created_at=now)
    for who, title in ((person, "Mi tarea"), (other, "Otra tarea")):
        proposals.propose(
            id=uuid.uuid4(),
            person=who,
            skill=Skill.objects.get(pk="enter-data"),
            title=title,
            description="Copia diez renglones.",
            now=now,
        )


def stage_programme(person: Person, now: object) -> tuple[Programme, list[str]]:
    """A programme to look after, a task made for it and one on its way, with a wrong row."""
    programme = programmes.begin(name="Taller", coordinator=person, now=now)
    made = published(programme, person, now)
    draft = drafted(programme, person, now, csv=ORDERS + 'soap,house,"12,x"\n')
    invitation = inviting.invite(
        id=uuid.uuid4(),
        programme=programme,
        cohort=None,
        role=Role.WORKER,
        places=3,
        lasts=timedelta(days=9),
        by=person,
        now=now,
        rng=np.random.default_rng(),
    )
    saved = break_downs.save(
        id=uuid.uuid4(), source=Job.objects.get(pk="data-entry"), programme=programme, by=person, now=now
    )
    stage_reports(programme, person, now)
    staged_help.reported_in(programme, person, now)
    steps = ("draft", "draft_words", "draft_table", "draft_columns", "draft_preview", "draft_player")
    return programme, [
        *[reverse(name) for name in ("desk", "programmes", "drafts")],
        *[reverse(name, args=[programme.pk]) for name in ("programme", "reports")],
        *connections(programme, person, now),
        reverse("invitation", args=[programme.pk, invitation.pk]),
        reverse("join", args=[invitation.spoken]),
        *[reverse(name, args=[draft.pk]) for name in steps],
        reverse("made_task", args=[made.pk]),
        *[reverse(name) for name in ("break_downs", "new_break_down")],
        reverse("break_down", args=[saved.pk]),
    ]


def connections(programme: Programme, person: Person, now: object) -> list[str]:
    """Platforms of a programme: in trouble, paused, at work with tasks of ours; and a programme without any."""
    troubled, paused, _new, works = (connected(programme, n, now) for n in range(4))
    gone = "%(address)s can't be reached. Is the server running, is the address right?"
    troubled.errors = [kept(Unreachable(gone, address="https://turkle.example.org"))]
    troubled.failures = 3
    troubled.save()
    platforms.pause(connection=paused, now=now)
    platforms.give_name(connection=works, person=person, now=now)
    Connection.objects.filter(pk=works.pk).update(last_sync_at=now)
    Connection.objects.update(next_sync_at=now + timedelta(days=1))  # the site's own worker leaves them alone
    task_type = TaskType.objects.get(pk="addresses-1")
    outgoing.put_out(
        connection=works,
        task_type=task_type,
        language="es",
        items=2,
        answers=1,
        now=now,
        rng=np.random.default_rng(),
    )
    Batch.objects.update(remote_id="17")
    bare = programmes.begin(name="Otro taller", coordinator=person, now=now)
    return [reverse("platforms"), *(reverse("connections", args=[one.pk]) for one in (programme, bare))]


def connected(programme: Programme, number: int, now: object) -> Connection:
    return platforms.connect(
        programme=programme,
        kind=Kind.TURKLE,
        name=f"Turkle {programme.pk.hex[:4]}{number}",
        address="https://turkle.example.org",
        token="x",
        requester="Semillas del Valle",
        pay=Decimal("0.05"),
        currency="USD",
        now=now,
    )


def stage_reports(programme: Programme, coordinator: Person, now: object) -> None:
    """Two comments that somebody of the programme reported, one decided on; two tips; words of a circle of two."""
    worker, writer = (Person.objects.create(language=coordinator.language, created_at=now) for _ in range(2))
    programmes.give_role(programme=programme, person=worker, role=Role.WORKER, by=coordinator, now=now)
    for text in ("Todo está en www.example.com", "Solo los tontos lo leen una vez."):
        tipping.tip_by(worker, now, text=text)
    reports = [
        commenting.report(
            comment=judged.comment_on(judged.work_of(worker, now=now), by=writer, now=now),
            person=worker,
            now=now,
        )
        for _ in range(2)
    ]
    reporting.rule(report=reports[0], takes_away=False, by=coordinator, now=now)
    staged_circle.out_of_place(worker, now)


def stage_judgement(person: Person, now: object) -> None:
    """Three pieces of the person (judged, waiting, without a judge), and one of somebody else to judge."""
    other = Person.objects.create(language=person.language, created_at=now)
    done, _waiting, left = (judged.work_of(person, now=now) for _ in range(3))
    judged.work_of(other, now=now)
    for work, values in ((done, {"score": 0.7, "low": 0.6, "high": 0.8, "beaten": 0.7}), (left, {})):
        Verdict.objects.create(
            round=work.rounds.get(), times=8 if values else 0, is_sure=bool(values), at=now, **values
        )
    judged.comment_on(done, by=other, now=now)


def stage_tips(person: Person, now: datetime) -> None:
    """A tip that helps, one that is held, and tips of somebody else on the tasks the person stands before."""
    own = tipping.tip_by(person, now, text="Lee cada cifra dos veces, de derecha a izquierda.")
    tipping.tip_by(person, now, text="Todo está en www.example.com")
    tipping.came_after(own, now - timedelta(days=1), people=12, language="es", with_tip=0.9, without=0.3)
    tipping.measure(now - timedelta(hours=2))
    other = Person.objects.create(language=person.language, created_at=now)
    for days, slug in enumerate(TaskType.objects.filter(origin=Origin.FAMILY).values_list("pk", flat=True)):
        tipping.tip_by(
            other, now - timedelta(days=99 - days), on=slug, text="Mira primero el renglón de abajo."
        )
    tipping.wants_tips(person, now)
    foreign = Person.objects.create(language="en" if person.words == "es" else "es-mx", created_at=now)
    tipping.tip_by(foreign, now)


def stage_arrival(language: str) -> Person:
    now = timezone.now()
    person = Person.objects.create(language=language, created_at=now)
    goal = paths.set_goal(person=person, origin=Job.objects.get(pk="data-entry"), now=now)
    Arrival.objects.create(goal=goal, at=now, evidence={})
    learning.rebuild(person=person, claims={}, now=now)
    return person


def session_of(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    with translation.override(sys.argv[1]):
        sys.stdout.write(json.dumps(stage(sys.argv[1])))
