"""Levels 1 and 2: the ideas that keep the customer's limits, and the money left over."""

from __future__ import annotations

from escalera.tasks.families import asked
from escalera.tasks.families.asked import LETTERS, Asked
from escalera.tasks.families.customer_ideas import customers
from escalera.tasks.families.customer_ideas.customers import IDEAS, LIMITS, WORDING, Customer
from escalera.tasks.families.family import Field, Item, Key
from escalera.tasks.families.phrases import Draw


def one_fits(draw: Draw, language: str) -> Item:
    """Level 1: one idea keeps all limits; which limit does another break?"""
    broken = draw.shuffled(["", *draw.shuffled(LIMITS)])
    customer, words = customers.customer(draw, language, broken), WORDING[language]
    best = broken.index("")
    other = draw.one([place for place in range(IDEAS) if place != best])
    fits, fault = customer.ideas[best], broken[other]
    numbers = ", ".join(customer.said(name, fits.needs[name]) for name in LIMITS)
    needs = customer.said(fault, customer.ideas[other].needs[fault])
    has = customer.said(fault, customer.limits[fault])
    parts = (
        asked.letter(
            "best",
            words["best"],
            best,
            of=IDEAS,
            called=words["idea"],
            rule=words["best_because"].format(letter=LETTERS[best], numbers=numbers),
        ),
        asked.named(
            "wrong",
            words["wrong"].format(letter=LETTERS[other]),
            fault,
            words["limits"],
            words["wrong_because"].format(letter=LETTERS[other], needs=needs, has=has),
        ),
    )
    return asked.item(words["1"], customer.shown, parts)


def some_fit(draw: Draw, language: str) -> Item:
    """Level 2: all ideas that fit, and what is left after paying for one."""
    count = draw.number(2, 3)
    broken = draw.shuffled([""] * count + [draw.one(LIMITS) for _ in range(IDEAS - count)])
    customer = customers.customer(draw, language, broken, with_reach=True)
    words = customer.words
    fitting = [place for place, fault in enumerate(broken) if not fault]
    letters = ", ".join(LETTERS[place] for place in fitting)
    because = words["fit_because"].format(letters=letters)
    fit = asked.all_of("fit", words["fit"], customer.lettered, fitting, because)
    parts = (fit, _most_asked(customer, fitting), _left_asked(customer, draw.one(fitting)))
    return asked.item(words["2"], customer.shown, parts)


def _most_asked(customer: Customer, fitting: list[int]) -> Asked:
    words = customer.words
    most = max(fitting, key=lambda place: customer.ideas[place].reaches)
    letters = ", ".join(LETTERS[place] for place in fitting)
    because = words["most_because"].format(
        letters=letters, letter=LETTERS[most], reaches=customer.ideas[most].reaches
    )
    return asked.letter("most", words["most"], most, of=IDEAS, called=words["idea"], rule=because)


def _left_asked(customer: Customer, place: int) -> Asked:
    words, budget = customer.words, customer.limits["money"]
    cost = customer.ideas[place].needs["money"]
    because = words["left_because"].format(budget=budget, cost=cost, left=budget - cost)
    label = words["left"].format(currency_=customer.currency.capitalize(), letter=LETTERS[place])
    return Asked(Field("left", label, "number"), Key("number", budget - cost), because)
