"""Help without signal: messages, asking and closing wait on the phone and arrive once; and a voice note is heard."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from beginning import keeps_pages, until
from playwright.sync_api import Page, expect
from running import Running

pytestmark = pytest.mark.browser
STAGING = Path(__file__).with_name("staged_help.py")


@pytest.fixture(scope="module")
def talking(site: Running) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(
        [sys.executable, str(STAGING), "es-mx", "talking"],
        env={**clean, "ESCALERA_HOME": str(site.home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def of(phone: Any, site: Running, session: str) -> Page:
    page = phone(width=320)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("Tu mensaje").fill(text)
    page.get_by_role("button", name="Enviar", exact=True).click()


def records(page: Page, model: str) -> list[dict[str, Any]]:
    return page.request.get("/account/data/escalera.json").json()["records"].get(f"coaching.{model}", [])


def eventually(page: Page, model: str, number: int) -> list[dict[str, Any]]:
    for _ in range(150):
        if len(found := records(page, model)) == number:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(found)} of {model}, not {number}")


def test_messages_and_asking_wait_on_the_phone_and_arrive_once(phone: Any, site: Running, talking: dict):
    amina = of(phone, site, talking["amina"])
    amina.goto(talking["attempt"])
    keeps_pages(amina)
    amina.reload()
    amina.goto(talking["conversation"])
    write(amina, "Con señal")
    expect(amina.get_by_text("Con señal")).to_be_visible()

    amina.context.set_offline(True)
    for text in ("Me atoro en el total", "¿Son dos cantidades?"):
        write(amina, text)
        expect(amina.get_by_text(text)).to_contain_text("por enviar")
    amina.reload()
    expect(amina.get_by_text("Me atoro en el total")).to_contain_text("por enviar")
    amina.goto(talking["attempt"])
    amina.get_by_role("button", name="Pedir ayuda a una persona").click()
    expect(amina.locator("#status")).to_contain_text("Guardado en tu celular. 3 ")
    expect(amina.get_by_role("button", name="Pedir ayuda a una persona")).to_be_disabled()

    amina.context.set_offline(False)
    eventually(amina, "message", 3)
    eventually(amina, "helprequest", 2)
    amina.goto(talking["conversation"])
    expect(amina.get_by_text("¿Son dos cantidades?")).not_to_contain_text("por enviar")
    assert [one["text"] for one in sorted(records(amina, "message"), key=lambda one: one["at"])] == [
        "Con señal",
        "Me atoro en el total",
        "¿Son dos cantidades?",
    ]


def test_a_voice_note_is_recorded_heard_and_sent(phone: Any, site: Running, talking: dict):
    bilal = of(phone, site, talking["bilal"])
    bilal.goto(talking["conversation"])
    bilal.get_by_role("button", name="Grabar mi voz").click()
    expect(bilal.get_by_text("Grabando: 2 de 30 segundos")).to_be_visible()
    bilal.get_by_role("button", name="Dejar de grabar").click()
    expect(bilal.get_by_text("Nota de voz de 2 segundos")).to_be_visible()
    bilal.get_by_role("button", name="Escucharla").click()
    bilal.get_by_role("button", name="Enviar", exact=True).click()
    expect(bilal.locator("audio")).to_be_visible()
    [note] = records(bilal, "voicenote")
    assert note["container"] == "webm"
    assert 1 < note["seconds"] < 4

    amina = of(phone, site, talking["amina"])
    amina.goto(talking["conversation"])
    amina.locator("audio").evaluate("audio => { audio.muted = true; return audio.play(); }")
    until(amina, "document.querySelector('audio').currentTime > 0.3")


def test_words_the_server_asks_about_come_back_to_be_written_anew(phone: Any, site: Running, talking: dict):
    amina = of(phone, site, talking["amina"])
    amina.goto(talking["conversation"])
    before = len(records(amina, "message"))

    write(amina, "Tardaste mucho porque no tienes señal, qué flojera ayudarte")

    expect(amina.locator("#fair")).to_be_visible()
    amina.get_by_role("button", name="Mándalo como está").click()
    eventually(amina, "message", before + 1)
    expect(amina).to_have_url(re.compile("/askings/[^/]+/$"))
    expect(amina.get_by_text("qué flojera ayudarte")).to_be_visible(timeout=15_000)


def test_the_end_said_without_signal_arrives_too(phone: Any, site: Running, talking: dict):
    bilal = of(phone, site, talking["bilal"])
    bilal.goto(talking["conversation"])
    keeps_pages(bilal)
    bilal.reload()
    bilal.context.set_offline(True)
    bilal.locator("input[name=minutes][value='15']").check()
    bilal.get_by_role("button", name="Se resolvió", exact=True).click()
    expect(bilal.get_by_text("por enviar")).to_be_visible()

    bilal.context.set_offline(False)

    [closing] = eventually(bilal, "closing", 1)
    assert (closing["minutes"], closing["solved"]) == (15, True)
    expect(bilal.get_by_text("Dijiste que terminó")).to_be_visible(timeout=15_000)
