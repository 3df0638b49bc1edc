"""Pages without a net of other packages: one skill, one job, one posting of Amina's."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from escalera.jobs.models import Job, Posting, RequiredSkill
from escalera.people.models import Person
from escalera.people.presence import SESSION_KEY
from escalera.skills.models import Skill

ROOT = Path(__file__).parents[3]
WORDS = {"en": "You turn recordings into text.", "es": "Pasas grabaciones a texto."}
PAY = {
    "amount_low": "55.00",
    "amount_high": "110.00",
    "currency": "MXN",
    "per": "hour",
    "measure": "middle_half",
    "place": {"en": "Mexico", "es": "México"},
    "covers": {"en": "job offers", "es": "ofertas"},
    "occupation": None,
    "source": "mx-job-board-2020",
    "year": 2020,
    "people": None,
}
EXPOSURE = {
    "measure": {"id": "m", "name": {"en": "Rating", "es": "Calificación"}, "meaning": WORDS, "year": 2023},
    "value": "0.42",
    "band": {"id": "high", "label": {"en": "more than most", "es": "más que la mayoría"}},
}


@pytest.fixture(autouse=True, scope="session")
def compiled_translations() -> None:
    subprocess.run(
        [sys.executable, ROOT / "tools" / "compile_translations.py"], check=True, stdout=subprocess.DEVNULL
    )


@pytest.fixture(params=["es-mx", "en"])
def visitor(request: pytest.FixtureRequest) -> Client:
    """A browser that nobody knows yet, in each of the two languages."""
    return Client(headers={"accept-language": request.param})


@pytest.fixture
def english() -> Client:
    """An unknown browser that speaks English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def skill(db: None) -> Skill:
    return Skill.objects.create(
        slug="transcribe-audio", label_en="Transcribe audio", label_es="Transcribir audio"
    )


@pytest.fixture
def other_skill(db: None) -> Skill:
    return Skill.objects.create(slug="read-english", label_en="Read English", label_es="Leer inglés")


@pytest.fixture
def job(skill: Skill) -> Job:
    facts = {
        "summary": WORDS,
        "search": {"en": ["typist"], "es": ["mecanógrafa"]},
        "pay": [PAY],
        "exposure": [EXPOSURE, {**EXPOSURE, "measure": {**EXPOSURE["measure"], "year": 2025}}],
        "nearest_occupation": {"soc": "1", "name": {"en": "Typists", "es": "Mecanógrafas"}},
        "apply": [{"en": "Ask radio stations.", "es": "Pregunta en radios."}],
        "watch_out": [{"en": "Never pay a fee.", "es": "Nunca pagues cuota."}],
        "sample": WORDS,
    }
    made = Job.objects.create(
        slug="audio-transcription",
        title_en="Audio transcriber",
        title_es="Transcriptora de audio",
        facts=facts,
    )
    RequiredSkill.objects.create(
        job=made, skill=skill, level=0.55, phrase_en="clean text", phrase_es="texto limpio"
    )
    return made


@pytest.fixture
def posting(amina: Person, skill: Skill, noon: object) -> Posting:
    made = Posting.objects.create(
        person=amina,
        title="Transcriptora",
        text="Buscamos quien pase a texto <b>entrevistas</b>.",
        language="es",
        pay={"low": "55", "high": "110", "currency": "MXN", "per": "hour", "notes": [], "phrase": "$55"},
        brought_at=noon,
    )
    RequiredSkill.objects.create(
        posting=made, skill=skill, level=0.55, phrase_en="pase a texto", phrase_es="pase a texto"
    )
    return made


def browser_of(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    session = client.session
    session[SESSION_KEY] = str(person.pk)
    session.save()
    return client


@pytest.fixture
def aminas_browser(amina: Person) -> Client:
    return browser_of(amina)


@pytest.fixture
def doras_browser(dora: Person) -> Client:
    return browser_of(dora)
