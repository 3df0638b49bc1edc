import io
import json
import zipfile

import pytest

from conftest import browse_as
from escalera.paths.models import Claim
from escalera.people.models import Account, Person

from .conftest import PIN, sign_up


@pytest.fixture
def busy(amina, noon):
    """Amina has said what she can do."""
    Claim.objects.create(person=amina, skill="transcribe-audio", answer=2, at=noon)
    return amina


def test_the_page_says_in_plain_words_what_is_kept(busy):
    page = browse_as(busy).get("/account/data/").content.decode()

    assert "What you said you can already do" in page
    assert "/account/data/escalera.zip" in page


def test_a_guest_takes_everything_along_without_an_account(busy):
    answer = browse_as(busy).get("/account/data/escalera.zip")

    bundle = zipfile.ZipFile(io.BytesIO(answer.content))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert (
        json.loads(bundle.read("escalera.json"))["records"]["paths.claim"][0]["skill"] == "transcribe-audio"
    )


def test_the_same_as_json(busy):
    everything = browse_as(busy).get("/account/data/escalera.json").json()

    assert everything["person"] == str(busy.pk)


@pytest.mark.parametrize("page", ["escalera.zip", "escalera.json"])
def test_nobody_has_nothing_to_export(page, busy):
    assert browse_as(None).get(f"/account/data/{page}").status_code == 404


@pytest.mark.parametrize("asked", ["?person={}", "{}/", "{}/escalera.json"])
def test_dora_finds_no_address_that_shows_aminas_data(busy, dora, asked):
    for page in ("/account/data/", "/account/data/escalera.json", "/account/"):
        answer = browse_as(dora).get(page + asked.format(busy.pk))

        assert answer.status_code == 404 or "transcribe-audio" not in answer.content.decode()


def test_dora_erases_only_herself_even_when_she_names_amina(busy, dora):
    form = {"word": "ERASE", "person": str(busy.pk), "id": str(busy.pk), "username": "nube"}

    browse_as(dora).post(f"/account/data/erasure/?person={busy.pk}", form)

    assert list(Person.objects.all()) == [busy]


@pytest.mark.parametrize("word", ["ERASE", "erase ", "BORRAR", "borrar"])
def test_a_guest_erases_with_a_word_and_ends_on_a_goodbye(busy, word):
    browser = browse_as(busy)

    page = browser.post("/account/data/erasure/", {"word": word}, follow=True)

    assert page.redirect_chain == [("/account/goodbye/", 302)]
    assert "is erased" in page.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize("word", ["", "yes", "delete"])
def test_without_the_word_nothing_is_erased(busy, word):
    answer = browse_as(busy).post("/account/data/erasure/", {"word": word})

    assert answer.status_code == 422
    assert Claim.objects.exists()


def test_erasing_twice_is_erasing_once(busy):
    browser = browse_as(busy)

    answers = [browser.post("/account/data/erasure/", {"word": "ERASE"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/account/goodbye/"] * 2


def test_an_account_is_erased_with_its_pin_and_not_with_a_word(busy):
    browser = browse_as(busy)
    sign_up(browser)

    refused = browser.post("/account/data/erasure/", {"word": "ERASE", "password": "550231"})
    assert refused.status_code == 422
    assert Account.objects.exists()

    browser.post("/account/data/erasure/", {"password": PIN})
    assert not Account.objects.exists()
    assert not Person.objects.exists()
    assert "sessionid" not in browser.cookies or not browser.cookies["sessionid"].value


def test_the_spanish_page_asks_for_a_spanish_word(busy):
    assert "BORRAR" in browse_as(busy, "es-MX").get("/account/data/erasure/").content.decode()
