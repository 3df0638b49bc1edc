"""A tip that somebody writes without signal waits on the phone and arrives once."""

from typing import Any

import pytest
from beginning import keeps_pages, open_a_task, open_the_path
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
TIP = "Lee cada cifra dos veces."


def tips(page: Page) -> list[dict[str, Any]]:
    return page.request.get("/account/data/escalera.json").json()["records"].get("coaching.tip", [])


def eventually(page: Page, number: int) -> list[dict[str, Any]]:
    for _ in range(100):
        if len(found := tips(page)) == number:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(found)} tips, not {number}")


def test_a_tip_left_without_signal_waits_and_arrives_once(phone):
    page = phone()
    open_the_path(page)
    open_a_task(page)
    page.wait_for_timeout(5000)  # slower than one can read, so that it is an honest try
    page.get_by_role("button", name="No sé", exact=True).click()
    page.locator("summary", has_text="Un consejo para la siguiente persona").click()
    keeps_pages(page)
    page.context.set_offline(True)
    page.locator("textarea[name=text]").fill(TIP)
    page.get_by_role("button", name="Dejar este consejo").click()
    expect(page.locator("#status")).to_contain_text("Guardado en tu celular")

    page.context.set_offline(False)

    assert [one["text"] for one in eventually(page, 1)] == [TIP]
    page.goto("/tips/")
    expect(page.get_by_text(TIP)).to_be_visible()
