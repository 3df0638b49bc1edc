"""The way to the first task, as a guest on a Spanish phone; and what the product knows of one's answers."""

import re
import time
from typing import Any

from playwright.sync_api import Page, expect

DONE = "button[value=answer]"


def open_the_path(page: Page) -> None:
    page.goto("/jobs/data-entry/")
    page.get_by_role("button", name="Quiero este trabajo").first.click()
    expect(page).to_have_url(re.compile("/can-do/$"))
    page.locator("button[value=path]").click()
    expect(page).to_have_url(re.compile("/path/$"))
    keeps_pages(page)


def open_a_task(page: Page) -> None:
    page.goto("/path/")
    page.locator("main a.button[href^='/steps/']").click()
    expect(page).to_have_url(re.compile("/steps/[^/]+/$"))


def keeps_pages(page: Page) -> None:
    """Wait until the service worker answers for this page.

    A page that was on its way while the worker became active is claimed by nobody; the next one is.
    """
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(500)
    if page.evaluate("navigator.serviceWorker.controller === null"):
        page.reload()
    until(page, "navigator.serviceWorker.controller !== null")


def until(page: Page, truth: str, seconds: float = 30) -> None:
    """Wait for an expression, asked from outside: Playwright's own waiting compiles it in the page, which our policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(truth):
        assert time.monotonic() < end, f"never true: {truth}"
        page.wait_for_timeout(50)


def fill_in(page: Page, text: str = "12") -> None:
    form = page.locator("#attempt-form")
    for box in form.locator("input[type=text], input[inputmode], textarea").all():
        if box.is_visible():
            box.fill(text)
    for word in form.locator("[data-word][role=button]").all()[:1]:
        word.click()
    for cell in form.locator("input[data-was]").all()[:1]:
        cell.fill(text)
    for new_box in form.locator("[data-boxes] .row:last-of-type button").all()[:1]:
        new_box.click()
    for group in form.locator("fieldset").all():
        for place, menu in enumerate(group.locator("select").all(), start=1):
            if menu.is_visible():  # scripts make buttons of them, and the order that is shown is an answer
                menu.select_option(str(place))
        if not group.locator("select, input[type=text], textarea, [data-boxes], table").count():
            group.locator("label").first.click()


def attempts(page: Page) -> list[dict[str, Any]]:
    """The person's attempts as their export tells them."""
    return page.request.get("/account/data/escalera.json").json()["records"].get("tasks.attempt", [])
