import pytest

from conftest import browse_as
from escalera.people.models import Person

FORM = {"language": "en", "grammar": "feminine", "place": "MX/OAX", "locality_size": "under-2500"}


def test_settings_are_kept_and_the_page_speaks_the_language_chosen(amina):
    browser = browse_as(amina, "es-MX")

    page = browser.post("/account/settings/", FORM | {"sees_moderation": "on"}, follow=True)

    amina.refresh_from_db()
    kept = (
        amina.language,
        amina.grammar,
        amina.country,
        amina.state,
        amina.locality_size,
        amina.sees_moderation,
    )
    assert kept == ("en", "feminine", "MX", "OAX", "under-2500", True)
    assert 'lang="en"' in page.content.decode()
    assert "Saved." in page.content.decode()


def test_the_page_shows_what_was_chosen(amina):
    browser = browse_as(amina)
    browser.post("/account/settings/", FORM)

    page = browser.get("/account/settings/").content.decode()

    assert '<option value="MX/OAX" selected>' in page
    assert '<option value="under-2500" selected>' in page


def test_moderation_is_off_until_asked_for_and_can_be_taken_back(amina):
    browser = browse_as(amina)
    assert Person.objects.get().sees_moderation is False
    for given, kept in (({"sees_moderation": "on"}, True), ({}, False)):
        browser.post("/account/settings/", FORM | given)
        assert Person.objects.get().sees_moderation is kept


def test_a_place_can_be_taken_back(amina):
    browser = browse_as(amina)
    browser.post("/account/settings/", FORM)
    browser.post("/account/settings/", FORM | {"place": "", "locality_size": ""})

    amina.refresh_from_db()
    assert (amina.country, amina.state, amina.locality_size) == ("", "", "")


@pytest.mark.parametrize(
    "wrong", [{"place": "MX/AL"}, {"language": "xx"}, {"grammar": ""}, {"locality_size": "12"}]
)
def test_what_does_not_exist_is_refused_and_nothing_changes(amina, wrong):
    answer = browse_as(amina).post("/account/settings/", FORM | wrong)

    assert answer.status_code == 422
    assert Person.objects.get().country == ""


def test_setting_something_makes_a_guest_but_looking_does_not(db):
    browser = browse_as(None)
    browser.get("/account/settings/")
    assert not Person.objects.exists()

    browser.post("/account/settings/", FORM)
    assert Person.objects.get().state == "OAX"


def test_dora_changes_only_her_own_settings(amina, dora):
    browse_as(dora).post(f"/account/settings/?person={amina.pk}", FORM | {"person": str(amina.pk)})

    amina.refresh_from_db()
    assert amina.grammar == "neutral"
