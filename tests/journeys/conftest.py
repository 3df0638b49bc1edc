"""Journeys run the product as people run it: `escalera run` on an empty folder, Chromium in front."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A product that runs: its address, its folder, its process."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]


def start(home: Path, port: int, **environment: str) -> Running:
    command = [sys.executable, "-c", "from escalera.cli.main import run; run()", "run", "--port", str(port)]
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    process = subprocess.Popen(command, env={**clean, "ESCALERA_HOME": str(home), **environment}, stdout=subprocess.DEVNULL)
    running = Running(f"http://127.0.0.1:{port}", home, process)
    wait_until_it_answers(running)
    return running


def wait_until_it_answers(running: Running, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert running.process.poll() is None, "escalera run stopped"
        try:
            httpx.get(running.url, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("escalera run did not answer")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("home"), free_port())
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


OpenPhone = Callable[..., Page]


@pytest.fixture
def phone(browser: Browser, site: Running) -> Iterator[OpenPhone]:
    """Open a page as a phone shows it: phone(language="es-MX", scripts=False, width=320, dark=False)."""
    contexts: list[BrowserContext] = []

    def open_phone(
        *, language: str = "es-MX", scripts: bool = True, width: int = 320, dark: bool = False, strict: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=site.url,
            locale=language,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 640},
            color_scheme="dark" if dark else "light",
            bypass_csp=not strict,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_phone
    for context in contexts:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page; its context needs strict=False."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{page.url}: {one['id']}: {one['help']} ({'; '.join(n['html'][:120] for n in one['nodes'][:3])})"
        for one in found["violations"]
    ]
