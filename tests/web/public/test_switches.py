"""The other language, and out of here."""

import pytest


def test_the_language_stays_on_the_phone(client, db):
    client.post("/language/", {"language": "en", "next": "/about/"})

    answer = client.get("/about/", headers={"accept-language": "es"})

    assert b'<html lang="en">' in answer.content


def test_a_person_known_here_speaks_the_new_language(aminas_browser, amina):
    aminas_browser.post("/language/", {"language": "en"})

    amina.refresh_from_db()
    assert amina.language == "en"


def test_changing_the_language_leads_back_to_the_page(client, db):
    assert client.post("/language/", {"language": "en", "next": "/jobs/?q=audio"}).url == "/jobs/?q=audio"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_changing_the_language_leads_nowhere_else(client, db, elsewhere):
    assert client.post("/language/", {"language": "en", "next": elsewhere}).url == "/"


def test_an_unknown_language_changes_nothing(client, db):
    answer = client.post("/language/", {"language": "xx"})

    assert "language" not in answer.cookies


def test_leaving_quickly_goes_to_another_site_and_says_nothing(client, db):
    answer = client.get("/leave/")

    assert answer.url.startswith("https://") and "escalera" not in answer.url
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_a_phone_can_keep_escalera_among_its_applications(client, db):
    manifest = client.get("/manifest.webmanifest").json()

    assert manifest["start_url"] == "/"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
