"""Making a task of a table, and breaking a job down, on a small phone: with scripts and without, in both languages."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from running import Running

pytestmark = pytest.mark.browser
PHONES = [
    pytest.param("es-mx", False, id="es-without-scripts"),
    pytest.param("en", True, id="en-with-scripts"),
]
ROWS = {
    "es-mx": "pedido,total\n2 kg de frijol a 38,76\n3 escobas a 45,12x\n1 kg de arroz a 29.50,29.50\n",
    "en": "order,total\n2 lb of beans at 38,76\n3 brooms at 45,12x\n1 lb of rice at 29.50,29.50\n",
}
READING = 60_000  # the first offer of a process is read with everything still to load
SEMILLERA = """Capturista para tienda de semillas en Oaxaca. Capturar pedidos y facturas de semillas y abono para agricultores.
Excel básico. Buena ortografía. Pago semanal."""
SEED_SHOP = """Data entry for a seed shop in Oaxaca. You type orders and invoices of seeds and fertilizer for farmers.
Excel, basic. Good spelling. Paid weekly."""


@pytest.fixture(scope="module")
def staged(site: Running) -> Any:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}

    def stage(language: str) -> dict[str, str]:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("coordinating.py")), language],
            env={**clean, "ESCALERA_HOME": str(site.home)},
            check=True,
            capture_output=True,
            text=True,
        )
        return dict(json.loads(done.stdout))

    return stage


@pytest.fixture
def opened(phone: Any, site: Running) -> Any:
    def open_as(session: str, language: str, scripts: bool) -> Page:
        page: Page = phone(language="es-MX" if language == "es-mx" else "en-US", scripts=scripts)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
        page.set_default_timeout(READING)
        return page

    return open_as


def keep(page: Page) -> None:
    """The strong button of the form on the page."""
    page.locator("main form button:not(.quiet)").last.click()


def open_corrections(page: Page) -> None:
    closed = page.locator("main details:not([open]) > summary", has_text=re.compile("Correct|Corregir"))
    for summary in reversed(closed.all()):  # from the last: what is opened leaves the list
        summary.click()


@pytest.mark.parametrize(("language", "scripts"), PHONES)
def test_a_table_with_a_wrong_row_becomes_a_task_that_is_looked_at_and_published(
    staged, opened, language, scripts
):
    page = opened(staged(language)["coordinator"], language, scripts)
    page.goto("/drafts/")
    keep(page)
    suffix = language[:2]
    page.fill(f"[name=title_{suffix}]", "Totales")
    page.fill(
        f"[name=instructions_{suffix}]", "Calcula el total." if suffix == "es" else "Work out the total."
    )
    keep(page)
    expect(page.locator("#errors a[href='#f-skill_1']")).to_be_visible()
    expect(page.locator(f"[name=title_{suffix}]")).to_have_value("Totales")
    page.select_option("[name=skill_1]", "enter-data")
    keep(page)

    page.fill("[name=rows]", ROWS[language])
    keep(page)
    expect(page).to_have_url(re.compile("/columns/$"))
    page.select_option("[name=use_1]", "number")
    page.locator("button[name=check]").click()
    wrong = page.locator("main .card li").first
    expect(wrong).to_contain_text(re.compile(r"^(Fila|Row) 3, (columna|column) total: “12x”"))
    expect(page.locator("[name=use_1]")).to_have_value("number")
    page.locator("main .card a[href$='/table/']").click()
    only_wrong = page.locator("[name=mended_rows]")
    expect(only_wrong).to_have_value(re.compile(r"^\w+,total\n3 (brooms|escobas) (a|at) 45,12x\n$"))
    only_wrong.fill(only_wrong.input_value().replace("12x", "135"))
    page.locator("form:has([name=mended_rows]) button").click()
    expect(page.locator("main .lead")).to_contain_text("3")
    keep(page)

    draft = page.url
    page.locator("a[href$='/preview/']").click()
    player = page.frame_locator("iframe")
    player.locator("input[name=c1]").fill("76")
    player.locator("form button").last.click()
    expect(player.locator("main")).to_contain_text("76")
    page.goto(draft)
    keep(page)

    expect(page).to_have_url(re.compile("/made/"))


@pytest.mark.parametrize(("language", "scripts"), PHONES)
def test_an_offer_is_broken_down_corrected_added_to_undone_and_taken_by_a_worker(
    staged, opened, language, scripts
):
    kit = staged(language)
    page = opened(kit["coordinator"], language, scripts)
    page.goto("/breakdowns/")
    page.locator("main a.button").click()
    page.fill("[name=text]", "   ")
    page.locator("form:has([name=text]) button").click()
    expect(page.locator("#errors")).to_be_visible()
    page.fill("[name=text]", SEMILLERA if language == "es-mx" else SEED_SHOP)
    page.locator("form:has([name=text]) button").click()
    expect(page).to_have_url(re.compile("/breakdowns/[0-9a-f-]{36}/$"))
    before = page.locator("main section.card h3").all_inner_texts()

    open_corrections(page)
    page.locator("[name^=order_]").last.fill("1")
    page.locator("[name^=kind_]").first.select_option("out")
    page.fill("[name=q]", "chat")
    page.locator("button[name=look]").click()
    expect(page.locator("[name^=kind_]").nth(1)).to_have_value("out")  # what was chosen is still there
    page.locator("input[name=added]").first.check()
    page.fill("[name=reason]", "lo pidieron")
    page.locator("form:has([name=added]) button:not(.quiet)").last.click()

    after = page.locator("main section.card h3").all_inner_texts()
    assert len(after) == len(before)
    assert after[0].split(". ", 1)[1] == before[-1].split(". ", 1)[1]
    assert before[0].split(". ", 1)[1] not in " ".join(after)
    expect(page.locator("form.skill", has_text="lo pidieron")).to_contain_text(re.compile("Added|Se agregó"))
    page.locator("form.skill", has=page.locator("[name=number][value='1']")).locator("button").click()
    assert page.locator("main section.card h3").all_inner_texts() == before

    worker = opened(kit["worker"], language, scripts)
    worker.goto("/breakdowns/")
    worker.locator("main ul.links a").click()
    keep(worker)
    expect(worker).to_have_url(re.compile("/postings/"))


def test_a_worker_pastes_an_offer_and_meets_it_on_their_path(phone):
    page = phone(language="es-MX", scripts=False)
    page.set_default_timeout(READING)
    page.goto("/postings/new/")
    page.fill("[name=text]", SEMILLERA)
    keep(page)
    page.get_by_role("button", name="Quiero este trabajo").click()
    page.locator("button[value=path]").click()
    expect(page).to_have_url(re.compile("/path/$"))

    seen = []
    for _ in range(8):
        page.goto("/path/")
        page.locator("main a.button[href^='/steps/']").first.click()
        seen.append(
            page.locator("main").inner_text()
            + str(page.locator("main img").evaluate_all("i => i.map(x => x.alt)"))
        )
        if re.search("[Ss]emill|Granja|Oaxaca", seen[-1]):
            return
        page.locator("form[action$='/passed-over/'] button").first.click()
    raise AssertionError(seen)
