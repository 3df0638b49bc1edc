"""Photograph every task type on a phone, to look at: python tools/task_sheets.py FOLDER (needs Chromium).

Starts the product in a temporary folder. Each task type gives its question, and what comes after a right and after a
wrong answer, in both languages; the question once more without scripts. FOLDER then holds a picture of each, and
sheets on which they stand in columns, in the order of the page "What one can practise here".
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "journeys"), str(ROOT / "tests")]

from running import Running, free_port, start  # noqa: E402
from solving_pages import solve  # noqa: E402

from solving import right_of  # noqa: E402

LANGUAGES = {"es": "es-MX", "en": "en-US"}
COLUMNS, TALL, BESIDE = 5, 1500, 12  # of a sheet, in pixels where they are no count
VIEWS = ("question", "plain", "right", "wrong")
DONE = "button[value=answer]"


def main() -> None:
    wanted = arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        site = start(Path(home), free_port())
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            for language in wanted.languages:
                for view in wanted.views:
                    taken = list(photographs(browser, site, wanted, language, view))
                    lay_out(taken, wanted.folder / f"sheet-{view}-{language}")
        finally:
            browser.close()
            site.process.terminate()
            site.process.wait(timeout=20)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=list(VIEWS))
    parser.add_argument("--only", default="", help="task types whose name begins so")
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--width", type=int, default=360)
    return parser.parse_args()


def photographs(
    browser: Browser, site: Running, wanted: argparse.Namespace, language: str, view: str
) -> Iterator[Path]:
    given = steps_of_a_guest(site, language, wanted.seed)
    context = browser.new_context(
        base_url=site.url,
        locale=LANGUAGES[language],
        java_script_enabled=view != "plain",
        viewport={"width": wanted.width, "height": 740},
    )
    context.add_cookies([{"name": "sessionid", "value": given["session"], "url": site.url}])
    page = context.new_page()
    for one in given["steps"]:
        if one["task_type"].startswith(wanted.only):
            page.goto(f"/steps/{one['step']}/")
            if view in ("right", "wrong"):
                send(page, one, right=view == "right")
            path = wanted.folder / f"{view}-{language}-{one['task_type']}.png"
            ends = page.locator(DONE if view in ("question", "plain") else "main > a.button").first
            page.screenshot(path=path, full_page=True, clip=down_to(page, ends))
            yield path
    context.close()


def down_to(page: Page, last: Locator) -> dict[str, float]:
    """From the heading to the last button of interest: what stands below is the same for every task type."""
    first, end = page.locator("h1").bounding_box(), last.bounding_box()
    assert first and end and page.viewport_size
    above = page.evaluate("window.scrollY")
    bottom = above + end["y"] + end["height"] + BESIDE
    top = above + first["y"] - BESIDE
    return {"x": 0, "y": top, "width": page.viewport_size["width"], "height": bottom - top}


def steps_of_a_guest(site: Running, language: str, seed: int) -> Any:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    script = str(ROOT / "tests" / "journeys" / "every_step.py")
    command = [sys.executable, script, "give", {"es": "es-mx"}.get(language, language), str(seed)]
    said = subprocess.check_output(command, env={**clean, "ESCALERA_HOME": str(site.home)}, text=True)
    return json.loads(said)


def send(page: Page, step: Mapping[str, Any], *, right: bool) -> None:
    key = step["key"]
    if not right:
        answers = {field["name"]: wrong(field, key[field["name"]]) for field in step["fields"]}
        key = {
            name: {"rule": "set" if isinstance(one, list) else "", "right": one}
            for name, one in answers.items()
        }
    solve(page, step["fields"], key, scripts=True)
    page.locator(DONE).click()
    page.wait_for_url("**/attempts/**")


def wrong(field: Mapping[str, Any], key: Mapping[str, Any]) -> Any:
    """An answer as a beginner might give it: the neighbour of the right one, or half of what was asked."""
    right, values = right_of(key), [option["value"] for option in field["options"]]
    if field["widget"] in ("choice", "compare"):
        return next(value for value in values if value != right)
    if field["widget"] == "choices":
        return [next((value for value in values if value not in right), values[0])]
    if field["widget"] == "ranking":
        return list(reversed(right))
    if isinstance(right, list):
        return right[: max(1, len(right) // 2)]
    if field["widget"] == "number":
        return "7"
    return " ".join(str(right).split()[:3]) + " xx"


def lay_out(pictures: list[Path], name: Path) -> None:
    """All pictures below each other, the whole strip cut into columns."""
    strip: list[Image.Image] = []
    for picture in map(Image.open, pictures):
        strip += [
            picture.crop((0, top, picture.width, min(top + TALL, picture.height)))
            for top in range(0, picture.height, TALL)
        ]
    sheets: list[list[list[Image.Image]]] = [[[]]]
    for part in strip:
        column = sheets[-1][-1]
        if sum(one.height + BESIDE for one in column) + part.height > TALL and column:
            if len(sheets[-1]) == COLUMNS:
                sheets.append([])
            sheets[-1].append([])
        sheets[-1][-1].append(part)
    for place, columns in enumerate(sheets, 1):
        draw(columns, name.with_name(f"{name.name}-{place:02}.png"))


def draw(columns: list[list[Image.Image]], path: Path) -> None:
    wide = max(one.width for column in columns for one in column) + BESIDE
    sheet = Image.new("RGB", (wide * COLUMNS, TALL), "#888")
    for place, column in enumerate(columns):
        top = 0
        for one in column:
            sheet.paste(one, (place * wide, top))
            top += one.height + BESIDE
    sheet.save(path)


if __name__ == "__main__":
    main()
