"""Draw the pictures of README and docs anew: python tools/screenshots.py (needs Chromium).

Starts the product in a temporary folder, walks to the path as a worker does, and photographs three pages.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "journeys"))

from running import free_port, start  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = start(Path(folder), free_port())
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_context(
                base_url=running.url, locale="es-MX", viewport={"width": 360, "height": 740}
            ).new_page()
            photograph(page)
            browser.close()
        finally:
            running.process.terminate()
            running.process.wait(timeout=20)


def photograph(page: Page) -> None:
    page.goto("/jobs/data-entry/")
    page.screenshot(path=PICTURES / "job.png")
    page.locator("form[action='/goal/'] button").first.click()
    for group, choice in zip(page.locator("fieldset").all(), (2, 1, 2), strict=False):
        group.locator("label").nth(choice).click()
    page.locator("button[value=path]").click()
    page.wait_for_url("**/path/")
    page.screenshot(path=PICTURES / "path.png")
    page.get_by_role("link", name="Empezar", exact=True).click()
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / "task.png")


if __name__ == "__main__":
    main()
