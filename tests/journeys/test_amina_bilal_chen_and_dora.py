"""One journey, a phone each: Amina is stuck and Bilal helps; the tip he leaves lifts Chen; Dora sees nothing of it."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import Page, expect
from running import Running

pytestmark = pytest.mark.browser
STAGING = Path(__file__).with_name("staged_lifting.py")
WORDS, TIP = "¿Qué va en la segunda línea?", "La colonia va en la segunda línea, sola."


def stage(site: Running, what: str) -> dict[str, Any]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, str(STAGING), what]
    env = {**clean, "ESCALERA_HOME": str(site.home)}
    return json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)


@dataclass
class Phones:
    amina: Page
    bilal: Page
    chen: Page
    dora: Page


@pytest.fixture
def kit(site: Running) -> dict[str, Any]:
    return stage(site, "begin")


@pytest.fixture
def phones(phone: Any, site: Running, kit: dict[str, Any]) -> Phones:
    """Bilal's runs no scripts."""
    pages = {who: phone(scripts=who != "bilal", strict=who != "chen") for who in Phones.__annotations__}
    for who, page in pages.items():
        page.context.add_cookies([{"name": "sessionid", "value": kit[who], "url": site.url}])
    return Phones(**pages)


def test_amina_is_helped_and_the_tip_that_bilal_leaves_lifts_chen(site, phones, kit):
    bilal_offers_help(phones.bilal)
    request = amina_is_stuck_and_asks(phones.amina, kit["stands_before"])
    conversation = bilal_is_asked_and_helps(phones.bilal)
    both_close(phones, request)
    bilal_leaves_a_tip_where_he_helped(phones.bilal, conversation)
    reached = stage(site, "others")["reached"]
    bilal_reads_what_his_tip_does(phones.bilal, reached)
    answered = chen_is_shown_the_tip(phones.chen, kit["chens"])
    chens_answer_is_tied_to_the_tip(phones.chen, answered)
    bilal_reads_what_his_tip_does(phones.bilal, reached + 1)
    expect(phones.bilal.get_by_text("1 persona dijo que le sirvió.")).to_be_visible()
    dora_sees_nothing(phones.dora, [request, conversation, answered, kit["chens"][0]["task"]], phones.chen)


def bilal_offers_help(bilal: Page) -> None:
    bilal.goto("/help/")
    bilal.locator("summary", has_text="Quiero ayudar").click()
    bilal.locator("input[name=near]").check()
    bilal.get_by_role("button", name="Sí, me pueden preguntar").click()
    expect(bilal.get_by_text("Te pueden pedir ayuda")).to_be_visible()


def amina_is_stuck_and_asks(amina: Page, task: dict[str, Any]) -> str:
    """Her second miss; returns the address of her request."""
    amina.goto(task["task"])
    reads(amina, task)
    amina.get_by_role("button", name="No sé", exact=True).click()
    amina.get_by_role("button", name="Pedir ayuda a una persona").click()
    expect(amina.get_by_role("heading", name="Buscamos a alguien que sepa")).to_be_visible()
    amina.locator("textarea").fill(WORDS)
    amina.get_by_role("button", name="Agregar esto").click()
    expect(amina.get_by_text("Lo lee la persona a quien le preguntemos", exact=False)).to_be_visible()
    return amina.url


def bilal_is_asked_and_helps(bilal: Page) -> str:
    """The product's own worker brokers; returns the address of the conversation."""
    sees(bilal, "/help/", "Alguien te pide ayuda")
    bilal.get_by_role("link", name="Ver de qué se trata").click()
    expect(bilal.get_by_text(WORDS)).to_be_visible()
    bilal.get_by_role("button", name="Sí, ayudo").click()
    bilal.locator("textarea[name=text]").fill("La colonia, sola.")
    bilal.get_by_role("button", name="Enviar").click()
    expect(bilal.get_by_text("La colonia, sola.")).to_be_visible()
    return bilal.url


def both_close(phones: Phones, request: str) -> None:
    """The smaller of both words passes from one to the other."""
    before = {page: credit_of(page) for page in (phones.amina, phones.bilal)}
    phones.amina.goto(request)
    phones.amina.get_by_role("link", name="Abrir la conversación").click()
    expect(phones.amina.get_by_text("La colonia, sola.")).to_be_visible()
    for page, minutes in ((phones.amina, "10"), (phones.bilal, "20")):
        page.locator(f"input[name=minutes][value='{minutes}']").check()
        page.get_by_role("button", name="Se resolvió", exact=True).click()
    expect(phones.bilal.get_by_text("Ganaste 10 minutos")).to_be_visible()
    assert [credit_of(page) - had for page, had in before.items()] == [-600, 600]


