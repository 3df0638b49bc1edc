"""What a skill is, its levels, how to practise it, who asks for it, what comes before it."""

import pytest

from escalera.tasks.models import TaskType


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Copy a name and a number"), ("es-mx", "Copiar sin errores un nombre")]
)
def test_a_skill_says_what_one_can_do_at_four_levels(client, starter, language, told):
    shown = client.get("/skills/enter-data/", headers={"accept-language": language}).content.decode()

    assert told in shown
    assert shown.count('class="skill"') >= 4


def test_a_skill_names_its_tasks_its_jobs_and_its_neighbours(english, starter):
    shown = page(english, "/skills/enter-data/")

    teaching = TaskType.objects.filter(weights__skill="enter-data")
    assert teaching and all(one.title_en in shown for one in teaching)
    assert 'href="/jobs/data-entry/"' in shown
    assert 'href="/skills/read-documents/"' in shown  # before it
    assert 'href="/skills/use-spreadsheets/"' in shown  # what it opens


def test_a_skill_without_tasks_names_its_relative(english, starter):
    assert "We teach something close: <a" in page(english, "/skills/type-quickly/")


def test_a_skill_we_cannot_teach_says_so(english, starter):
    assert "We can't teach this yet." in page(english, "/skills/speak-english/")


def test_a_skill_that_no_job_asks_for_says_what_to_do(english, skill):
    assert 'href="/postings/new/"' in page(english, "/skills/transcribe-audio/")


def test_a_skill_nobody_knows_is_not_found(english, db):
    assert english.get("/skills/fly/").status_code == 404


def test_all_skills_are_listed_by_kind_and_can_be_narrowed(english, starter):
    everything, few = page(english, "/skills/"), page(english, "/skills/?group=business")

    assert 'href="/skills/enter-data/"' in everything
    assert 'href="/skills/enter-data/"' not in few and 'href="/skills/keep-stock/"' in few


def test_jobs_are_grouped_and_can_be_narrowed_without_a_script(english, starter):
    everything, few = page(english, "/jobs/"), page(english, "/jobs/?group=business")

    assert everything.count("<h2>") == 8
    assert 'href="/jobs/data-entry/"' in everything and 'href="/jobs/data-entry/"' not in few
    assert 'value="business" selected' in few


def test_an_unknown_kind_of_work_shows_all(english, starter):
    assert 'href="/jobs/data-entry/"' in page(english, "/jobs/?group=flying")


def test_before_the_jobs_are_loaded_the_page_says_what_to_do(english, db):
    assert 'href="/postings/new/"' in page(english, "/jobs/")


def test_a_search_finds_skills_beside_jobs(english, starter):
    shown = page(english, "/jobs/?q=kapturista")

    assert 'href="/jobs/data-entry/"' in shown and 'href="/skills/enter-data/"' in shown


def test_a_job_says_what_one_can_do_at_the_level_it_asks_for(english, starter):
    shown = page(english, "/jobs/data-entry/")

    assert 'href="/skills/enter-data/"' in shown
    assert "Enter from papers that are hard to read" in shown
