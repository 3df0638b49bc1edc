"""Level 2: a review that praises one aspect and complains of another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Field, Item, Key, Option, Quote
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.sentiment import reviews
from escalera.tasks.families.sentiment.reviews import LISTS, WORDING

ASPECTS: dict[str, Mapping[str, Any]] = {aspect["slug"]: aspect for aspect in LISTS["aspect"]}
POLARITY = {"good": "positive", "bad": "negative", "both": "mixed"}
SPOKEN_OF = 3


def item(draw: Draw, language: str) -> Item:
    words, writer = WORDING[language], reviews.reviewer(draw, language)
    spoken_of = {aspect: draw.one(tuple(POLARITY)) for aspect in draw.some(tuple(ASPECTS), SPOKEN_OF)}
    said = {aspect: writer.write(draw.one(ASPECTS[aspect][tone])) for aspect, tone in spoken_of.items()}
    opening = writer.facts(1, without="price")[0]
    unsaid = [aspect for aspect in ASPECTS if aspect not in said]
    asked = draw.one((*said, draw.one(unsaid)))
    polarity = POLARITY[spoken_of[asked]] if asked in said else "unsaid"
    parts = {
        "opinion": _opinion_asked(asked, polarity, language),
        "words": _words_asked(asked, said, language),
        "complaints": _complaints_asked(spoken_of, language),
    }
    fields, key = tuple(field for field, _ in parts.values()), {name: one for name, (_, one) in parts.items()}
    return Item(
        instructions=words["2"]["instructions"],
        example=words["2"]["example"],
        hint=words["2"]["hint"],
        stimulus=(
            Quote(" ".join((opening, *said.values())), words["review_by"].format(first=writer.author)),
        ),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback=_feedback(asked, polarity, said, spoken_of, language),
    )


def _opinion_asked(asked: str, polarity: str, language: str) -> tuple[Field, Key]:
    label = phrases.fill(WORDING[language]["opinion_of"], {"aspect": ASPECTS[asked][language]})
    offered = ("positive", "negative", "mixed", "unsaid")
    return reviews.polarity_asked("opinion", label, polarity, offered, language)


def _words_asked(asked: str, said: Mapping[str, str], language: str) -> tuple[Field, Key]:
    words = WORDING[language]
    label = phrases.fill(words["words_of"], {"aspect": ASPECTS[asked][language]})
    return reviews.sentence_asked(label, list(said.values()), said.get(asked), otherwise=words["no_words"])


def _complaints_asked(spoken_of: Mapping[str, str], language: str) -> tuple[Field, Key]:
    words = WORDING[language]
    options = [Option(slug, aspect[language].capitalize()) for slug, aspect in ASPECTS.items()]
    options.append(Option("none", words["no_complaint"]))
    right = [aspect for aspect, tone in spoken_of.items() if tone != "good"] or ["none"]
    shown = ", ".join(option.label for option in options if option.value in right)
    return Field("complaints", words["complaints"], "choices", options=tuple(options)), Key(
        "set", right, shown=shown
    )


def _feedback(
    asked: str, polarity: str, said: Mapping[str, str], spoken_of: Mapping[str, str], language: str
) -> dict[str, str]:
    words = WORDING[language]
    template = words["aspect_because"] if asked in said else words["unsaid_because"]
    slots = {
        "aspect": ASPECTS[asked][language],
        "words": said.get(asked, ""),
        "polarity": words[polarity].lower(),
    }
    because = phrases.fill(template, slots)
    tones = "; ".join(
        f"{ASPECTS[aspect][language]}: {words[POLARITY[tone]].lower()}" for aspect, tone in spoken_of.items()
    )
    return {
        "opinion": because,
        "words": because,
        "complaints": words["complaints_because"].format(list=tones),
    }
