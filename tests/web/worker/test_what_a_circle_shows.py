"""Reports and joint proposals of a circle on its pages, at their public address, as PDF, and on the desk."""

import io
import re
from html import unescape

import pytest
from django.utils import timezone
from pypdf import PdfReader

import pooled
from conftest import browse_as, someone
from escalera.circles.joint.models import JointProposal, Kind
from escalera.circles.reports.models import CollectiveReport
from escalera.earnings.unpaid.models import Kind as Unpaid
from escalera.look import pdf
from escalera.programmes import actions as programmes


@pytest.fixture
def four(amina, bilal, chen):
    people = [amina, bilal, chen, someone()]
    now = timezone.now()
    for person in people:
        pooled.usual_week(person, now)
        pooled.noted(person, Unpaid.SEARCHING, 45, now)
    return people


@pytest.fixture
def circle(four):
    return pooled.circle_of(four, timezone.now())


@pytest.fixture
def report(circle, four):
    return pooled.issued(circle, four, timezone.now())


def words(content: bytes) -> str:
    """What the page says, without marks and with one space between words."""
    main = re.sub(r".*<main|</main.*", "", content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def text_of(content: bytes) -> str:
    read = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_an_empty_page_says_what_can_be_shown(circle, amina):
    page = browse_as(amina).get(f"/circles/{circle.pk}/publications/").content.decode()

    assert "A report adds up hours and pay" in page
    assert "A pay floor, a complaint or a thank-you" in page


def test_from_the_question_to_the_page_that_anybody_with_the_address_reads(circle, four):
    amina = browse_as(four[0])
    asked = amina.post(f"/circles/{circle.pk}/reports/new/", {"weeks": "4", "words": "How we work."})
    own = amina.get(asked.url).content.decode()
    assert "2&nbsp;h" in own or "2\u00a0h" in own  # her own part, before she says yes
    for person in four:
        browse_as(person).post(f"{asked.url}answer/", {"answer": "yes"})

    issued = amina.post(f"{asked.url}issue/")

    address = re.search(r"/reports/[^/]+/", amina.get(issued.url).content.decode())[0]
    page = words(browse_as(None).get(address).content)
    assert "4 people of a circle" in page
    assert "How we work." in page
    assert "47 of every 100 minutes were without pay" in page
    assert "Amina" not in page
    assert "Las abejas" not in page


def test_until_it_is_issued_or_once_it_is_down_there_is_no_such_page(circle, four):
    gathering = pooled.begun(circle, four[0], timezone.now())
    assert browse_as(four[0]).get(f"/reports/{gathering.key}/").status_code == 404

    issued = pooled.issued(circle, four, timezone.now())
    browse_as(four[3]).post(f"/circle-reports/{issued.pk}/withdrawal/")

    for address in ("", "es.pdf"):
        assert browse_as(None).get(f"/reports/{issued.key}/{address}").status_code == 404
    browse_as(four[3]).post(f"/circle-reports/{issued.pk}/withdrawal/removal/")
    assert browse_as(None).get(f"/reports/{issued.key}/").status_code == 200


@pytest.mark.parametrize(("language", "people"), [("es", "4 personas"), ("en", "4 people")])
def test_the_pdf_has_the_same_figures_as_the_page(report, language, people):
    browser = browse_as(None, "es-mx" if language == "es" else "en")
    page = words(browser.get(f"/reports/{report.key}/").content)

    sent = browser.get(f"/reports/{report.key}/{language}.pdf")

    text = text_of(sent.content)
    figures = re.findall(r"\$?\d[\d,.]*\d|\d", page)
    assert sent["content-type"] == "application/pdf"
    assert people in text
    assert len(figures) > 20
    assert [figure for figure in figures if figure not in text] == []


def test_the_pdf_is_made_for_a_screen_reader_too(report):
    sent = browse_as(None).get(f"/reports/{report.key}/es.pdf")

    root = PdfReader(io.BytesIO(sent.content)).trailer["/Root"]
    assert root["/Lang"] == "es-mx"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    alternatives = list(figures_of(root["/StructTreeRoot"]))
    assert any("Trabajo pagado, 8\u00a0h" in one for one in alternatives)


def figures_of(node):
    node = node.get_object()
    kids = node.get("/K", ()) if isinstance(node, dict) else node
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(node, dict) and node.get("/S") == "/Figure":
        yield str(node["/Alt"])
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int) and hasattr(kid, "get_object"):
            yield from figures_of(kid)


