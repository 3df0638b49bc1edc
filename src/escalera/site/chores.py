"""Background work. Every chore may run twice or be killed halfway; a sweep returns what was left running."""

import secrets
from datetime import datetime, timedelta

import numpy as np
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from escalera.circles import tending as circles
from escalera.coaching import crediting
from escalera.coaching.advice import estimating
from escalera.coaching.helping import broker, conversing, measuring
from escalera.coaching.helping.voice import keeping as voice
from escalera.coaching.judgement import settling as judgement
from escalera.coaching.ways import tending as ways
from escalera.connectors import actions as connectors
from escalera.connectors.models import Connection
from escalera.learning import actions as learning
from escalera.learning.models import FittedGains, Recommendation
from escalera.rights import actions as rights
from escalera.tasks.models import Attempt

LEASE = timedelta(minutes=10)
FIT_AGAIN_AFTER = timedelta(minutes=1)
RETENTION_EVERY = timedelta(days=1)
SETTLE_EVERY = timedelta(minutes=1)
# What takes longer the more people there are rests longer: a twentieth of the worker's time is its share.
SHARE, LEAST_REST, AFTER_FAILURE = 20, timedelta(seconds=5), timedelta(minutes=1)
BROKER_EVERY = timedelta(seconds=20)
MEASURE_EVERY = timedelta(hours=1)
TEND_EVERY = timedelta(minutes=5)


@task()
def refit_gains() -> None:
    """Fit the learning gains anew."""
    learning.refit(now=timezone.now())


@task()
def expire_guests() -> None:
    """Erase guests whom nobody has seen for the time the privacy page states."""
    rights.expire_guests(now=timezone.now())


@task()
def settle_judgements() -> None:
    """Open the works that wait for peers, and give the verdicts that are due."""
    judgement.settle(now=timezone.now())


@task()
def credit_given_time() -> None:
    """Give those who judged, translated or looked after words the time that they gave to others."""
    crediting.credit_given_time(now=timezone.now())


@task()
def estimate_tips() -> None:
    """Tell anew what each tip does to those who come after."""
    estimating.estimate(now=timezone.now())


@task()
def broker_help() -> None:
    """Ask helpers about the requests that wait."""
    broker.broker(now=timezone.now())


@task()
def settle_help() -> None:
    """Let the time pass of conversations that only one of the two closed, days ago."""
    conversing.settle_left_open(now=timezone.now())


@task()
def measure_help() -> None:
    """Measure anew what each helper's help does."""
    measuring.measure(now=timezone.now())


@task()
def forget_voices() -> None:
    """Delete voice notes whose thirty days have passed."""
    voice.forget(now=timezone.now())


@task()
def tend_circles() -> None:
    """Close what circles decide on, suggest circles to who looks for one, end the silent ones."""
    circles.tend(now=timezone.now(), rng=np.random.default_rng())


@task()
def tend_ways() -> None:
    """Measure the four weeks that are over, offer the next way to who agreed, find partners."""
    ways.tend(now=timezone.now(), seed=secrets.randbits(48))


@task()
def sync_connections() -> None:
    """Exchange work with the platforms whose time has come."""
    connectors.sync_due(now=timezone.now())


def enqueue_due(*, now: datetime) -> None:
    """Put into the queue what is due and not there yet."""
    refit = refit_gains.module_path
    if needs_fit(now=now) and not waiting(refit) and not ran_since(refit, now - FIT_AGAIN_AFTER):
        refit_gains.enqueue()
    settle = settle_judgements.module_path
    if not waiting(settle) and not ran_since(settle, now - SETTLE_EVERY) and judgement.is_due(now=now):
        settle_judgements.enqueue()
    if crediting.is_due(now=now) and not waiting(credit_given_time.module_path):
        credit_given_time.enqueue()
    tips = estimate_tips.module_path
    if not waiting(tips) and not ran_since(tips, now - rest_of(tips)) and estimating.is_due(now=now):
        estimate_tips.enqueue()
    enqueue_help(now=now)
    tend = tend_circles.module_path
    if not waiting(tend) and not ran_since(tend, now - TEND_EVERY) and circles.is_due():
        tend_circles.enqueue()
    tend = tend_ways.module_path
    if not waiting(tend) and not ran_since(tend, now - TEND_EVERY) and ways.is_due(now=now):
        tend_ways.enqueue()
    if not ran_since(expire_guests.module_path, now - RETENTION_EVERY):
        expire_guests.enqueue()
    if Connection.objects.due(now=now).exists() and not waiting(sync_connections.module_path):
        sync_connections.enqueue()


def enqueue_help(*, now: datetime) -> None:
    brokers = broker_help.module_path
    if not waiting(brokers) and not ran_since(brokers, now - BROKER_EVERY) and broker.is_due(now=now):
        broker_help.enqueue()
    if not waiting(settle_help.module_path) and conversing.left_open(now=now).exists():
        settle_help.enqueue()
    measures = measure_help.module_path
    if not waiting(measures) and not ran_since(measures, now - MEASURE_EVERY) and measuring.is_due():
        measure_help.enqueue()
    if not waiting(forget_voices.module_path) and voice.overdue(now=now).exists():
        forget_voices.enqueue()


def needs_fit(*, now: datetime) -> bool:
    """Something was recommended or answered since the newest fit, and that fit is a minute old."""
    newest = FittedGains.objects.order_by("-made_at").first()
    if newest is None:
        return Attempt.objects.exists() or Recommendation.objects.exists()
    if now - newest.made_at < FIT_AGAIN_AFTER:
        return False
    return (
        Recommendation.objects.filter(at__gt=newest.made_at).exists()
        or Attempt.objects.filter(received_at__gt=newest.made_at).exists()
    )


def waiting(path: str) -> bool:
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=path, status__in=unfinished).exists()


def ran_since(path: str, since: datetime) -> bool:
    return DBTaskResult.objects.filter(task_path=path, enqueued_at__gt=since).exists()


def rest_of(path: str) -> timedelta:
    """How long a chore rests, by how long it took the last time; one that failed, a minute."""
    last = (
        DBTaskResult.objects.filter(task_path=path).exclude(finished_at=None).order_by("-finished_at").first()
    )
    if last is None or last.status == TaskResultStatus.FAILED:
        return AFTER_FAILURE
    took: timedelta = last.finished_at - last.started_at
    return max(LEAST_REST, SHARE * took)


def sweep(*, now: datetime) -> int:
    """Return chores that a killed worker left running to the queue; forget those finished a week ago."""
    DBTaskResult.objects.filter(finished_at__lt=now - timedelta(days=7)).delete()
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEASE)
    return lost.update(status=TaskResultStatus.READY, started_at=None)
