"""Every public page answers anybody, in both languages, and leaves nothing behind."""

import re

import pytest
from django.contrib.sessions.models import Session

from escalera.people.models import Person

PAGES = [
    "/",
    "/jobs/",
    "/jobs/?q=audio",
    "/jobs/?q=xyzzy",
    "/jobs/?group=listening-and-media",
    "/jobs/audio-transcription/",
    "/skills/",
    "/skills/transcribe-audio/",
    "/postings/new/",
    "/about/",
]
PAGES += ["/help-lines/", "/privacy/", "/sources/", "/offline/"]


@pytest.fixture(params=PAGES)
def page(request, visitor, job):
    answer = visitor.get(request.param)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_carries_no_style_and_no_script_of_its_own(page):
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_a_page_has_one_heading_a_title_and_a_way_out(page):
    assert page.count("<h1") == 1
    assert re.search(r"<title>\S.* · Escalera</title>", page)
    assert 'id="quick-exit"' in page


def test_a_page_has_no_id_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


def test_looking_at_a_page_makes_nobody(page):
    assert Person.objects.count() == 0
    assert Session.objects.count() == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_the_language_of_the_browser(client, job, address):
    spanish, english = (
        client.get(address, headers={"accept-language": language}) for language in ("es", "en")
    )

    assert b'<html lang="es-mx">' in spanish.content
    assert b'<html lang="en">' in english.content
    assert heading(spanish) != heading(english)


def heading(answer):
    return re.search(r"<h1>(.*?)</h1>", answer.content.decode())[1]


@pytest.mark.parametrize("address", ["/", "/jobs/audio-transcription/"])
def test_titles_say_nothing_of_the_job(client, job, address):
    title = re.search(r"<title>(.*?)</title>", client.get(address).content.decode())[1]

    assert "audio" not in title.lower()


def test_an_unknown_page_says_what_to_do(visitor, db):
    answer = visitor.get("/nowhere/")

    assert answer.status_code == 404
    assert 'class="button" href="/"' in answer.content.decode()