def bilal_leaves_a_tip_where_he_helped(bilal: Page, conversation: str) -> None:
    bilal.goto(conversation)
    bilal.locator("summary", has_text="Un consejo para la siguiente persona").click()
    bilal.locator("textarea[name=text]").fill(TIP)
    bilal.get_by_role("button", name="Dejar este consejo").click()
    expect(bilal.get_by_text("Tu consejo queda guardado", exact=False)).to_be_visible()


def bilal_reads_what_his_tip_does(bilal: Page, people: int) -> None:
    sees(
        bilal,
        "/tips/",
        re.compile(rf"Tu consejo llegó a {people} personas, y ahorró cerca de \d+ (minuto|hora)s?\."),
    )
    expect(bilal.get_by_text(re.compile(r"A quienes lo ven les sale mejor"))).to_be_visible()


def chen_is_shown_the_tip(chen: Page, steps: list[dict[str, Any]]) -> str:
    """Chance shows none now and then: then Chen does that task, and meets it before the next."""
    chen.goto(steps[0]["task"])
    found = violations(chen)
    chen.get_by_role("button", name="Sí, muéstrame consejos").click()
    for step in steps:
        chen.goto(step["task"])
        if chen.locator("aside.tip", has_text=TIP).count():
            break
        chen.get_by_role("button", name="No sé", exact=True).click()
        chen.wait_for_url(re.compile("/attempts/"))
    chen.locator("summary", has_text="¿Por qué este consejo?").click()
    expect(chen.get_by_text("Se eligió al azar", exact=False)).to_be_visible()
    expect(chen.get_by_text(re.compile("A quienes lo ven les sale mejor"))).to_be_visible()
    found += violations(chen)
    for name, value in step["right"].items():
        chen.locator(f"#attempt-form [name='{name}']").fill(value)
    reads(chen, step)
    chen.get_by_role("button", name="Listo", exact=True).click()
    chen.wait_for_url(re.compile("/attempts/"))
    chen.get_by_role("button", name="Me sirvió", exact=True).click()
    expect(chen.get_by_text("Dijiste que te sirvió.")).to_be_visible()
    assert found + violations(chen) == []
    return chen.url


def chens_answer_is_tied_to_the_tip(chen: Page, answered: str) -> None:
    for _ in range(60):
        moments = records(chen, "coaching.tipshowing")
        if any(one["tip"] and one["next_attempt"] and one["next_attempt"] in answered for one in moments):
            return
        chen.wait_for_timeout(1000)
    raise AssertionError(f"nothing is tied: {moments}")


def dora_sees_nothing(dora: Page, addresses: list[str], chen: Page) -> None:
    """Neither by looking where the others looked, nor by sending what they sent."""
    for address in addresses:
        assert dora.goto(address).status == 404
    tip = next(one for one in records(chen, "coaching.tipshowing") if one["tip"])
    sent = [
        *[f"{addresses[1]}{what}/" for what in ("messages", "closing", "tip")],
        f"/tips/shown/{tip['id']}/vote/",
        f"/tips/shown/{tip['id']}/report/",
        f"/tips/{tip['tip']}/removal/",
    ]
    dora.goto("/tips/")
    token = next(one["value"] for one in dora.context.cookies() if one["name"] == "csrftoken")
    for address in sent:
        form = {"text": "Hola", "helped": "no", "solved": "yes", "minutes": "60"}
        answer = dora.request.post(address, form=form, headers={"X-CSRFToken": token})
        assert answer.status == 404, address
    for address in ("/tips/", "/help/", "/path/"):
        dora.goto(address)
        assert not [
            word for word in (WORDS, TIP, "cerro-azul-23", "lluvia-suave-8") if word in dora.content()
        ]


def reads(page: Page, task: dict[str, Any]) -> None:
    """An answer faster than anybody reads counts little."""
    page.wait_for_timeout(1000 * task["reading_s"] + 500)


def sees(page: Page, address: str, text: str | re.Pattern[str], seconds: int = 60) -> None:
    """Open the address anew until the text is there: chores of the product work in the background."""
    for _ in range(2 * seconds):
        page.goto(address)
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{text} never stood on {address}: {page.locator('main').inner_text()}")


def records(page: Page, name: str) -> list[dict[str, Any]]:
    """The person's own rows, as their export tells them."""
    return page.request.get("/account/data/escalera.json").json()["records"].get(name, [])


def credit_of(page: Page) -> int:
    seconds = {row["id"]: row["seconds"] for row in records(page, "credit.transfer")}
    return sum(row["side"] * seconds[row["transfer"]] for row in records(page, "credit.movement"))
