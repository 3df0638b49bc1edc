"""Level 3: write the reply; what it must say comes from the facts of the case."""

from __future__ import annotations

from typing import Any

from escalera.tasks.families.customer_reply import assembling, cases
from escalera.tasks.families.customer_reply.cases import WORDING, Case
from escalera.tasks.families.family import Field, Item, Key, Quote, Stimulus, Table, Text
from escalera.tasks.families.materials import Materials
from escalera.tasks.families.phrases import Draw, cast

LEAST, MOST = 25, 90
COPIED = 9
SORRY = [
    "sorry",
    "apolog*",
    "regret*",
    "forgive*",
    "pardon",
    "disculp*",
    "lament*",
    "perdon*",
    "sentimos",
    "siento",
]
PRIVATE = ["card number", "number of your card", "photo of your card", "send us your card", "card details"]
PRIVATE += ["bank details", "password*", "your fault"]
PRIVATE += [
    "numero de tu tarjeta",
    "numero de tarjeta",
    "foto de tu tarjeta",
    "mandanos tu tarjeta",
    "envianos tu tarjeta",
    "datos de tu tarjeta",
    "datos de tu banco",
    "datos bancarios",
    "clave de tu banco",
    "contraseña*",
    "cvv",
    "tu culpa",
    "su culpa",
]
PROMISES = [
    "discount*",
    "gift*",
    "coupon*",
    "a present",
    "descuento*",
    "regal*",
    "cupon*",
    "nunca mas",
    "never again",
]


def item(draw: Draw, language: str, own: Materials) -> Item:
    one = cases.case(draw, language, own)
    words = WORDING[language]
    shown = cases.stimulus(draw, one)
    hint = words["write_hint"].format(low=LEAST, high=MOST)
    parts = cases.parts(draw, one)
    fields = {
        "reply": (
            Field("reply", words["write"], "longtext", hint=hint),
            Key("rubric", criteria(one, _given(shown)), shown=" ".join(parts.values())),
        )
    }
    return assembling.item(language, "3", shown, fields, {"reply": words["write_because"]})


def criteria(one: Case, given: list[str]) -> list[dict[str, Any]]:
    """What the reply must say, and its limits. Copying or another language costs everything."""
    says = WORDING[one.language]["says"]
    return [
        {"kind": "greeting", "says": says["greeting"]},
        {"kind": "contains", "of": [one.customer.first], "says": says["first"]},
        {"kind": "contains", "of": SORRY, "says": says["sorry"], "weight": 2},
        {"kind": "contains", "of": _names(one), "says": says["thing"]},
        *(_must_say(one, wanted) for wanted in one.problem["must_say"]),
        {"kind": "farewell", "says": says["farewell"]},
        {"kind": "min_words", "n": LEAST, "says": says["long"].format(n=LEAST)},
        {"kind": "max_words", "n": MOST, "says": says["short"].format(n=MOST)},
        {"kind": "avoids", "of": PRIVATE, "says": says["private"]},
        {"kind": "avoids", "of": PROMISES, "says": says["promise"]},
        {"kind": "no_shouting", "says": says["shouting"]},
        {"kind": "language", "of": one.language, "says": says["language"], "must": True},
        {"kind": "few_copied", "n": COPIED, "of": given, "says": says["own"], "must": True},
    ]


def _must_say(one: Case, wanted: dict[str, Any]) -> dict[str, Any]:
    what = WORDING[one.language]["says"]["must"].format(what=wanted[one.language])
    ways = one.figure(wanted["figure"]) if "figure" in wanted else list(wanted["stems"])
    return {"kind": "contains", "of": ways, "says": what, "weight": 2}


def _names(one: Case) -> list[str]:
    """The product by its name or by the word that carries it."""
    return [one.thing.noun, cast.head(one.thing), one.thing.noun.removeprefix(cases.PACKED[one.language])]


def _given(shown: tuple[Stimulus, ...]) -> list[str]:
    texts = [part.text for part in shown if isinstance(part, (Quote, Text))]
    rows = [" ".join(row) for part in shown if isinstance(part, Table) for row in part.rows]
    return [*texts, " ".join(rows)]
