import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from escalera.people.models import Person

ROOT = Path(__file__).parent.parent


def pytest_configure() -> None:
    """Pages are tested with compiled translations, and without `collectstatic`."""
    subprocess.run(
        [sys.executable, ROOT / "tools" / "compile_translations.py"], check=True, stdout=subprocess.DEVNULL
    )
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


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
