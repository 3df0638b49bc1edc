"""A coach saves what a posting asks for; people of the programme find it, others do not."""

from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.jobs import actions as jobs
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role

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
    assert "Built by:" in page and "Save as a new version" not in page
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
