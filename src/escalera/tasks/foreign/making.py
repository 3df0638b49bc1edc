"""A template that was read becomes what is kept: items with keys, skill weights, level, minutes, marks."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import py3langid
from bs4 import BeautifulSoup
from bs4.element import Tag

from escalera.tasks.families import guessing
from escalera.tasks.families.family import Item
from escalera.tasks.foreign import folder, form, outside
from escalera.tasks.foreign.folder import Row, Template
from escalera.tasks.foreign.keys import PEER, Keyed, keyed
from escalera.tasks.foreign.refusal import Refused
from escalera.tasks.foreign.weights import weights

HOLDS_INPUTS = re.compile(r"<(input|select|textarea|label)\b", re.I)
WORDS_A_MINUTE = 200
MOST_ITEMS = 100
MISSING_MEDIA, MISSING_PICTURES, LEFT_OUT, NOT_SCORED, PARTLY_SCORED = (
    "missing media",
    "missing pictures in the instructions",
    "outside scripts left out",
    "not scored: waits for peers",
    "some items not scored",
)


@dataclass(frozen=True)
class MadeItem:
    content: dict[str, Any]
    key: dict[str, Any]
    chance: float
    is_scored: bool
    has_inputs: bool


@dataclass(frozen=True)
class Made:
    name: str
    title: str
    language: str
    level: int
    minutes: float
    weights: dict[str, float]
    marks: tuple[str, ...]
    items: tuple[MadeItem, ...]

    @property
    def is_scored(self) -> bool:
        return any(item.is_scored for item in self.items)

    @property
    def chance(self) -> float:
        scored = [item.chance for item in self.items if item.is_scored]
        return sum(scored) / len(scored) if scored else 0.0


def made(template: Template, *, known: Collection[str]) -> Made:
    """Make the items of a template. Raises Refused."""
    inside = outside.brought_inside(template.html)
    soup = form.parsed(inside.html)
    words = visible_words(soup)
    if form.asks_for_password(soup):
        raise Refused("it asks for a password")
    language = language_of(f"{template.title} {template.description} {words[:3000]}")
    lacks_media = outside.shows_media_of_rows(template.html)
    shared = None if any_inputs_in_rows(template) else form.inputs(soup)
    items = tuple(
        item_of(inside.html, row, shared, language=language, lacks_media=lacks_media)
        for row in template.rows[:MOST_ITEMS]
    )
    can_be_answered = any(item.has_inputs for item in items) or "<script" in inside.html.lower()
    if not can_be_answered or not any(item.content["fields"] for item in items):
        raise Refused("it has no inputs to answer with")
    title = template.title or heading(soup) or form.in_words(template.name)
    return Made(
        name=template.name,
        title=title,
        language=language,
        level=level_of(items),
        minutes=minutes_of(words, items),
        weights=weights(title, template.description, words, language=language, known=known),
        marks=marks_of(items, inside, lacks_media=lacks_media),
        items=items,
    )


def item_of(
    html: str, row: Row, shared: Mapping[str, form.Input] | None, *, language: str, lacks_media: bool
) -> MadeItem:
    shown = outside.brought_inside(folder.filled(html, row.values))
    inputs = form.inputs(form.parsed(shown.html)) if shared is None else filled_labels(shared, row)
    found = keyed(inputs, row.answers, language=language)
    if lacks_media:
        found = Keyed(found.fields, dict.fromkeys(found.key, PEER))
    item = Item("", "", "", (), found.fields, found.key, 0.0, {})
    chance = guessing.chance(found.fields, found.key) if found.is_scored else 0.0
    plain = replace(item, chance=chance).as_json()
    content = {**plain["content"], "foreign": {"html": shown.html}}
    return MadeItem(content, plain["key"], min(chance, 0.95), found.is_scored, bool(inputs))


def filled_labels(inputs: Mapping[str, form.Input], row: Row) -> dict[str, form.Input]:
    """The template's inputs with the row's values in their names and words, without parsing it all again."""

    def fill(words: str) -> str:
        return (
            form.clean(re.sub(r"<[^>]*>", " ", folder.filled(words, row.values))) if "${" in words else words
        )

    filled = {}
    for one in inputs.values():
        options = tuple(
            replace(option, value=folder.filled(option.value, row.values), label=fill(option.label))
            for option in one.options
        )
        name = folder.filled(one.name, row.values)
        filled[name] = replace(one, name=name, label=fill(one.label), options=options)
    return filled


def any_inputs_in_rows(template: Template) -> bool:
    return any(HOLDS_INPUTS.search(value) for row in template.rows for value in row.values.values())


def visible_words(soup: BeautifulSoup) -> str:
    hidden = soup.find_all(["script", "style"])
    inside = {id(tag) for tag in hidden}
    texts = (text for text in soup.find_all(string=True) if id(text.parent) not in inside)
    return " ".join(" ".join(texts).split())


def heading(soup: BeautifulSoup) -> str:
    tag = soup.find(["title", "h1", "h2", "h3"])
    return form.text_of(tag) if isinstance(tag, Tag) else ""


def language_of(words: str) -> str:
    return "es" if py3langid.classify(words)[0] in ("es", "ca", "gl") else "en"


def level_of(items: tuple[MadeItem, ...]) -> int:
    """A guess until attempts tell: how many things one row asks."""
    asked = max(len(item.content["fields"]) for item in items)
    return 1 if asked <= 2 else 2 if asked <= 8 else 3


def minutes_of(words: str, items: tuple[MadeItem, ...]) -> float:
    fields = items[0].content["fields"]
    writing = sum({"longtext": 0.7, "text": 0.3}.get(field["widget"], 0.12) for field in fields)
    reading = min(len(words.split()), 600) / WORDS_A_MINUTE
    return round(min(max(0.5, reading + writing), 12.0), 1)


def marks_of(items: tuple[MadeItem, ...], inside: outside.Inside, *, lacks_media: bool) -> tuple[str, ...]:
    scored = sum(item.is_scored for item in items)
    said = {
        MISSING_MEDIA: lacks_media,
        MISSING_PICTURES: inside.pictures > 0 and not lacks_media,
        LEFT_OUT: inside.left_out > 0,
        NOT_SCORED: scored == 0,
        PARTLY_SCORED: 0 < scored < len(items),
    }
    return tuple(mark for mark, holds in said.items() if holds)
