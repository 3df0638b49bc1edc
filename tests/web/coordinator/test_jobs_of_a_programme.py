"""A coach saves what a posting asks for; people of the programme find it, others do not."""

from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.jobs import actions as jobs
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.skills.models import Concept, ConceptLabel, Skill

TEXT = "Seed shop in Oaxaca. Data entry: read documents, enter data, Excel. Orders of seeds."


@pytest.fixture
def programme(starter, chen, amina, noon):
    made = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=made, person=amina, role=Role.WORKER, by=chen, now=noon)
    return made


@pytest.fixture
def saved(programme, chen, noon):
    posting = jobs.bring(person=chen, source=TEXT, now=noon)
    sent = {"id": str(uuid4()), "posting": str(posting.pk), "programme": str(programme.pk)}
    browse_as(chen).post("/breakdowns/new/", sent)
    return SavedBreakDown.objects.get()


def test_a_worker_of_the_programme_takes_it_with_its_materials_and_nobody_else_sees_it(saved, amina, dora):
    page = browse_as(amina).get(f"/breakdowns/{saved.pk}/").content.decode()
    browse_as(amina).post(f"/breakdowns/{saved.pk}/copy/", {"id": str(uuid4())})

    own = amina.postings.get()
    assert "Built by:" in page and "Save as a new version" not in page and "speak of this job" in page
    assert own.required_skills.exists() and own.materials["en"]["goods"] == ["seeds"]
    assert browse_as(dora).get(f"/breakdowns/{saved.pk}/").status_code == 404


def test_a_worker_changes_nothing(saved, amina):
    assert browse_as(amina).post(f"/breakdowns/{saved.pk}/", {"reason": "x"}).status_code == 404


def test_a_coach_reorders_takes_out_and_undoes(saved, chen):
    browser, before = browse_as(chen), saved.versions.get().skills
    first, last = before[0]["skill"], before[-1]["skill"]
    sent = {"id": str(uuid4()), f"order_{last}": "1", f"kind_{first}": "out", "reason": "not asked for"}

    for _ in range(2):
        browser.post(f"/breakdowns/{saved.pk}/", sent)
    changed = saved.versions.first()
    browser.post(f"/breakdowns/{saved.pk}/current/", {"number": "1"})

    saved.refresh_from_db()
    assert [version.number for version in saved.versions.all()] == [2, 1]
    assert changed.skills[0]["skill"] == last and first not in str(changed.skills)
    assert changed.reason == "not asked for" and changed.made_by == chen
    assert saved.current == 1


def begin(chen, programme, **source):
    sent = {"id": str(uuid4()), "programme": str(programme.pk), **source}
    answer = browse_as(chen).post("/breakdowns/new/", sent)
    return answer, SavedBreakDown.objects.order_by("-saved_at", "-pk").first()


def test_it_begins_from_a_job_of_ours_and_speaks_the_readers_language(programme, chen, amina):
    _answer, saved = begin(chen, programme, job="data-entry")

    assert saved.title == "Data entry clerk" and saved.versions.get().skills[0]["phrase_es"]
    spanish = browse_as(amina, "es-mx").get(f"/breakdowns/{saved.pk}/").content.decode()
    assert saved.versions.get().skills[0]["phrase_es"] in spanish


def test_a_copy_of_a_list_is_changed_and_the_list_stays(saved, programme, chen):
    before = saved.versions.get().skills
    _answer, copy = begin(chen, programme, saved=str(saved.pk))

    gone = {"id": str(uuid4()), f"kind_{before[0]['skill']}": "out", "title": "Typing seeds"}
    browse_as(chen).post(f"/breakdowns/{copy.pk}/", gone)

    copy = SavedBreakDown.objects.get(title="Typing seeds")
    assert copy.materials == saved.materials and copy.versions.count() == 2
    assert saved.versions.get().skills == before


