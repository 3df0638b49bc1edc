"""Unpaid minutes on a phone: without signal, without scripts, and with a clock that outlives the page."""

from typing import Any

import pytest
from beginning import keeps_pages
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def noted(page: Page) -> list[dict[str, Any]]:
    return page.request.get("/account/data/escalera.json").json()["records"].get("earnings.stretch", [])


def eventually(page: Page, number: int) -> list[dict[str, Any]]:
    for _ in range(100):
        if len(found := noted(page)) == number:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(found)} stretches, not {number}")


def on_my_week(phone: Any, **how: Any) -> Page:
    page = phone(**how)
    page.goto("/jobs/data-entry/")
    page.get_by_role("button", name="Quiero este trabajo").first.click()
    page.goto("/week/")
    return page


def tap(page: Page, kind: str, minutes: str) -> None:
    page.get_by_label(kind).check()
    page.locator(f"button[name=minutes][value='{minutes}']").click()


def test_two_taps_without_scripts(phone):
    page = on_my_week(phone, scripts=False)

    tap(page, "Esperar trabajo", "15")

    expect(page.get_by_text("15 min").first).to_be_visible()
    assert [one["seconds"] for one in noted(page)] == [900]


def test_minutes_noted_without_signal_wait_and_arrive_once(phone):
    page = on_my_week(phone)
    keeps_pages(page)
    page.reload()
    page.context.set_offline(True)
    tap(page, "Buscar trabajo", "10")
    expect(page.locator("#status")).to_contain_text("Guardado en tu celular")
    tap(page, "Cobrar mi pago", "5")
    expect(page.locator("#status")).to_contain_text("2")

    page.context.set_offline(False)

    found = eventually(page, 2)
    assert sorted((one["kind"], one["seconds"]) for one in found) == [("payments", 300), ("searching", 600)]


def test_the_clock_outlives_the_page(phone):
    page = on_my_week(phone)
    tap(page, "Esperar trabajo", "clock")
    expect(page.get_by_role("button", name="Detener el reloj")).to_be_visible()
    context = page.context
    page.close()

    page = context.new_page()
    page.goto("/week/")
    page.get_by_role("button", name="Detener el reloj").click()

    expect(page.get_by_role("button", name="Detener el reloj")).to_be_hidden()
    [stretch] = noted(page)
    assert stretch["seconds"] >= 1
