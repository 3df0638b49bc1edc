"""Journeys run the product as people run it: `escalera run` on an empty folder, Chromium in front."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from running import Running, free_port, start

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that beeps
    "--use-fake-ui-for-media-stream",
]


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
        *,
        language: str = "es-MX",
        scripts: bool = True,
        width: int = 320,
        dark: bool = False,
        strict: bool = True,
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
