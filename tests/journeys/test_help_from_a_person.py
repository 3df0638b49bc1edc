"""Three phones: Amina is stuck, Bilal is asked and helps, both close, time passes; Dora sees nothing."""

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
STAGING = Path(__file__).with_name("staged_help.py")
AMINA, BILAL = "luna-clara-7", "nube-alegre-42"


@pytest.fixture
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


def sees(page: Page, address: str, text: str, seconds: int = 90) -> None:
    """Open the address anew until the text is there: the product's own worker brokers in the background."""
    for _ in range(seconds):
        page.goto(address)
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{text} never stood on {address}")


def close(page: Page, minutes: str) -> None:
    page.locator(f"input[name=minutes][value='{minutes}']").check()
    page.get_by_role("button", name="Se resolvió", exact=True).click()


def balance(page: Page) -> int:
    rows = page.request.get("/account/data/escalera.json").json()["records"]
    seconds = {row["id"]: row["seconds"] for row in rows.get("credit.transfer", [])}
    return sum(row["side"] * seconds[row["transfer"]] for row in rows.get("credit.movement", []))


def test_amina_is_stuck_and_bilal_helps(phone: Any, site: Running, staged: dict[str, str]):
    amina, bilal, dora = (phone(width=320, scripts=scripts) for scripts in (True, False, True))
    for page, name in ((amina, "amina"), (bilal, "bilal"), (dora, "dora")):
        page.context.add_cookies([{"name": "sessionid", "value": staged[name], "url": site.url}])

    bilal.goto("/help/")
    bilal.locator("summary", has_text="Quiero ayudar").click()
    bilal.get_by_role("button", name="Sí, me pueden preguntar").click()
    expect(bilal.get_by_text("Te pueden pedir ayuda")).to_be_visible()

    amina.goto(staged["attempt"])
    amina.get_by_role("button", name="Pedir ayuda a una persona").click()
    expect(amina.get_by_role("heading", name="Buscamos a alguien que sepa")).to_be_visible()
    request = amina.url
    amina.locator("textarea").fill("¿Qué va en la segunda línea?")
    amina.get_by_role("button", name="Agregar esto").click()

    sees(bilal, "/help/", "Alguien te pide ayuda")
    bilal.get_by_role("link", name="Ver de qué se trata").click()
    expect(bilal.get_by_text("¿Qué va en la segunda línea?")).to_be_visible()
    expect(bilal.get_by_text("sabes más de lo que pide")).to_be_visible()
    assert AMINA not in bilal.content()
    bilal.get_by_role("button", name="Sí, ayudo").click()
    expect(bilal.get_by_role("heading", name=f"Ayudas a {AMINA}")).to_be_visible()
    bilal.get_by_label("Tu mensaje").fill("La colonia. Si no, llama al 55 1234 5678.")
    bilal.get_by_role("button", name="Enviar").click()

    amina.goto("/path/")
    amina.get_by_role("link", name=re.compile("Alguien te espera")).click()
    amina.get_by_role("link", name=re.compile("te ayudan")).click()
    expect(amina.get_by_role("heading", name=f"{BILAL} te ayuda")).to_be_visible()
    expect(amina.get_by_text("La colonia. Si no, llama al [teléfono].")).to_be_visible()
    conversation = amina.url
    amina.get_by_label("Tu mensaje").fill("Ya me salió, gracias.")
    amina.get_by_role("button", name="Enviar").click()
    expect(amina.get_by_text("Ya me salió, gracias.")).to_be_visible()
    close(amina, "10")
    bilal.goto(conversation)
    close(bilal, "20")

    expect(bilal.get_by_text("Ganaste 10 minutos")).to_be_visible()
    assert (balance(amina), balance(bilal)) == (-600, 600)
    for address in (request, conversation):
        assert dora.goto(address).status == 404
    dora.goto("/help/")
    assert "segunda línea" not in dora.content()
    assert BILAL not in dora.content()