def test_undoing_brings_back_the_name_too(saved, chen):
    browser = browse_as(chen)
    browser.post(f"/breakdowns/{saved.pk}/", {"id": str(uuid4()), "title": "Another name"})
    browser.post(f"/breakdowns/{saved.pk}/current/", {"number": "1"})

    first = saved.title
    saved.refresh_from_db()
    assert saved.title == first != "Another name"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Good morning to everybody", "Add the skills that you think it asks for"),
        (
            "Data entry, Excel. Send a deposit of $500 for your training before you begin.",
            "Read the warnings",
        ),
    ],
)
def test_what_should_be_looked_at_first_is_not_saved_for_others_yet(programme, chen, text, words):
    sent = {"id": str(uuid4()), "programme": str(programme.pk), "text": text}

    answer = browse_as(chen).post("/breakdowns/new/", sent, follow=True)

    assert words in answer.content.decode() and answer.redirect_chain[0][0].startswith("/postings/")
    assert not SavedBreakDown.objects.exists()


def test_sending_an_offer_twice_is_one_posting_and_one_list(programme, chen):
    sent = {"id": str(uuid4()), "programme": str(programme.pk), "text": TEXT}

    for _ in range(2):
        browse_as(chen).post("/breakdowns/new/", sent)

    assert SavedBreakDown.objects.count() == 1 and chen.postings.count() == 1


def test_taking_out_everything_keeps_what_was_chosen_and_says_what_to_do(saved, chen):
    skills = [one["skill"] for one in saved.versions.get().skills]
    sent = {"id": str(uuid4()), "reason": "too much", **{f"kind_{slug}": "out" for slug in skills}}

    answer = browse_as(chen).post(f"/breakdowns/{saved.pk}/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422 and "Leave at least one skill" in page
    assert page.count('<option value="out" selected>') == len(skills) and 'value="too much"' in page


def test_only_a_coach_begins_one_and_an_empty_page_says_what_to_do(programme, chen, amina, dora):
    assert browse_as(amina).get("/breakdowns/new/").status_code == 404
    assert begin(amina, programme, job="data-entry")[0].status_code == 404

    assert "/breakdowns/new/" in browse_as(chen).get("/breakdowns/").content.decode()
    assert "/jobs/" in browse_as(amina).get("/breakdowns/").content.decode()
    assert "/programmes/" in browse_as(dora).get("/breakdowns/").content.decode()


def test_two_coaches_at_once_lose_nothing_of_each_other(saved, chen):
    first = {"id": str(uuid4()), "version": "1", "reason": "mine"}
    second = {"id": str(uuid4()), "version": "1", "reason": "theirs", "title": "Another name"}
    browser = browse_as(chen)

    browser.post(f"/breakdowns/{saved.pk}/", first)
    late = browser.post(f"/breakdowns/{saved.pk}/", second)
    again = browser.post(f"/breakdowns/{saved.pk}/", first)

    page = late.content.decode()
    assert late.status_code == 422 and 'value="theirs"' in page and 'value="Another name"' in page
    assert again.status_code == 302 and saved.versions.count() == 2


def test_a_skill_of_a_loaded_taxonomy_is_found_and_added_and_the_page_says_we_cannot_teach_it(saved, chen):
    concept = Concept.objects.create(uri="http://esco/skill/bees", taxonomy="esco", kind=Concept.SKILL)
    ConceptLabel.objects.create(concept=concept, language="en", label="keep bees", is_preferred=True)
    browser, address = browse_as(chen), f"/breakdowns/{saved.pk}/"

    looked = browser.post(address, {"q": "bees", "look": "1"}).content.decode()
    browser.post(address, {"id": str(uuid4()), "q": "bees", "looked": "bees", "added": concept.uri})

    assert f'value="{concept.uri}"' in looked and "keep bees" in looked
    added = saved.versions.first().skills[-1]["skill"]
    assert Skill.objects.get(pk=added).label_en == "Keep bees"
    page = browser.get(address).content.decode()
    assert "Keep bees" in page and "We can't teach this yet." in page


def test_a_worker_makes_no_skill_by_sending_one(saved, amina):
    concept = Concept.objects.create(uri="http://esco/skill/bees", taxonomy="esco", kind=Concept.SKILL)
    before = Skill.objects.count()

    answer = browse_as(amina).post(f"/breakdowns/{saved.pk}/", {"added": concept.uri})

    assert answer.status_code == 404 and Skill.objects.count() == before
