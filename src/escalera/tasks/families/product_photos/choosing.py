"""Levels 1 and 2: the photo that keeps the order, and the photo for each use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import LETTERS
from escalera.tasks.families.family import Item, Picture, Table
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.product_photos import photo
from escalera.tasks.families.product_photos.photo import Good, Photo

WORDING: dict[str, Any] = phrases.read(__file__, "wording.toml")
OTHER = {"plain": "home", "home": "plain", "whole": "close", "close": "whole"}
USES = {
    "catalog": Photo(),
    "size": Photo(beside="ruler"),
    "detail": Photo(framing="close"),
    "person": Photo(beside="person", background="home"),
}
SPOILT = (Photo(dark=True), Photo(tilted=True))


def by_order(draw: Draw, language: str) -> Item:
    """Level 1: three of four photos break one point of the order."""
    words, shown = WORDING[language], photo.good(draw, draw.one(WORDING["goods"]))
    right = Photo(background=draw.one(("plain", "home")), framing=draw.one(("whole", "close")))
    broken = draw.shuffled(["", *draw.some(tuple(words["points"]), 3)])
    photos = [spoilt(right, point) for point in broken]
    best = broken.index("")
    other = draw.one([place for place in range(len(broken)) if place != best])
    points = _asked_for(right)
    told = words["asked"][points[broken[other]]]
    letter = LETTERS[other]
    parts = (
        asked.letter(
            "best",
            words["best"],
            best,
            of=len(photos),
            called=words["photo"],
            rule=words["best_because"].format(letter=LETTERS[best]),
        ),
        asked.named(
            "wrong",
            words["wrong"].format(letter=letter),
            broken[other],
            words["points"],
            words["wrong_because"].format(letter=letter, point=told),
        ),
    )
    rows = tuple((words["points"][point], words["asked"][value]) for point, value in points.items())
    caption = words["order_caption"].format(thing=shown.name(language))
    order = Table(caption, tuple(words["order_header"]), rows)
    return asked.item(words["1"], (order, picture(photos, shown, draw, language)), parts)


def by_use(draw: Draw, language: str) -> Item:
    """Level 2: three uses, and six photos of which two went wrong."""
    words, shown = WORDING[language], photo.good(draw, draw.one(WORDING["goods"]))
    kinds = draw.shuffled([*USES, *range(len(SPOILT))])
    photos = [USES[kind] if isinstance(kind, str) else SPOILT[kind] for kind in kinds]
    parts = []
    for use in draw.some(tuple(USES), 3):
        place, told = kinds.index(use), words["uses"][use]
        because = words["use_because"].format(use=told, letter=LETTERS[place])
        label = told[0].upper() + told[1:]
        parts.append(
            asked.letter(f"use-{use}", label, place, of=len(photos), called=words["photo"], rule=because)
        )
    return asked.item(words["2"], (picture(photos, shown, draw, language),), parts)


def picture(photos: list[Photo], shown: Good, draw: Draw, language: str) -> Picture:
    svg, width, height = photo.sheet(photos, shown, draw)
    last = LETTERS[len(photos) - 1]
    alt = WORDING[language]["alt"].format(count=len(photos), first="A", last=last, thing=shown.name(language))
    return Picture(svg, alt, width, height)


def spoilt(right: Photo, point: str) -> Photo:
    changes: dict[str, dict[str, Any]] = {
        "background": {"background": OTHER[right.background]},
        "framing": {"framing": OTHER[right.framing]},
        "light": {"dark": True},
        "straight": {"tilted": True},
    }
    return replace(right, **changes.get(point, {}))


def _asked_for(right: Photo) -> dict[str, str]:
    return {
        "background": right.background,
        "framing": right.framing,
        "light": "bright",
        "straight": "straight",
    }
