"""People with names, the starter set and a browser: what tests of the web stand on."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import AutoField, Model
from django.test import Client
from django.utils import translation

from escalera.people.models import Person
from escalera.people.presence import SESSION_KEY

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    return NOON


def someone(language: str = "es-mx") -> Person:
    return Person.objects.create(language=language, created_at=NOON)


@pytest.fixture
def amina(db: None) -> Person:
    """Amina learns."""
    return someone()


@pytest.fixture
def bilal(db: None) -> Person:
    """Bilal coaches."""
    return someone("en")


@pytest.fixture
def chen(db: None) -> Person:
    """Chen gives tasks."""
    return someone("en")


@pytest.fixture
def dora(db: None) -> Person:
    """Dora may see nothing."""
    return someone()


@pytest.fixture(scope="session")
def starter_rows(django_db_setup: None, django_db_blocker: Any) -> dict[type[Model], list[Model]]:
    """The rows of the starter set, read once; writing them costs a hundredth of loading the set."""
    from escalera.site import starter as starter_set

    with django_db_blocker.unblock(), transaction.atomic():
        starter_set.load(now=NOON)
        rows = {model: list(model._default_manager.all()) for model in starter_models()}
        transaction.set_rollback(True)
    return rows


def starter_models() -> tuple[type[Model], ...]:
    from escalera.jobs.models import Job, RequiredSkill
    from escalera.skills.models import Skill
    from escalera.tasks.models import SkillWeight, TaskType

    return Skill, Skill.prerequisites.through, TaskType, SkillWeight, Job, RequiredSkill


def write(rows: dict[type[Model], list[Model]], models: tuple[type[Model], ...]) -> None:
    for model in models:
        copies = [copy.deepcopy(row) for row in rows[model]]
        for row in copies:
            row._state.adding = True
            if isinstance(model._meta.pk, AutoField):
                row.pk = None
        model._default_manager.bulk_create(copies)


@pytest.fixture
def starter(starter_rows: dict[type[Model], list[Model]], db: None) -> dict[str, int]:
    """The starter set, in the database."""
    skills, _needs, task_types, _weights, jobs, _asked = models = starter_models()
    write(starter_rows, models)
    counted = {"skills": skills, "task types": task_types, "jobs": jobs}
    return {name: len(starter_rows[model]) for name, model in counted.items()}


@pytest.fixture
def tasks_loaded(starter_rows: dict[type[Model], list[Model]], db: None) -> None:
    """The starter skills and the task types of all families, without jobs."""
    write(starter_rows, starter_models()[:4])


def browse_as(person: Person | None, language: str = "en") -> Client:
    """A browser without scripts in which this guest is present."""
    client = Client(headers={"accept-language": language})
    if person is not None:
        session = client.session
        session[SESSION_KEY] = str(person.pk)
        session.save()
    return client


@pytest.fixture(autouse=True)
def plain_static_files(settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def no_tutor_of_another_test() -> None:
    """Rolled back tests use the same version numbers again."""
    from escalera.learning import fitting

    fitting.tutor_of.cache_clear()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
