"""The whole way, as two people go it: in Spanish without scripts at 320 px, and in English with scripts."""

import re
from pathlib import Path

import pytest
from beginning import fill_in
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SPANISH = {
    "want": "Quiero este trabajo",
    "done": "Listo",
    "dont_know": "No sé",
    "next": "Siguiente",
    "start": "Empezar",
    "why": "¿Por qué esta?",
}
ENGLISH = {
    "want": "I want this job",
    "done": "Done",
    "dont_know": "I don't know",
    "next": "Next",
    "start": "Start",
    "why": "Why this one?",
}


def test_in_spanish_without_scripts_on_a_small_phone(phone, tmp_path):
    page = phone(language="es-MX", scripts=False, width=320)

    walk(page, SPANISH, tmp_path)


def test_in_english_with_scripts(phone, tmp_path):
    page = phone(language="en-US", scripts=True, width=360)

    walk(page, ENGLISH, tmp_path)


def walk(page: Page, words: dict[str, str], folder: Path) -> None:
    choose_a_job(page, words)
    say_what_one_can_do(page)
    titles = [do_a_task(page, words) for _ in range(3)]
    assert all(titles)
    look_why(page, words)
    username, secret = make_an_account(page)
    export(page, folder)
    sign_out_and_in(page, username, secret)
    erase(page, secret)


def choose_a_job(page: Page, words: dict[str, str]) -> None:
    page.goto("/")
    fits(page)
    page.locator("a[href='/jobs/data-entry/']").first.click()
    fits(page)
    page.get_by_role("button", name=words["want"]).first.click()


def say_what_one_can_do(page: Page) -> None:
    expect(page).to_have_url(re.compile("/can-do/$"))
    for group in page.locator("fieldset").all():
        group.locator("label").nth(1).click()
    page.locator("button[value=path]").click()
    expect(page).to_have_url(re.compile("/path/$"))
    assert page.locator("figure svg").count() >= 1


def do_a_task(page: Page, words: dict[str, str]) -> str:
    """Start the next task, answer it as well as a stranger can, see the feedback, go on."""
    fits(page)
    page.get_by_role("link", name=words["start"], exact=True).click()
    title = page.locator("h1").inner_text()
    fits(page)
    fill_in(page)
    page.get_by_role("button", name=words["done"], exact=True).click()
    expect(page).to_have_url(re.compile("/attempts/"))
    fits(page)
    page.get_by_role("link", name=words["next"], exact=True).click()
    expect(page).to_have_url(re.compile("/path/$"))
    return title


def look_why(page: Page, words: dict[str, str]) -> None:
    page.get_by_role("link", name=words["why"]).click()
    expect(page).to_have_url(re.compile("/why/$"))
    fits(page)
    page.goto("/path/")


def make_an_account(page: Page) -> tuple[str, str]:
    page.goto("/account/new/")
    fits(page)
    name = page.locator("input[name=username]").first
    username = name.input_value()
    name.check(force=True)
    secret = "montaña azul 1987"
    page.locator("input[name=password]").fill(secret)
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text(re.compile(r"\d{4} \d{4} \d{4} \d{4}"))
    fits(page)
    return username, secret


def export(page: Page, folder: Path) -> None:
    page.goto("/account/data/")
    fits(page)
    with page.expect_download() as download:
        page.locator("a[href$='escalera.zip']").click()
    file = folder / "mine.zip"
    download.value.save_as(file)
    assert file.stat().st_size > 500


def sign_out_and_in(page: Page, username: str, secret: str) -> None:
    page.goto("/account/")
    page.locator("form[action$='/session/end/'] button").click()
    page.goto("/account/session/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(secret)
    page.locator("main form button").first.click()
    page.goto("/path/")
    expect(page).to_have_url(re.compile("/path/$"))


def erase(page: Page, secret: str) -> None:
    page.goto("/account/data/erasure/")
    fits(page)
    page.locator("main form input[name=password]").fill(secret)
    page.locator("main form button").first.click()
    fits(page)
    page.goto("/path/")
    expect(page).to_have_url(re.compile(r"/$"))


def fits(page: Page) -> None:
    """Nothing makes the page wider than the phone."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
        page.url
    )
