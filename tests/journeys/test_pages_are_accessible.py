"""axe finds nothing wrong, on every page and every task type."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import Page
from running import Running

STAGING = Path(__file__).with_name("staging.py")
LOCALES = {"es-mx": "es-MX", "en": "en-US"}


@pytest.fixture(scope="session")
def staged(site: Running) -> dict[str, Any]:
    """What to open, per language."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return {
        language: json.loads(
            subprocess.run(
                [sys.executable, str(STAGING), language],
                env={**clean, "ESCALERA_HOME": str(site.home)},
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for language in LOCALES
    }


def opened(phone: Any, site: Running, session: str, language: str, *, width: int, dark: bool) -> Page:
    page = phone(language=LOCALES[language], width=width, dark=dark, strict=False)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    return page


def wrong(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state()
        found += violations(page)
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            found.append(f"{address} is wider than the screen")
    return found


@pytest.mark.prove
@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_anywhere(phone, site, staged, language, width, dark):
    kit = staged[language]
    page = opened(phone, site, kit["session"], language, width=width, dark=dark)

    found = wrong(page, [*kit["pages"], *kit["tasks"]])
    arrived = opened(phone, site, kit["arrived_session"], language, width=width, dark=dark)

    assert found + wrong(arrived, ["/arrival/", "/ways/"]) == []
