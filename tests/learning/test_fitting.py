"""What a fit learnt reaches the tutor of the pages, over the task types of that day."""

import io
from datetime import timedelta

import numpy as np
import pytest

from escalera.engine import Tutor
from escalera.learning import actions, fitting
from escalera.learning.models import FittedGains
from escalera.tasks.models import TaskType

pytestmark = pytest.mark.django_db


@pytest.fixture
def taught(tasks_loaded, noon):
    """A fit that found receipts of level 1 to teach four times the usual and to take twice as long."""
    untaught = fitting.current_tutor()
    row = untaught.catalogue.type_at("receipts-1")
    mean, seconds = untaught.gains.mean.copy(), untaught.catalogue.seconds.copy()
    mean[row] *= 4.0
    seconds[row] *= 2.0
    version = FittedGains.objects.create(
        packed=_packed(untaught, mean=mean, seconds=seconds), attempts=9, recommendations=0, made_at=noon
    )
    return untaught, version


def _packed(tutor: Tutor, *, mean, seconds) -> bytes:
    from dataclasses import replace

    from escalera.lab import models

    catalogue = replace(tutor.catalogue, seconds=seconds)
    learnt = models.Model(catalogue, replace(tutor.gains, mean=mean), newcomer=tutor.newcomer())
    return models.to_bytes(learnt)


def test_the_tutor_knows_what_the_newest_fit_found(taught):
    untaught, _ = taught

    tutor = fitting.current_tutor()

    row = tutor.catalogue.type_at("receipts-1")
    assert tutor.gains.mean[row].max() == pytest.approx(4 * untaught.gains.mean[row].max())
    assert tutor.catalogue.seconds[row] == pytest.approx(2 * untaught.catalogue.seconds[row])


def test_a_task_type_that_closed_since_the_fit_is_left_out(taught):
    TaskType.objects.filter(slug="addresses-2").update(is_open=False)

    tutor = fitting.current_tutor()

    assert "addresses-2" not in tutor.catalogue.task_types
    row = tutor.catalogue.type_at("receipts-1")
    assert tutor.gains.mean.shape[0] == len(tutor.catalogue.task_types)
    assert tutor.gains.mean[row].max() > 0.3


def test_a_real_fit_is_kept_whole_and_read_again(tasks_loaded, noon):
    version = actions.refit(now=noon)

    tutor = fitting.current_tutor()

    assert version.attempts == 0
    assert np.array_equal(tutor.gains.mean, fitting.current_tutor().gains.mean)
    assert tutor.gains.mean.shape == (len(tutor.catalogue.task_types), len(tutor.catalogue.skills))


def test_gains_kept_in_an_older_format_wait_for_the_next_fit(taught, noon):
    old = io.BytesIO()
    np.savez(old, task_types=np.array(["receipts-1"]), mean=np.ones((1, 1)))
    FittedGains.objects.create(
        packed=old.getvalue(), attempts=1, recommendations=0, made_at=noon + timedelta(1)
    )
    untaught, _ = taught

    assert np.array_equal(fitting.current_tutor().gains.mean, untaught.gains.mean)