def test_where_pango_is_missing_the_page_says_so_and_stays(report, monkeypatch, caplog):
    def missing(_html):
        raise pdf.NoPango

    monkeypatch.setattr(pdf, "made", missing)

    refused = browse_as(None).get(f"/reports/{report.key}/es.pdf")

    assert refused.status_code == 503
    assert f"/reports/{report.key}/" in refused.content.decode()
    assert "apt-get install libpango" in caplog.text
    assert browse_as(None).get(f"/reports/{report.key}/").status_code == 200


def test_nothing_is_fetched_for_a_pdf(caplog):
    page = '<html lang="en"><title>x</title><img src="http://127.0.0.1:1/canary.png" alt="x"><p>y</p></html>'

    assert pdf.made(page).startswith(b"%PDF")
    assert "disallowed protocol" in caplog.text


def draft(**values):
    usual = {"kind": "floor", "amount": "45.50", "currency": "MXN", "to": "", "text": "An hour must bring this.", "needed": "3", "days": "14"}  # fmt: skip
    return usual | values


def test_what_is_wrong_with_a_proposal_is_said_at_its_field(circle, amina):
    browser, address = browse_as(amina), f"/circles/{circle.pk}/joint-proposals/new/"

    for wrong, says in (
        ({"amount": "a lot"}, "Write only the number"),
        ({"amount": ""}, "Write how much an hour"),
        ({"needed": "5"}, "Write a number from 3 to 4"),
        ({"needed": "2"}, "Write a number from 3 to 4"),
        ({"text": " "}, "in your own words"),
    ):
        refused = browser.post(address, draft(**wrong))
        assert refused.status_code == 422
        assert says in refused.content.decode()
    assert not JointProposal.objects.exists()


def test_a_complaint_that_may_be_unfair_is_asked_about_before_it_is_kept(circle, amina):
    browser, address = browse_as(amina), f"/circles/{circle.pk}/joint-proposals/new/"
    sent = draft(kind="complaint", text="You are careless: the site froze and you still sent it late.")

    asked = browser.post(address, sent)
    assert asked.status_code == 422
    assert "Is it fair?" in asked.content.decode()
    assert not JointProposal.objects.exists()

    browser.post(address, sent | {"as_it_is": "yes"})
    assert JointProposal.objects.get().kind == Kind.COMPLAINT


def test_a_proposal_is_nobodys_business_until_it_is_sent_and_then_says_how_many(circle, four, dora, report):
    amina = browse_as(four[0])
    begun = amina.post(f"/circles/{circle.pk}/joint-proposals/new/", draft(report=str(report.pk)))
    letter = f"/letters/{JointProposal.objects.get().key}/"
    for address in (begun.url, letter):
        assert browse_as(dora).get(address).status_code == 404

    for person in four[1:3]:
        browse_as(person).post(f"{begun.url}support/")

    assert browse_as(dora).get(begun.url).status_code == 404
    page = words(browse_as(None).get(letter).content)
    assert "3 people stand behind these words" in page
    assert "$45.50 MXN" in page.replace("\u00a0", " ")
    assert f"/reports/{report.key}/" in page
    assert not any(name in page for name in pooled.NAMES)
    assert "3 people stand behind these words" in text_of(browse_as(None).get(f"{letter}en.pdf").content)


def test_a_coordinator_answers_and_the_circle_reads_it(circle, four):
    now, leads = timezone.now(), someone("en")
    programme = programmes.begin(name="Taller", coordinator=leads, now=now)
    _report, proposal = pooled.shown_by_others(programme, leads, now)
    desk = browse_as(leads)
    assert "1 joint proposal of a circle waits" in desk.get("/desk/").content.decode()

    address = f"/desk/{programme.pk}/letters/"
    empty = desk.post(f"{address}{proposal.pk}/reply/", {"text": " "})
    assert (empty.status_code, "Write your answer." in empty.content.decode()) == (422, True)
    desk.post(f"{address}{proposal.pk}/reply/", {"text": "From January on."})

    assert "waits for your answer" not in desk.get("/desk/").content.decode()
    member = proposal.circle.seats.first().person
    assert "From January on." in browse_as(member).get(f"/joint-proposals/{proposal.pk}/").content.decode()
    assert browse_as(four[0]).get(f"/joint-proposals/{proposal.pk}/").status_code == 404


def test_pressing_twice_is_once(circle, four):
    browser, id = browse_as(four[0]), "7d9c1b1e-0d0f-4f2a-9d55-0a7d4f3f2b11"
    for _ in range(2):
        browser.post(f"/circles/{circle.pk}/reports/new/", {"weeks": "4", "id": id})
        browser.post(f"/circles/{circle.pk}/joint-proposals/new/", draft(id=id))

    assert CollectiveReport.objects.count() == JointProposal.objects.count() == 1
