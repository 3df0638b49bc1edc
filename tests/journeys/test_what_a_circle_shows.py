"""A circle of five where one does not agree: the report, its PDF, and a proposal that three must stand behind."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import expect
from pypdf import PdfReader
from running import Running

pytestmark = pytest.mark.browser
STAGING = Path(__file__).with_name("staged_report.py")


@pytest.fixture(scope="module")
def staged(site: Running) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(
        [sys.executable, str(STAGING), "es-mx"],
        env={**clean, "ESCALERA_HOME": str(site.home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_a_report_of_four_and_a_proposal_of_three(phone: Any, site: Running, staged: dict[str, str]):
    names = ("amina", "bilal", "chen", "emilia", "fito", "dora")
    amina, bilal, chen, emilia, fito, dora = (phone(scripts=name != "bilal") for name in names)
    for page, name in zip((amina, bilal, chen, emilia, fito, dora), names, strict=True):
        page.context.add_cookies([{"name": "sessionid", "value": staged[name], "url": site.url}])

    amina.goto(staged["circle"])
    amina.get_by_role("link", name="Informes y propuestas conjuntas").click()
    amina.get_by_role("link", name="Empezar un informe").click()
    amina.locator("textarea").fill("Así trabajamos. Pregunten al 55 1234 5678.")
    amina.get_by_role("button", name="Preguntar al círculo").click()
    expect(amina.get_by_text("Pregunten al [teléfono]")).to_be_visible()
    asked = amina.url

    for page in (amina, bilal, chen):
        page.goto(asked)
        expect(page.get_by_text("Sumarías:")).to_be_visible()
        page.get_by_role("button", name="Sí, suma lo mío").click()
    emilia.goto(asked)
    emilia.get_by_role("button", name="No", exact=True).click()
    expect(emilia.get_by_text("Dijiste que no.")).to_be_visible()
    amina.goto(asked)
    expect(amina.get_by_text("3 de 5 personas dicen que sí. Falta 1.")).to_be_visible()
    expect(amina.get_by_role("button", name="Publicarlo ahora")).to_have_count(0)
    fito.goto(asked)
    fito.get_by_role("button", name="Sí, suma lo mío").click()
    fito.get_by_role("button", name="Publicarlo ahora").click()
    expect(fito.get_by_role("heading", name="Está publicado")).to_be_visible()

    address = fito.locator("main a[href*='/reports/']").first.get_attribute("href")
    dora.goto(address)
    expect(dora.get_by_text("4 personas de un círculo sumaron su trabajo.")).to_be_visible()
    share = re.search(r"\d+ de cada 100 minutos", dora.content())[0]
    assert "Emilia" not in dora.content()
    with dora.expect_download() as download:  # Chromium without a window shows no PDF: it keeps it
        dora.get_by_role("link", name="PDF en español").evaluate(
            "link => { link.download = ''; link.click() }"
        )
    read = PdfReader(download.value.path())
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert share in text
    assert "4 personas de un círculo" in text

    amina.goto(asked)
    amina.get_by_role("link", name=re.compile("Decir algo con él")).click()
    amina.get_by_label("¿Cuánto por hora, como mínimo?").fill("45.50")
    amina.get_by_label("¿Qué quieren decir?").fill("Que una hora traiga esto, con la espera contada.")
    amina.get_by_role("button", name="Empezar a juntar apoyo").click()
    expect(amina.get_by_text("La apoyan 1 de 3 personas").first).to_be_visible()
    proposal = amina.url
    for page in (bilal, chen):
        page.goto(proposal)
        page.get_by_role("button", name="La apoyo").click()
    bilal.goto(proposal)
    assert dora.goto(proposal).status == 404
    expect(chen.get_by_text("Se mandó, con el apoyo de 3 personas")).to_be_visible()

    letter = chen.locator("main a[href*='/letters/']").first.get_attribute("href")
    dora.goto(letter)
    expect(dora.get_by_text("3 personas apoyan estas palabras.")).to_be_visible()
    expect(dora.get_by_text("$45.50")).to_be_visible()
    assert not any(name in dora.content() for name in ("Amina", "Bilal", "Chen", "Fito"))


@pytest.mark.parametrize(("dark", "width"), [(False, 320), (True, 1280)])
def test_its_pages_are_accessible(phone: Any, site: Running, staged: dict[str, str], dark: bool, width: int):
    page = phone(width=width, dark=dark, strict=False)
    page.context.add_cookies([{"name": "sessionid", "value": staged["coordinator"], "url": site.url}])
    wrong = []
    for address in json.loads(staged["pages"]):
        assert page.goto(address).status == 200
        wrong += violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        wrong += [f"{address} is wider than {width} px"] if wide else []

    assert wrong == []
