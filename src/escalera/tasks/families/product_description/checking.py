"""Levels 1 and 2: what agrees with the sheet, the wrong sentence mended, and the headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Text
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.facts import Fact
from escalera.tasks.families.product_description import products
from escalera.tasks.families.product_description.products import LISTS, WORDING, Product

TEXTS = 4
Part = tuple[Field, Key, str]


def agreeing(draw: Draw, language: str) -> Item:
    """Level 1: the sentences that agree with the sheet, and the one text without a mistake."""
    product = products.product(draw, language)
    wrong = set(draw.some(range(len(product.facts)), draw.number(1, 3)))
    told = [fact.says(0, wrong=place in wrong) for place, fact in enumerate(product.facts)]
    texts, right_text = _texts(draw, product)
    words = WORDING[language]
    quoted = [Quote(text, words["text"].format(number=number)) for number, text in enumerate(texts, 1)]
    parts = (_right_ones_asked(draw, product, told, wrong), _text_asked(right_text, words))
    return item(language, "1", (product.sheet, *quoted), parts)


def mending(draw: Draw, language: str) -> Item:
    """Level 2: the wrong sentence of a description, what it should say, and the headline."""
    product = products.product(draw, language)
    words = WORDING[language]
    spoilt = draw.one([fact for fact in product.facts if fact.slug != "care"])
    told = [fact.says(draw.number(0, 1), wrong=fact is spoilt) for fact in product.facts]
    sentence = told[product.facts.index(spoilt)]
    because = words["wrong_because"].format(sentence=sentence, label=spoilt.label, value=spoilt.right.text)
    options = tuple(Option(str(number), one) for number, one in enumerate(told, 1))
    right = str(told.index(sentence) + 1)
    parts = (
        (
            Field("wrong", words["wrong_one"], "choice", options=options),
            Key("choice", right, shown=sentence),
            because,
        ),
        (
            Field("fix", words["fix"], "text", hint=words["fix_hint"]),
            Key("exact", _accepted(spoilt), shown=spoilt.right.text),
            because,
        ),
        _headline_asked(draw, product),
    )
    shown = (product.sheet, Quote(" ".join(told), words["description"]), Text(words["headline_rule"]))
    return item(language, "2", shown, parts)


def item(language: str, level: str, stimulus: tuple[Stimulus, ...], parts: Sequence[Part]) -> Item:
    words = WORDING[language][level]
    fields = tuple(field for field, _, _ in parts)
    key = {field.name: one for field, one, _ in parts}
    return Item(
        instructions=words["instructions"],
        example=words["example"],
        hint=words["hint"],
        stimulus=stimulus,
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback={field.name: because for field, _, because in parts},
    )


def _texts(draw: Draw, product: Product) -> tuple[list[str], int]:
    """Texts of two facts each; one of them has nothing wrong."""
    right = draw.number(1, TEXTS)
    return [_text(draw, product.facts, spoilt=number != right) for number in range(1, TEXTS + 1)], right


def _text(draw: Draw, facts: Sequence[Fact], *, spoilt: bool) -> str:
    two = draw.some(facts, 2)
    wrong = draw.number(0, 1) if spoilt else None
    return " ".join(fact.says(1, wrong=place == wrong) for place, fact in enumerate(two))


def _right_ones_asked(draw: Draw, product: Product, told: Sequence[str], wrong: set[int]) -> Part:
    words = WORDING[product.thing.language]
    order = draw.shuffled(range(len(told)))
    options = tuple(Option(str(place + 1), told[place]) for place in order)
    right = [str(place + 1) for place in order if place not in wrong]
    shown = " ".join(told[place] for place in order if place not in wrong)
    facts = "; ".join(f"{fact.label}: {fact.right.text}" for fact in product.facts)
    field = Field("facts", words["right_ones"], "choices", options=options)
    return field, Key("set", right, shown=shown), words["right_because"].format(facts=facts)


def _text_asked(right: int, words: Mapping[str, Any]) -> Part:
    options = tuple(
        Option(str(number), words["text"].format(number=number)) for number in range(1, TEXTS + 1)
    )
    key = Key("choice", str(right), shown=words["text"].format(number=right))
    field = Field("text", words["right_text"], "choice", options=options)
    return field, key, words["text_because"].format(number=right)


def _accepted(fact: Fact) -> list[str]:
    ways = [way for way in fact.right.ways if not way.endswith("*")]
    sentences = [fact.says(way) for way in range(len(fact.ways))]
    return list(
        dict.fromkeys([fact.right.text, *ways, *sentences, *([fact.in_short()] if fact.short else [])])
    )


def _headline_asked(draw: Draw, product: Product) -> Part:
    words = WORDING[product.thing.language]
    headlines = {kind: _headline(draw, product, kind) for kind in ("good", "boast", "vague", "wrong")}
    shown = draw.shuffled(list(headlines.values()))
    options = tuple(Option(str(number), headline) for number, headline in enumerate(shown, 1))
    good = headlines["good"]
    key = Key("choice", str(shown.index(good) + 1), shown=good)
    field = Field("headline", words["headline"], "choice", options=options)
    return field, key, words["headline_because"].format(headline=good)


def _headline(draw: Draw, product: Product, kind: str) -> str:
    language, noun = product.thing.language, product.thing.noun
    fact = draw.one([fact for fact in product.facts if fact.short])
    slots = {
        "P": noun[0].upper() + noun[1:],
        "p": noun,
        "The": "La" if product.thing.feminine else "El",
        "use": product.use,
        "fact": fact.in_short(),
        "other": fact.in_short(wrong=True),
    }
    return phrases.fill(draw.one(LISTS["headline"][kind])[language], slots)
