"""Which job do you want?"""

import re

import pytest
from django.test import Client

from escalera.jobs.models import Job, RequiredSkill
from escalera.paths import actions as paths
from escalera.paths.models import Goal
from escalera.people.models import Person
from escalera.skills.models import Skill


def test_who_has_a_goal_can_go_on_from_the_first_page(aminas_browser, amina, noon):
    Goal.objects.create(
        person=amina, origin="job", origin_id="x", title="Transcriber", required={}, set_at=noon
    )

    page = aminas_browser.get("/").content.decode()

    assert 'class="button" href="/path/"' in page


def test_who_has_no_goal_is_asked_for_one(english, job):
    page = english.get("/").content.decode()

    assert "Which job do you want?" in page
    assert "/path/" not in page


@pytest.mark.parametrize(
    "words", ["transcribir", "TRANSCRIPTORA", "audio", "mecanografa", "typists", "grabación"]
)
def test_jobs_are_found_by_ones_own_words(english, job, words):
    assert b"/jobs/audio-transcription/" in english.get("/jobs/", {"q": words}).content


def test_when_no_job_fits_the_page_says_what_to_do(english, job):
    page = english.get("/jobs/", {"q": "astronaut"}).content.decode()

    assert "No job on our list fits" in page
    assert 'href="/postings/new/"' in page
    assert "/jobs/audio-transcription/" in page


def test_small_words_find_nothing(english, job):
    assert b"fits those words" in english.get("/jobs/", {"q": "I want to work"}).content


def test_a_job_shows_what_it_asks_for_and_the_phrase(english, job):
    page = english.get("/jobs/audio-transcription/").content.decode()

    assert "Transcribe audio" in page
    assert "clean text" in page
    assert 'aria-label="Asks for level 3 of 4"' in page


def test_a_skill_that_nobody_can_train_here_is_said_to_be_so(english, job):
    assert "We can't teach this yet" in english.get("/jobs/audio-transcription/").content.decode().replace(
        "&#x27;", "'"
    )


def test_pay_stands_beside_the_minimum_wage_with_source_and_year(english, job):
    page = english.get("/jobs/audio-transcription/").content.decode().replace("\xa0", " ")

    assert "$55 to $110 MXN" in page
    assert "minimum wage there: $" in page
    assert "Servicio Nacional de Empleo" in page
    assert "2020" in page


def test_both_measures_of_ai_are_shown_with_their_year(english, job):
    page = english.get("/jobs/audio-transcription/").content.decode()

    assert "(2023)" in page and "(2025)" in page
    assert "Typists" in page


def test_what_nobody_measured_is_said_to_be_so(english, job):
    job.facts |= {"pay": [], "exposure": [], "nearest_occupation": None}
    job.save()

    page = english.get("/jobs/audio-transcription/").content.decode()

    assert "Nobody has measured what this work pays." in page
    assert "Nobody has measured this." in page


def test_a_minimum_wage_is_that_of_the_place_one_told(job, noon):
    from conftest import browse_as

    lupe = Person.objects.create(language="en", country="US", state="CA", created_at=noon)

    page = browse_as(lupe).get("/jobs/audio-transcription/").content.decode()

    assert "Minimum wage where you live" in page
    assert "USD" in page


def test_i_want_this_job_is_a_form_that_says_which(english, job):
    page = english.get("/jobs/audio-transcription/").content.decode()

    assert 'action="/goal/"' in page
    assert 'name="origin" value="job"' in page
    assert 'name="origin_id" value="audio-transcription"' in page


def test_correcting_a_list_is_done_on_ones_own_copy(job):
    browser = Client()

    answer = browser.post("/jobs/audio-transcription/copy/")

    assert answer.url.startswith("/postings/")
    assert job.required_skills.count() == 1
    assert b"Transcribe audio" in browser.get(answer.url, headers={"accept-language": "en"}).content


def test_the_job_one_walks_towards_shows_ones_own_level_and_leads_on(starter, amina, aminas_browser, noon):
    job = Job.objects.get(slug="audio-transcription")
    paths.set_goal(person=amina, origin=job, now=noon)

    page = aminas_browser.get("/jobs/audio-transcription/").content.decode()

    assert re.search(r'aria-label="Level \d of 4, asks for \d"', page)
    assert 'class="button" href="/path/"' in page
    assert 'name="origin_id"' not in page


def test_jobs_we_can_teach_most_of_come_first(english, job, skill, noon):
    other = Job.objects.create(slug="a-first-by-name", title_en="Typist", title_es="Capturista", facts={})
    RequiredSkill.objects.create(job=other, skill=skill, level=0.5)
    unknown = Skill.objects.create(slug="fly", label_en="Fly", label_es="Volar")
    RequiredSkill.objects.create(job=other, skill=unknown, level=0.5)

    page = english.get("/").content.decode()

    assert page.index("/jobs/audio-transcription/") < page.index("/jobs/a-first-by-name/")
