"""Working time: what counts, what pauses it, and that it reaches the server beside wall time; light pages."""

import re

import pytest
from beginning import DONE, attempts, fill_in, open_a_task, open_the_path
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def on_a_timed_task(phone) -> Page:
    page = phone()
    open_the_path(page)
    page.clock.install()
    open_a_task(page)
    return page


def shown_seconds(page: Page) -> int:
    minutes, seconds = re.match(r"(\d+):(\d\d)", page.locator("#clock span").inner_text()).groups()
    return 60 * int(minutes) + int(seconds)


def let_pass(page: Page, seconds: int) -> None:
    page.clock.run_for(1000 * seconds)


def test_time_with_the_page_in_sight_counts_and_is_said(phone):
    page = on_a_timed_task(phone)
    let_pass(page, 30)

    assert 28 <= shown_seconds(page) <= 33
    expect(page.locator("#clock")).to_contain_text("· se detiene si sales de la página")


def test_time_with_the_page_out_of_sight_does_not_count(phone):
    page = on_a_timed_task(phone)
    let_pass(page, 10)
    before = shown_seconds(page)
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})")
    let_pass(page, 40)
    assert shown_seconds(page) - before <= 1

    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => false, configurable: true})")
    let_pass(page, 10)
    assert 9 <= shown_seconds(page) - before <= 12


def test_a_minute_without_a_touch_pauses_it_and_a_key_starts_it_again(phone):
    page = on_a_timed_task(phone)
    let_pass(page, 300)
    paused = shown_seconds(page)
    assert 58 <= paused <= 63

    page.keyboard.press("Tab")
    let_pass(page, 20)
    assert 18 <= shown_seconds(page) - paused <= 22


def test_the_time_worked_goes_on_after_a_reload_and_reaches_the_server(phone):
    page = on_a_timed_task(phone)
    let_pass(page, 20)
    page.reload()
    let_pass(page, 20)
    fill_in(page)
    page.locator(DONE).click()
    expect(page).to_have_url(re.compile("/attempts/"))

    (attempt,) = attempts(page)
    assert 37 <= attempt["seconds"] <= 47
    assert attempt["timed"] == "work"


def test_wall_time_runs_on_while_working_time_pauses_and_both_arrive(phone):
    page = on_a_timed_task(phone)
    let_pass(page, 200)
    fill_in(page)
    page.locator(DONE).click()
    expect(page).to_have_url(re.compile("/attempts/"))

    (attempt,) = attempts(page)
    assert 58 <= attempt["seconds"] <= 70
    assert 198 <= attempt["wall_seconds"] <= 215


def test_without_scripts_there_is_no_clock_and_the_task_works(phone):
    page = phone(scripts=False)
    page.goto("/jobs/data-entry/")
    page.get_by_role("button", name="Quiero este trabajo").first.click()
    page.locator("button[value=path]").click()
    open_a_task(page)
    expect(page.locator("#clock")).to_be_hidden()
    fill_in(page)
    page.locator(DONE).click()

    expect(page).to_have_url(re.compile("/attempts/"))
    (attempt,) = attempts(page)
    assert attempt["seconds"] == attempt["wall_seconds"] > 0
    assert attempt["timed"] == "wall"


def test_a_task_page_is_light_the_first_time_and_lighter_the_second(phone):
    page = phone()
    open_the_path(page)
    address = page.locator("main a.button[href^='/steps/']").get_attribute("href")
    # What the service worker fetches does not show in the page's traffic, so it stays out of the measurement.
    fresh = page.context.browser.new_context(
        base_url=page.url.split("/path")[0],
        storage_state=page.context.storage_state(),
        locale="es-MX",
        service_workers="block",
    )
    task = fresh.new_page()
    first = loaded(task, address)
    again = loaded(task, address)
    fresh.close()

    ours = {url: size for url, size in first.items() if "/pictures/" not in url}
    assert len(ours) <= 6, ours
    assert sum(ours.values()) <= 50_000, ours
    assert 0 < sum(again.values()) <= 10_000, again


def loaded(page: Page, address: str) -> dict[str, float]:
    """Bytes over the wire by address, for opening one page."""
    session = page.context.new_cdp_session(page)
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.requestWillBeSent", lambda e: urls.update({e["requestId"]: e["request"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda e: sizes.update({urls[e["requestId"]]: e["encodedDataLength"]})
    )
    session.send("Network.enable")
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    session.detach()
    return {url: size for url, size in sizes.items() if not url.startswith("data:")}
