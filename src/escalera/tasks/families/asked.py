"""What an item asks, one part at a time: the field, its key, and the rule that explains a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families.family import Field, Item, Key, Option, Stimulus
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw

LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Asked:
    field: Field
    key: Key
    rule: str


def item(words: Mapping[str, Any], shown: Sequence[Stimulus], asked: Sequence[Asked]) -> Item:
    """`words` holds instructions, example and hint."""
    fields = tuple(one.field for one in asked)
    key = {one.field.name: one.key for one in asked}
    return Item(
        instructions=words["instructions"],
        example=words["example"],
        hint=words["hint"],
        stimulus=tuple(shown),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback={one.field.name: one.rule for one in asked},
    )


def letter(name: str, label: str, right: int, *, of: int, called: str, rule: str) -> Asked:
    """One of several things that are shown with letters; `called` is like "Photo {letter}"."""
    options = tuple(Option(sign, called.format(letter=sign)) for sign in LETTERS[:of])
    key = Key("choice", LETTERS[right], shown=options[right].label)
    return Asked(Field(name, label, "choice", options=options), key, rule)


def one_of(draw: Draw, name: str, label: str, right: str, others: Sequence[str], rule: str) -> Asked:
    """The right label among others, in any order."""
    labels = draw.shuffled([right, *others])
    options = tuple(Option(str(place), text) for place, text in enumerate(labels, 1))
    key = Key("choice", str(labels.index(right) + 1), shown=right)
    return Asked(Field(name, label, "choice", options=options), key, rule)


def named(name: str, label: str, right: str, names: Mapping[str, str], rule: str) -> Asked:
    """One of the names, always in the same order."""
    options = tuple(Option(slug, text) for slug, text in names.items())
    return Asked(
        Field(name, label, "choice", options=options), Key("choice", right, shown=names[right]), rule
    )


def all_of(name: str, label: str, labels: Sequence[str], right: Sequence[int], rule: str) -> Asked:
    """The right ones among the labels; at least one is."""
    options = tuple(Option(str(place), text) for place, text in enumerate(labels, 1))
    values = [str(place + 1) for place in right]
    shown = " · ".join(labels[place] for place in right)
    return Asked(Field(name, label, "choices", options=options), Key("set", values, shown=shown), rule)


def ordered(draw: Draw, name: str, label: str, right: Sequence[str], rule: str) -> Asked:
    """The labels to be put in the order of `right`."""
    signs = dict(zip(draw.shuffled(range(len(right))), "abcdefgh", strict=False))
    options = tuple(Option(sign, right[place]) for place, sign in signs.items())
    key = Key("ranking", [signs[place] for place in range(len(right))], shown=" → ".join(right))
    return Asked(Field(name, label, "ranking", options=options), key, rule)


def peers(name: str, label: str, hint: str, rule: str, *, long: bool = False) -> Asked:
    """A text for which there is no right answer: peers compare it with others."""
    field = Field(name, label, "longtext" if long else "text", hint=hint)
    return Asked(field, Key("peer", None), rule)


def free(
    name: str,
    label: str,
    hint: str,
    criteria: Sequence[Mapping[str, Any]],
    shown: str,
    rule: str,
    *,
    long: bool = True,
    weight: float = 1.0,
) -> Asked:
    """A text checked against criteria; `shown` is an example that meets them all."""
    field = Field(name, label, "longtext" if long else "text", hint=hint)
    return Asked(field, Key("rubric", list(criteria), shown=shown, weight=weight), rule)
