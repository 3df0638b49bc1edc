"""Level 3: an idea for peers to compare, and a plan whose numbers a machine can check."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.customer_ideas import customers
from escalera.tasks.families.customer_ideas.customers import IDEAS, LIMITS, Customer
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw

LEAST, MOST, LONGEST = 25, 80, 28
FIRST = ["first*", "begin*", "start*", "primer*", "empez*", "empiez*", "comienz*", "comenz*", "arranc*"]
UNITS = {
    "money": ["$", "peso", "dollar", "dolar"],
    "people": ["people", "person", "of us", "neighbor", "vecin"],
    "days": ["day", "dia"],
}


def item(draw: Draw, language: str) -> Item:
    broken = draw.shuffled(["", "", *draw.some(LIMITS, IDEAS - 2)])
    customer = customers.customer(draw, language, broken)
    words = customer.words
    spark = asked.peers("spark", words["spark"], words["spark_hint"], words["spark_because"], long=True)
    hint = words["plan_hint"].format(least=LEAST, most=MOST)
    plan = asked.free(
        "plan", words["plan"], hint, criteria(customer), _example(customer), words["plan_because"]
    )
    return asked.item(words["3"], customer.shown, (spark, plan))


def criteria(customer: Customer) -> list[craft.Criterion]:
    language, says = customer.language, customer.words["says"]
    limits = {name: customer.amount(name, customer.limits[name]) for name in LIMITS}
    # The wish may be told as it is: a plan has to name it.
    given = [customer.words["3"]["example"], " ".join(customer.lettered)]
    said = {"wish": list(customer.stems), "first": FIRST}
    return [
        *(
            {"kind": "contains", "of": ways, "says": says[name], "weight": craft.SAID}
            for name, ways in said.items()
        ),
        *(
            {
                "kind": "amount",
                "of": UNITS[name],
                "most": customer.limits[name],
                "says": says[told].format(**limits),
                "weight": craft.SAID,
            }
            for name, told in (("money", "cost"), ("people", "people"), ("days", "days"))
        ),
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, LONGEST),
        *craft.without(language, "boasts", "pressure"),
        craft.own(given, language),
        craft.in_language(language),
    ]


def _example(customer: Customer) -> str:
    limits = customer.limits
    return str(
        customer.words["example"].format(
            plan=customer.plan,
            who=customer.who,
            cost=limits["money"] // 2,
            currency=customer.currency,
            people=min(3, limits["people"]),
            days=limits["days"] - 1,
        )
    )
