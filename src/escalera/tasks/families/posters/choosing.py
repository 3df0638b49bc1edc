"""Levels 1 and 2: the poster that can be read, and sizes that follow the customer's order."""

from __future__ import annotations

from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import LETTERS
from escalera.tasks.families.family import Item, Picture, Table
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.posters import drawing
from escalera.tasks.families.posters.drawing import Block, Poster

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
SIZES = (19, 15, 12, 9)


def readable(draw: Draw, language: str) -> Item:
    """Level 1: one of four posters can be read from far; what is wrong with another?"""
    brief, words = briefs.brief(draw, language), WORDING[language]
    faults = draw.shuffled(["", *draw.some(tuple(words["faults"]), 3)])
    posters = [_poster(brief, fault) for fault in faults]
    best = faults.index("")
    other = draw.one([place for place in range(len(faults)) if place != best])
    because = words["wrong_because"].format(letter=LETTERS[other], told=words["faults"][faults[other]])
    parts = (
        asked.letter(
            "best",
            words["best"],
            best,
            of=len(faults),
            called=words["poster"],
            rule=words["best_because"].format(letter=LETTERS[best]),
        ),
        asked.named(
            "wrong",
            words["wrong"].format(letter=LETTERS[other]),
            faults[other],
            words["faults"],
            because,
        ),
    )
    return asked.item(words["1"], (_picture(posters, draw, language),), parts)


def by_distance(draw: Draw, language: str) -> Item:
    """Level 2: the order of sizes, and the poster that has it."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    blocks = _order(draw)
    first, second, third, fourth = blocks
    others = [[second, first, third, fourth], [fourth, third, second, first], [third, first, fourth, second]]
    orders = draw.shuffled([blocks, *others])
    place = orders.index(blocks)
    posters = [_sized(draw, brief, order) for order in orders]
    rows = draw.shuffled(
        [
            (distance, words["blocks"][block])
            for distance, block in zip(words["distances"].values(), blocks, strict=True)
        ]
    )
    table = Table(words["seen_caption"], tuple(words["seen_header"]), tuple(rows))
    right = [words["blocks"][block] for block in blocks]
    because = words["order_because"].format(order=" → ".join(right))
    parts = (
        asked.ordered(draw, "order", words["order"], right, because),
        asked.letter(
            "layout",
            words["layout"],
            place,
            of=len(orders),
            called=words["poster"],
            rule=words["layout_because"].format(letter=LETTERS[place]),
        ),
    )
    return asked.item(words["2"], (table, _picture(posters, draw, language)), parts)


def _order(draw: Draw) -> list[str]:
    """What it is comes first or second: nobody stops for a price alone."""
    rest = draw.shuffled(("day", "place", "price"))
    return ["what", *rest] if draw.yes() else [rest[0], "what", *rest[1:]]


def _picture(posters: list[Poster], draw: Draw, language: str) -> Picture:
    svg, width, height = drawing.sheet(posters, draw)
    last = LETTERS[len(posters) - 1]
    alt = WORDING[language]["alt"].format(count=len(posters), first="A", last=last)
    return Picture(svg, alt, width, height)


def _poster(brief: Brief, fault: str) -> Poster:
    texts = _texts(brief)
    cut = fault == "cut"
    title = Block(texts["what"], 26 if cut else 18, bold=True, runs_over=cut)
    told = ("hour",) if fault == "no_day" else ("day", "hour")
    day = [Block(texts[slug], 13, bold=True) for slug in told]
    rest = [Block(texts["place"], 12), Block(texts["price"], 13)]
    if fault == "order":
        big = Block(texts["price"], 26, bold=True)
        return Poster((big, *day, rest[0], Block(texts["what"], 12)), 1)
    return Poster((title, *day, *rest), 1, fault)


def _sized(draw: Draw, brief: Brief, order: list[str]) -> Poster:
    texts = _texts(brief)
    blocks = [Block(texts[slug], size, bold=True) for slug, size in zip(order, SIZES, strict=True)]
    return Poster(tuple(blocks), 1)


def _texts(brief: Brief) -> dict[str, str]:
    texts = {slug: brief.facts[slug].right.text for slug in ("day", "hour", "place", "price")}
    texts["what"] = brief.what
    return {slug: text[0].upper() + text[1:] for slug, text in texts.items()}
