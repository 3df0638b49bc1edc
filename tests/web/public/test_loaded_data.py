"""Anybody can see which data of others are loaded, how old they are, and the line that their licence asks for."""

from datetime import date
from decimal import Decimal

import pytest

from escalera.jobs.models import Job
from escalera.reference.models import Dataset, OccupationExposure, OccupationWage
from with_django import NOON, browse_as

OCCUPATION = {"soc": "43-9021", "name": {"en": "data entry keyers", "es": "personas que capturan datos"}}


@pytest.fixture
def esco(db):
    Dataset.objects.create(
        name="esco", version="1.1.1", dated=date(2022, 9, 13), imported_at=NOON, rows=374_506
    )


def sources(language: str = "en") -> str:
    return browse_as(None, language).get("/sources/").content.decode()


@pytest.mark.django_db
def test_while_nothing_is_loaded_the_page_says_which_command_loads_it():
    page = sources()

    assert "Nothing yet" in page
    assert "<code>escalera import esco FILES</code>" in page


def test_what_is_loaded_has_edition_dates_rows_and_licence(esco):
    page = sources()

    assert "<caption>Data that were loaded from others</caption>" in page
    for cell in ("1.1.1", "September 13, 2022", "374,506", "November 23, 2026", "reuse with acknowledgement"):
        assert f">{cell}" in page
    assert "look for a newer one" in page
    assert "This service uses the ESCO classification of the European Commission." in page
    assert "<code>escalera import esco FILES</code>" not in page


def test_the_page_says_it_in_spanish(esco):
    page = sources("es")

    assert "Este servicio usa la clasificación ESCO de la Comisión Europea." in page
    assert "13 de septiembre de 2022" in page and "4 años" in page


@pytest.fixture
def keyers(job: Job, db) -> Job:
    """A starter job with our own wage figure, and a newer table that was imported."""
    job.facts["nearest_occupation"] = OCCUPATION
    job.facts["pay"] = [{**job.facts["pay"][0], "currency": "USD", "source": "bls-oews-2025", "year": 2025}]
    job.save()
    Dataset.objects.create(name="oews", version="2027-05", dated=date(2027, 5, 1), imported_at=NOON, rows=1)
    amounts = {
        "hourly_p25": Decimal("19.25"),
        "hourly_p75": Decimal("25.75"),
        "nonmetropolitan_median": Decimal("18.35"),
    }
    OccupationWage.objects.create(soc="43-9021", **amounts)
    return job


def job_page() -> str:
    return browse_as(None, "en").get("/jobs/audio-transcription/").content.decode()


def test_a_job_shows_the_newer_imported_wage_with_its_source(keyers):
    page = job_page()

    assert "19.25" in page and "25.75" in page and "18.35" in page
    assert "U.S. Bureau of Labor Statistics, 2027" in page
    assert "U.S. Bureau of Labor Statistics, 2025" not in page


def test_an_older_imported_wage_does_not_replace_ours(keyers):
    Dataset.objects.update(dated=date(2024, 5, 1), version="2024-05")

    page = job_page()

    assert "19.25" not in page and "U.S. Bureau of Labor Statistics, 2025" in page


def test_a_job_shows_imported_exposure(keyers):
    OccupationExposure.objects.create(soc="43-9021", measure="gpt4", value=Decimal("0.0101"))

    page = job_page()

    assert "0.0101" in page and "less than most occupations" in page
