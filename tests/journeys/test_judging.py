"""Judging two pieces on a small phone: by keyboard, with a comment, and without signal."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from beginning import DONE, keeps_pages
from playwright.sync_api import Page, expect
from running import Running

pytestmark = pytest.mark.browser
STAGING = Path(__file__).with_name("staging.py")
CHOICE = "input[name=better][value=first]"


@pytest.fixture(scope="module")
def kit(site: Running) -> dict[str, Any]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(
        [sys.executable, str(STAGING), "es-mx"],
        env={**clean, "ESCALERA_HOME": str(site.home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def page(phone: Any, site: Running, kit: dict[str, Any]) -> Page:
    opened = phone(width=320)
    opened.context.add_cookies([{"name": "sessionid", "value": kit["session"], "url": site.url}])
    opened.goto("/judging/")
    return opened


def judgements(page: Page) -> list[dict[str, Any]]:
    return page.request.get("/account/data/escalera.json").json()["records"].get("coaching.judgement", [])


def test_two_pieces_are_judged_by_keyboard_and_a_comment_that_says_little_is_sent_back(page):
    before = len(judgements(page))
    page.locator(CHOICE).focus()
    page.keyboard.press("Space")
    page.locator("summary", has_text="Di algo que ayude").focus()
    page.keyboard.press("Enter")
    for name, value in (("about", "first"), ("line", "clear")):
        page.locator(f"input[name={name}][value={value}]").focus()
        page.keyboard.press("Space")
    page.locator("textarea").fill("Muy bien.")
    page.locator("button[value=comment]").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".problem", has_text="tiene 8 palabras como mínimo")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Muy bien.")
    page.locator("textarea").fill("")
    page.locator(DONE).focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/attempts/"))
    assert len(judgements(page)) == before + 1


def test_a_judgement_given_without_signal_arrives_once(page):
    before = len(judgements(page))
    keeps_pages(page)
    page.context.set_offline(True)
    page.locator(CHOICE).check()
    page.locator(DONE).click()
    expect(page.locator("#status")).to_contain_text("1 respuesta se enviará")

    page.context.set_offline(False)

    expect(page.get_by_role("link", name="Enviada. Mira cómo te fue")).to_be_visible(timeout=15_000)
    assert len(judgements(page)) == before + 1
