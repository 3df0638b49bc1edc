"""Who needs help finds it from any page; one's own country comes first, and nothing is kept of who looked."""

from conftest import browse_as
from escalera.people.models import Person


def test_the_page_gives_numbers_with_their_source_and_names_without_where_none_is_confirmed(client, db):
    page = client.get("/help-lines/", headers={"accept-language": "en"}).content.decode()

    assert 'href="tel:18883737888"' in page and "humantraffickinghotline.org" in page
    assert "PROFEDET" in page and "could not confirm its number" in page
    assert not Person.objects.exists()


def test_ones_own_country_comes_first(amina):
    amina.country = "US"
    amina.save()
    page = browse_as(amina).get("/help-lines/").content.decode()

    assert page.index("Wage and Hour Division") < page.index("PROFEDET")


def test_every_page_leads_there(client, db):
    assert 'href="/help-lines/"' in client.get("/about/").content.decode()
