"""What is known about a starter job's pay, each figure beside the minimum wage that belongs to it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from escalera.jobs import figures as known
from escalera.jobs.models import Job
from escalera.jobs.starter_pay import MEASURES
from escalera.people.models import Person
from escalera.reference import queries
from escalera.reference.exposure import Exposure
from escalera.reference.facts import Source
from escalera.reference.wages import MinimumWage
from escalera.reference.words import Words

MEXICO, UNITED_STATES = "MX", "US"
COUNTRY_OF = {"MXN": MEXICO, "USD": UNITED_STATES}
DAYS_A_MONTH = 30


@dataclass(frozen=True)
class PayFigure:
    """One source's figure; `floor` is the minimum wage for the same time in the same money."""

    low: Decimal
    high: Decimal
    currency: str
    per: str
    place: Any
    covers: Any
    occupation: Any
    measure: Words
    source: Source
    year: int
    floor: Decimal | None

    @property
    def has_picture(self) -> bool:
        return self.floor is not None and self.per in ("hour", "month")


@dataclass(frozen=True)
class Sheet:
    """`pay` in the money of one's own country comes first."""

    pay: tuple[PayFigure, ...]
    exposure: Sequence[Exposure | dict[str, Any]]
    minimum_wage: MinimumWage | None  # where the person lives, or most of Mexico while they have not said
    is_own_place: bool


def sheet_of(job: Job, person: Person | None, *, today: dt.date) -> Sheet:
    place = (
        (person.country, person.state) if person and person.country in COUNTRY_OF.values() else (MEXICO, "")
    )
    us_state = place[1] if place[0] == UNITED_STATES else ""
    figures = [figure_of(kept, source, place, today) for kept, source in known.pay_of(job, us_state=us_state)]
    return Sheet(
        pay=tuple(sorted(figures, key=lambda figure: COUNTRY_OF.get(figure.currency) != place[0])),
        exposure=known.exposure_of(job),
        minimum_wage=queries.minimum_wage(*place, today),
        is_own_place=bool(person and person.country in COUNTRY_OF.values()),
    )


def figure_of(kept: dict[str, Any], source: Source, place: tuple[str, str], today: dt.date) -> PayFigure:
    return PayFigure(
        low=Decimal(kept["amount_low"]),
        high=Decimal(kept["amount_high"]),
        currency=kept["currency"],
        per=kept["per"],
        place=kept["place"],
        covers=kept["covers"],
        occupation=kept["occupation"],
        measure=MEASURES[kept["measure"]],
        source=source,
        year=kept["year"],
        # Pay of 2020 stands beside the minimum wage of 2020, where we know it.
        floor=floor_of(kept["currency"], kept["per"], place, min(today, dt.date(kept["year"], 12, 31)))
        or floor_of(kept["currency"], kept["per"], place, today),
    )


def floor_of(currency: str, per: str, place: tuple[str, str], on: dt.date) -> Decimal | None:
    """The minimum wage in that money: of one's own place when it pays in it, else of most of that country."""
    country = COUNTRY_OF.get(currency)
    wage = country and queries.minimum_wage(country, place[1] if place[0] == country else "", on)
    if not wage:
        return None
    if per == "month":
        return wage.daily * DAYS_A_MONTH if wage.daily else None
    return wage.hourly if per == "hour" else None
