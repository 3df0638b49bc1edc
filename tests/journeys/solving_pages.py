"""Doing a task on its page as somebody who knows the answer: with a finger, or with plain fields only."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from solving import right_of

Field = Mapping[str, Any]


def solve(page: Page, fields: list[Field], key: Mapping[str, Field], *, scripts: bool) -> None:
    for field in fields:
        right = right_of(key[field["name"]])
        if field["widget"] in LIVE and scripts:
            LIVE[field["widget"]](page.locator(f'[id="f-{field["name"]}"]'), field, right)
        else:
            PLAIN.get(field["widget"], typed)(page, field, right)


def named(page: Page | Locator, name: str) -> Locator:
    return page.locator(f'[name="{name}"]')


def typed(page: Page, field: Field, right: Any) -> None:
    named(page, field["name"]).fill(", ".join(right) if isinstance(right, list) else right)


def ticked(page: Page, field: Field, right: Any) -> None:
    for value in right if isinstance(right, list) else [right]:
        page.locator(f'[name="{field["name"]}"][value={json.dumps(value, ensure_ascii=False)}]').check()


def placed(page: Page, field: Field, right: list[str]) -> None:
    for place, value in enumerate(right, start=1):
        named(page, f"{field['name']}--{value}").select_option(str(place))


def numbered(page: Page, field: Field, right: list[str]) -> None:
    """Words by their numbers, boxes by their corners."""
    between, sign = ("\n", " ") if field["widget"] == "boxes" else (", ", ":")
    for option in field["options"]:
        mine = [one.partition(sign)[2] for one in right if one.partition(sign)[0] == option["value"]]
        if mine:
            named(page, f"{field['name']}--{option['value']}").fill(between.join(mine))


def mended(page: Page, field: Field, right: list[str]) -> None:
    for one in right:
        cell, _, value = one.partition("=")
        named(page, f"{field['name']}--{cell}").fill(value)


def moved(group: Locator, field: Field, right: list[str]) -> None:
    """Each in turn goes up until it stands where it belongs."""
    for place, value in enumerate(right):
        row = group.locator(".place", has=named(group.page, f"{field['name']}--{value}"))
        for _ in range(len(right)):
            if named(row, f"{field['name']}--{value}").input_value() == str(place + 1):
                break
            row.locator("button").first.click()


def tapped(group: Locator, field: Field, right: list[str]) -> None:
    for place, option in enumerate(field["options"]):
        group.locator(".row button").nth(place).click()
        for one in right:
            label, _, words = one.partition(":")
            first, _, last = words.partition("-")
            for word in range(int(first), int(last or first) + 1) if label == option["value"] else ():
                group.locator(f'[data-word="{word}"]').click()


def drawn(group: Locator, field: Field, right: list[str]) -> None:
    """From corner to corner; the first touch stays clear of the boxes that are there."""
    picture, many = group.locator("svg"), len(field["options"])
    for one in right:
        label, *numbers = one.split()
        if many > 1:
            place = [option["value"] for option in field["options"]].index(label)
            group.locator(".row").first.locator("button").nth(place).click()
        picture.scroll_into_view_if_needed()
        shown = picture.bounding_box()
        scale = shown["width"] / float(picture.get_attribute("viewBox").split()[2])
        left, top, end, bottom = (float(number) * scale for number in numbers)
        mouse = group.page.mouse
        mouse.move(shown["x"] + left, shown["y"] + top)
        mouse.down()
        mouse.move(shown["x"] + end, shown["y"] + bottom, steps=4)
        mouse.up()


PLAIN = {
    "choice": ticked,
    "compare": ticked,
    "choices": ticked,
    "ranking": placed,
    "spans": numbered,
    "boxes": numbered,
    "cells": mended,
}
LIVE = {"ranking": moved, "spans": tapped, "boxes": drawn}
