from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
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


@pytest.fixture
def starter(db: None) -> dict[str, int]:
    """The starter set, in the database."""
    from escalera.site import starter as starter_set

    return starter_set.load(now=NOON)


@pytest.fixture
def tasks_loaded(db: None) -> None:
    """The starter skills and the task types of all families, without jobs."""
    from escalera.skills import actions as skills
    from escalera.tasks import actions as tasks

    skills.load_starter()
    tasks.load_families()


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
