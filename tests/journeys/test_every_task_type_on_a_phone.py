"""Every task type is done on a phone in Chromium, with and without scripts, in both languages, and scored fully."""

import re

import pytest
from beginning import DONE
from given_steps import beside
from playwright.sync_api import expect
from solving_pages import solve

pytestmark = pytest.mark.prove


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_every_task_type_can_be_done(phone, site, language, scripts):
    given = beside(site, "give", language)
    page = phone(language={"es-mx": "es-MX", "en": "en-US"}[language], scripts=scripts, width=360)
    page.context.add_cookies([{"name": "sessionid", "value": given["session"], "url": site.url}])
    wide, said = [], []
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for one in given["steps"]:
        page.goto(f"/steps/{one['step']}/")
        solve(page, one["fields"], one["key"], scripts=scripts)
        if not page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
            wide.append(one["task_type"])
        page.locator(DONE).click()
        expect(page).to_have_url(re.compile("/attempts/"))

    came = beside(site, "read", *(one["step"] for one in given["steps"]))
    scores = {one["task_type"]: came[one["step"]][0] for one in given["steps"]}
    wrong = {name: score for name, score in scores.items() if score is not None and score < 0.95}
    assert (wrong, wide, said) == ({}, [], [])
    assert len(scores) >= 48
    assert {timed for _, timed, *_ in came.values()} == {"work" if scripts else "wall"}
