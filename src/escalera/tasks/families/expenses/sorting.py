"""Levels 1 to 3: the category of each expense, a category added up, and a month closed."""

from __future__ import annotations

from collections.abc import Sequence

from escalera.tasks.families import asked
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.expenses import movements
from escalera.tasks.families.expenses.movements import (
    CATEGORIES,
    COMES_IN,
    LISTS,
    WORDING,
    Business,
    Movement,
)
from escalera.tasks.families.family import Field, Item, Key, Table
from escalera.tasks.families.family import Text as Words
from escalera.tasks.families.phrases import Draw

ASKED = 4


def one_by_one(draw: Draw, language: str) -> Item:
    """Level 1: four expenses, each in its category."""
    owner, words = movements.business(draw, language), WORDING[language]
    kinds = draw.some([*CATEGORIES, "materials", "tools"], ASKED)
    names = {slug: movements.category(slug, language) for slug in CATEGORIES}
    parts = []
    for place, one in enumerate(owner.movements(draw, kinds), 1):
        because = words["which_because"].format(
            means=movements.means(one.kind, language), category=names[one.kind]
        )
        label = words["which"].format(movement=one.text)
        parts.append(asked.named(f"category-{place}", label, one.kind, names, because))
    shown = (Words(owner.name), movements.categories(language))
    return asked.item(words["1"], shown, parts)


def added_up(draw: Draw, language: str) -> Item:
    """Level 2: what is for the home, and one category added up."""
    owner, words = movements.business(draw, language), WORDING[language]
    wanted, *others = draw.shuffled(CATEGORIES)
    kinds = [wanted] * draw.number(2, 3) + others[:2] + ["personal"] * draw.number(1, 2)
    made = owner.movements(draw, kinds)
    home = [place for place, one in enumerate(made) if one.kind == "personal"]
    texts = [one.text for one in made]
    because = words["personal_because"].format(shown=", ".join(texts[place] for place in home))
    sum_, total = movements.total(one for one in made if one.kind == wanted)
    label = words["sum"].format(category=movements.category(wanted, language))
    why = words["sum_because"].format(sum=sum_, total=total, means=movements.means(wanted, language))
    rows = tuple((one.text, str(one.amount)) for one in made)
    listed = Table(words["list_caption"].format(name=owner.name), tuple(words["header"]), rows)
    parts = (
        asked.all_of("personal", words["personal"], texts, home, because),
        _number("sum", label, total, why),
    )
    return asked.item(words["2"], (movements.categories(language), listed), parts)


def month_closed(draw: Draw, language: str) -> Item:
    """Level 3: what does not count, income, expenses, and what is left."""
    owner, words = movements.business(draw, language), WORDING[language]
    made = _month(draw, owner)
    apart = [place for place, one in enumerate(made) if one.kind in ("loan", "unpaid", "personal")]
    sales, income = movements.total(one for one in made if one.kind == "sale")
    costs, spent = movements.total(one for one in made if one.kind in CATEGORIES)
    texts = [one.text for one in made]
    because = words["apart_because"].format(shown=", ".join(texts[place] for place in apart))
    parts = (
        asked.all_of("apart", words["apart"], texts, apart, because),
        _number("income", words["income"], income, words["income_because"].format(sum=sales, total=income)),
        _number("spent", words["spent"], spent, words["spent_because"].format(sum=costs, total=spent)),
        _number(
            "left",
            words["left"],
            income - spent,
            words["left_because"].format(income=income, spent=spent, left=income - spent),
        ),
    )
    return asked.item(words["3"], (Words(words["rules"]), _ledger(owner, made)), parts)


def _month(draw: Draw, owner: Business) -> list[Movement]:
    """Two paid sales of more than all expenses, and two or three movements that don't count."""
    kinds = [*draw.some(CATEGORIES, 3), *draw.some(("loan", "unpaid", "personal"), draw.number(2, 3))]
    made = owner.movements(draw, kinds)
    weeks = LISTS["weeks"][owner.language]
    sales = [
        Movement(f"{owner.sale}, {week}", "sale", draw.number(600, 1200, 5)) for week in draw.some(weeks, 2)
    ]
    return draw.shuffled([*made, *sales])


def _ledger(owner: Business, made: Sequence[Movement]) -> Table:
    words = WORDING[owner.language]
    rows = tuple(
        (one.text, str(one.amount), "") if one.kind in COMES_IN else (one.text, "", str(one.amount))
        for one in made
    )
    return Table(words["month_caption"].format(name=owner.name), tuple(words["month_header"]), rows)


def _number(name: str, label: str, right: int, because: str) -> Asked:
    return Asked(Field(name, label, "number"), Key("number", right), because)
