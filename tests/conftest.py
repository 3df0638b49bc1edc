from datetime import UTC, datetime

import pytest
from django.utils import translation

from escalera.people.models import Person

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
def dora(db: None) -> Person:
    """Dora may see nothing."""
    return someone()


@pytest.fixture(autouse=True)
def language_of_tests() -> object:
    with translation.override("en"):
        yield
