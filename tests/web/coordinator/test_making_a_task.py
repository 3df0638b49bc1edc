"""From a table to a task on a phone, in a browser without scripts."""

import io
from uuid import uuid4

import pytest

from authoring import ORDERS, drafted
from conftest import browse_as
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.tasks.authoring.models import Draft, Publication

WORDS = {
    "title_en": "Totals of orders",
    "instructions_en": "Read the order and work out the total.",
    "skill_1": "enter-data",
    "weight_1": "3",
    "level": "1",
    "minutes": "2",
    "family": "",
}
USES = {"use_0": "quote", "use_1": "choice", "use_2": "number"}


@pytest.fixture
def programme(starter, chen, noon):
    return programmes.begin(name="Taller", coordinator=chen, now=noon)


def upload(browser, draft, content, name="orders.csv"):
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = name
    return browser.post(f"/drafts/{draft.pk}/table/", {"file": file})


def begun(browser, programme):
    browser.post("/drafts/new/", {"programme": str(programme.pk), "id": str(uuid4())})
    return Draft.objects.get()


def test_chen_makes_a_task_step_by_step_looks_at_it_and_publishes_it(programme, chen):
    browser = browse_as(chen)
    draft = begun(browser, programme)

    assert browser.post(f"/drafts/{draft.pk}/words/", WORDS).url.endswith("/table/")
    assert upload(browser, draft, ORDERS).url.endswith("/columns/")
    assert browser.post(f"/drafts/{draft.pk}/columns/", USES).url == f"/drafts/{draft.pk}/"
    phone = browser.get(f"/drafts/{draft.pk}/player/?row=1").content.decode()
    tried = browser.post(f"/drafts/{draft.pk}/player/?row=1", {"c1": "house", "c2": "76"}).content.decode()
    page = browser.post(f"/drafts/{draft.pk}/publication/", follow=True).content.decode()

    assert "2 kg of beans at 38 each" in phone
    assert "The right answer:" in tried and "food" in tried
    assert "Published." in page
    assert Publication.objects.get().task_type.items.count() == 3


def test_what_was_written_is_kept_when_something_is_missing(programme, chen):
    browser = browse_as(chen)
    draft = begun(browser, programme)

    answer = browser.post(f"/drafts/{draft.pk}/words/", WORDS | {"skill_1": ""})

    assert answer.status_code == 422
    again = browser.get(f"/drafts/{draft.pk}/words/").content.decode()
    assert "Read the order and work out the total." in again


def test_a_wrong_row_is_named_and_can_be_taken_out_alone(programme, chen, noon):
    browser = browse_as(chen)
    draft = drafted(programme, chen, noon, csv=ORDERS + '=HYPERLINK("x"),food,"12,x"\n')

    page = browser.get(f"/drafts/{draft.pk}/columns/").content.decode()
    file = browser.get(f"/drafts/{draft.pk}/wrong-rows.csv").content.decode()

    assert "Row 5, column total: “12,x” is not a number; write 12.50" in page
    assert "3 rows can be used" in page
    assert "'=HYPERLINK" in file and "beans" not in file


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 a zip called csv", "Excel or zip file"),
        (b"x" * 3_000_000, "more than 1000 kB"),
        (b"a,b\n\0,1", "not a text file"),
        (b"", "empty"),
    ],
)
def test_a_hostile_file_gets_a_sentence_and_the_rows_before_stay(programme, chen, noon, content, words):
    draft = drafted(programme, chen, noon)

    answer = upload(browse_as(chen), draft, content)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert len(Draft.objects.get().rows.rows) == 3


def test_a_script_in_a_cell_is_only_text(programme, chen, noon):
    evil = "<script>alert(1)</script>"
    draft = drafted(programme, chen, noon, csv=ORDERS + f"{evil},food,5\n")

    page = browse_as(chen).get(f"/drafts/{draft.pk}/player/?row=4").content.decode()

    assert evil not in page and "&lt;script&gt;" in page


def test_a_worker_proposes_chen_sees_it_at_the_desk_and_dora_sees_nothing(programme, chen, amina, dora, noon):
    programmes.give_role(programme=programme, person=amina, role=Role.WORKER, by=chen, now=noon)
    draft = drafted(programme, amina, noon)
    browser = browse_as(amina)

    assert browser.post(f"/drafts/{draft.pk}/publication/").status_code == 404
    browser.post(f"/drafts/{draft.pk}/proposal/")

    assert f"/drafts/{draft.pk}/" in browse_as(chen).get("/desk/").content.decode()
    for place in ("", "words/", "table/", "columns/", "preview/", "player/", "wrong-rows.csv"):
        assert browse_as(dora).get(f"/drafts/{draft.pk}/{place}").status_code == 404
    assert (
        "Published." in browse_as(chen).post(f"/drafts/{draft.pk}/publication/", follow=True).content.decode()
    )


def test_a_published_task_is_changed_undone_and_retired(programme, chen, noon):
    browser = browse_as(chen)
    browser.post(f"/drafts/{drafted(programme, chen, noon).pk}/publication/")
    slug = Publication.objects.get().pk
    browser.post(f"/made/{slug}/draft/")
    draft = Draft.objects.get()

    browser.post(f"/drafts/{draft.pk}/words/", WORDS | {"title_en": "Sums"})
    browser.post(f"/drafts/{draft.pk}/publication/", {"reason": "shorter"})
    changed = browser.get(f"/made/{slug}/").content.decode()
    browser.post(f"/made/{slug}/current/", {"number": "1"})
    undone = browser.get(f"/made/{slug}/").content.decode()
    browser.post(f"/made/{slug}/retirement/")

    assert "<h1>Sums</h1>" in changed and "shorter" in changed
    assert "<h1>Totals of orders</h1>" in undone
    assert "Retired since" in browser.get(f"/made/{slug}/").content.decode()
