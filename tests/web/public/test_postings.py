"""Somebody brings a posting, sees what it asks for, and corrects it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from escalera.jobs.models import Posting
from escalera.people.models import Person

OFFER = """Transcriptora de audio
Buscamos personas para transcribir entrevistas en español. Deben cuidar la ortografía.
Pagamos $60 a $80 pesos por hora. Escribe a ana@ejemplo.mx o al 55 1234 5678.
Pide un depósito de $500 para apartar tu lugar."""


def page_of(answer) -> str:
    return answer.content.decode().replace("&#x27;", "'")


def test_a_pasted_offer_becomes_a_list_of_skills(english, starter):
    answer = english.post("/postings/new/", {"text": OFFER}, follow=True)

    page = page_of(answer)
    assert answer.status_code == 200
    assert 'id="skills"' in page
    assert "<mark>" in page
    assert "ana@ejemplo.mx" not in page and "1234 5678" not in page


def test_an_uploaded_offer_is_read_too(english, starter):
    file = SimpleUploadedFile(
        "oferta.html", f"<h1>Capturista</h1><p>{OFFER}</p>".encode(), content_type="text/html"
    )

    answer = english.post("/postings/new/", {"file": file, "text": ""})

    assert answer.status_code == 302
    assert Posting.objects.get().title


def test_sending_an_offer_twice_keeps_it_once(english, starter):
    form = {"text": OFFER, "id": "5f0c3c1e-6c39-4a43-9f0e-0a4b7f8c1d11"}

    first, second = (english.post("/postings/new/", form) for _ in range(2))

    assert first.url == second.url
    assert Posting.objects.count() == 1


def test_nobody_takes_an_offer_over_by_its_id(english, posting):
    english.post("/postings/new/", {"text": OFFER, "id": str(posting.pk)})

    assert Posting.objects.count() == 2
    assert Posting.objects.get(pk=posting.pk).title == "Transcriptora"


def test_signs_of_fraud_are_warned_of_with_the_words_that_show_them(english, db):
    page = page_of(english.post("/postings/new/", {"text": OFFER}, follow=True))

    assert "signs of fraud" in page
    assert "“Pide un depósito de $500 para apartar tu lugar”" in page


@pytest.mark.parametrize("text", ["", "   \n ", "12345 !!!", "x" * 400_000])
def test_what_cannot_be_read_is_said_so_and_kept_in_the_form(english, db, text):
    answer = english.post("/postings/new/", {"text": text})

    page = page_of(answer)
    assert answer.status_code == 422
    assert 'href="#f-text"' in page
    assert text[:200] in page
    assert Person.objects.count() == 0


def test_a_picture_is_no_text_and_the_page_says_so(english, db):
    picture = SimpleUploadedFile("offer.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)

    answer = english.post("/postings/new/", {"file": picture, "text": ""})

    assert answer.status_code == 422
    assert 'href="#f-file"' in page_of(answer)


def test_what_an_offer_writes_is_shown_and_never_run(aminas_browser, posting):
    page = page_of(aminas_browser.get(f"/postings/{posting.pk}/"))

    assert "&lt;b&gt;entrevistas&lt;/b&gt;" in page
    assert "<mark>pase a texto</mark>" in page


def test_the_pay_is_shown_as_the_offer_says_it(aminas_browser, posting):
    page = page_of(aminas_browser.get(f"/postings/{posting.pk}/")).replace("\xa0", " ")

    assert "$55 to $110 MXN an hour" in page


def test_the_level_is_one_tap(aminas_browser, posting, skill):
    answer = aminas_browser.post(f"/postings/{posting.pk}/skills/{skill.pk}/", {"step": "4"})

    assert answer.status_code == 302
    assert posting.required_skills.get().level == 0.8


def test_a_removed_skill_can_be_put_back(aminas_browser, posting, skill):
    answer = aminas_browser.post(
        f"/postings/{posting.pk}/skills/{skill.pk}/removal/", {"step": "3"}, follow=True
    )

    assert not posting.required_skills.exists()
    assert "Put it back" in page_of(answer)
    aminas_browser.post(f"/postings/{posting.pk}/skills/", {"skill": skill.pk, "step": "3"})
    assert posting.required_skills.get().skill == skill


def test_a_missing_skill_is_found_by_ones_own_words(aminas_browser, posting, other_skill):
    page = page_of(aminas_browser.get(f"/postings/{posting.pk}/", {"q": "ingles"}))

    assert f'name="skill" value="{other_skill.pk}"' in page


def test_skills_that_are_on_the_list_are_not_offered_again(aminas_browser, posting, skill):
    page = page_of(aminas_browser.get(f"/postings/{posting.pk}/", {"q": "transcribe"}))

    assert f'name="skill" value="{skill.pk}"' not in page


@pytest.mark.parametrize("step", ["0", "5", "x", "²"])
def test_a_level_that_does_not_exist_is_refused(aminas_browser, posting, skill, step):
    assert (
        aminas_browser.post(f"/postings/{posting.pk}/skills/{skill.pk}/", {"step": step}).status_code == 404
    )


@pytest.mark.parametrize(
    "address", ["", "skills/", "skills/transcribe-audio/", "skills/transcribe-audio/removal/"]
)
def test_dora_neither_sees_nor_changes_an_offer_of_aminas(doras_browser, posting, address):
    place = f"/postings/{posting.pk}/{address}"

    answer = (
        doras_browser.post(place, {"step": "2", "skill": "transcribe-audio"})
        if address
        else doras_browser.get(place)
    )

    assert answer.status_code == 404
    assert posting.required_skills.get().level == 0.55


def test_somebody_unknown_sees_no_offer(client, posting):
    assert client.get(f"/postings/{posting.pk}/").status_code == 404
