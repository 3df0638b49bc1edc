"""What is known about the pay of a starter job: a figure, whom it covers, where, its source and year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from escalera.reference import content
from escalera.reference.content import ContentError, Table
from escalera.reference.words import Words

PERIODS = ("hour", "month", "task")
MEASURES = {
    "middle_half": Words(
        "half of the people are between these two", "la mitad de la gente gana entre estas dos cantidades"
    ),
    "median": Words(
        "half of the people get less than this, half get more",
        "la mitad de la gente gana menos que esto y la otra mitad, más",
    ),
    "area_median": Words(
        "the middle pay of each of these areas, averaged",
        "el pago de en medio de cada una de estas zonas, promediado",
    ),
}


@dataclass(frozen=True)
class PayFact:
    """For a median, low and high are the same. `people`: how many were counted, where few."""

    amount_low: Decimal
    amount_high: Decimal
    currency: str
    per: str  # one of PERIODS
    measure: str  # one of MEASURES
    place: Words
    covers: Words
    occupation: Words | None  # the nearest measured occupation; None where the figure is about this very work
    source: str
    year: int
    people: int | None

    @property
    def measure_words(self) -> Words:
        return MEASURES[self.measure]


def parse(table: Table, where: str) -> PayFact:
    low = content.amount(table, "amount_low", where)
    high = content.amount(table, "amount_high", where)
    if low > high:
        raise ContentError(f"{where}: pay from {low} to {high}")
    return PayFact(
        amount_low=low,
        amount_high=high,
        currency=content.text(table, "currency", where),
        per=_one_of(PERIODS, table, "per", where),
        measure=_one_of(MEASURES, table, "measure", where),
        place=content.words(table, "place", where),
        covers=content.words(table, "covers", where),
        occupation=content.words(table, "occupation", where) if "occupation" in table else None,
        source=content.text(table, "source", where),
        year=int(table["year"]),
        people=table.get("people"),
    )


def _one_of(allowed: Any, table: Table, key: str, where: str) -> str:
    value = content.text(table, key, where)
    content.refuse_unknown([value], allowed, f"{where}: {key}")
    return value
