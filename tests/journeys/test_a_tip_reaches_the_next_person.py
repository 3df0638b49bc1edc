"""Bilal leaves a tip; Chen wants tips and sees it before a hard task; Bilal reads what it changed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import Page, expect
from running import Running

pytestmark = pytest.mark.browser
STAGED = Path(__file__).with_name("staged_tips.py")
TIP = "Lee cada cifra dos veces, de derecha a izquierda."


def stage(site: Running, what: str) -> dict[str, Any]:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, str(STAGED), what]
    env = {**clean, "ESCALERA_HOME": str(site.home)}
    return json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)


def phone_of(phone: Any, site: Running, session: str) -> Page:
    page = phone(width=320, strict=False)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    return page


def test_a_tip_by_bilal_is_shown_to_chen_and_its_effect_appears(phone, site, tmp_path):
    kit = stage(site, "begin")
    bilal, chen = (phone_of(phone, site, kit[name]) for name in ("bilal", "chen"))

    bilal.goto(kit["attempt"])
    bilal.locator("summary", has_text="Un consejo para la siguiente persona").click()
    bilal.locator("textarea[name=text]").fill(TIP)
    bilal.get_by_role("button", name="Dejar este consejo").click()
    stage(site, "others")

    chen.goto(kit["task"])
    found = violations(chen)
    chen.get_by_role("button", name="Sí, muéstrame consejos").click()
    stage(site, "shown")
    chen.reload()
    expect(chen.locator("aside.tip", has_text=TIP)).to_be_visible()
    chen.locator("summary", has_text="¿Por qué este consejo?").click()
    expect(chen.get_by_text("Se eligió al azar")).to_be_visible()
    found += violations(chen)
    chen.get_by_role("button", name="No sé").click()
    expect(chen).to_have_url(re.compile("/attempts/"))
    chen.get_by_role("button", name="Me sirvió", exact=True).click()
    expect(chen.get_by_text("Dijiste que te sirvió.")).to_be_visible()
    found += violations(chen)
    stage(site, "measure")

    bilal.goto("/tips/")
    expect(
        bilal.get_by_text(re.compile(r"Tu consejo llegó a 31 personas, y ahorró cerca de \d+ minutos?\."))
    ).to_be_visible()
    expect(bilal.get_by_text("1 persona dijo que le sirvió.")).to_be_visible()
    assert found + violations(bilal) == []
    for name, page in (("chen", chen), ("bilal", bilal)):
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
