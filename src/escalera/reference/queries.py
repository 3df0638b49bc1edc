"""What is loaded, and facts from it: an imported figure where it is newer than ours, else ours."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q

from escalera.reference import datasets as known_datasets
from escalera.reference import exposure as ours
from escalera.reference import facts, places, wages
from escalera.reference.datasets import KnownDataset
from escalera.reference.exposure import Exposure
from escalera.reference.facts import Source
from escalera.reference.models import Dataset, MinimumWageRate, OccupationExposure, OccupationWage
from escalera.reference.wages import MinimumWage, WageZone

OLD_AFTER_DAYS = 730


@dataclass(frozen=True)
class Listed:
    """A dataset that can be imported, with what is loaded of it."""

    known: KnownDataset
    loaded: Dataset | None
    days_old: int | None

    @property
    def is_old(self) -> bool:
        return self.days_old is not None and self.days_old > OLD_AFTER_DAYS

    def plain(self) -> dict[str, Any]:
        row, known = self.loaded, self.known
        return {
            "id": known.id,
            "title": known.title,
            "publisher": known.publisher,
            "licence": known.licence,
            "url": known.url,
            "loaded": row is not None,
            "version": row.version if row else None,
            "dated": row.dated.isoformat() if row else None,
            "imported_at": row.imported_at.isoformat() if row else None,
            "rows": row.rows if row else 0,
            "files": row.files if row else [],
        }


def datasets(*, today: dt.date) -> list[Listed]:
    """Everything that can be imported, loaded or not."""
    rows = {row.name: row for row in Dataset.objects.all()}
    return [
        Listed(one, row := rows.get(one.id), (today - row.dated).days if row else None)
        for one in known_datasets.known().values()
    ]


def source_of(name: str) -> Source | None:
    """The loaded edition as a source of figures; None while it is not loaded."""
    row, known = Dataset.objects.filter(name=name).first(), known_datasets.known()[name]
    if row is None:
        return None
    return replace(
        facts.source(known.source),
        id=name,
        name=f"{known.title}, {row.version}",
        year=row.dated.year,
        url=known.url,
    )


def occupation_wages(soc: str, *, state: str = "") -> list[OccupationWage]:
    """The imported wages of the state where one is asked for, then of the whole country."""
    wanted = Q(state="") | Q(state=state)
    return list(OccupationWage.objects.filter(wanted, soc=soc).order_by("-state"))


def exposure(soc: str) -> tuple[Exposure, ...]:
    """Each measure of the occupation: the imported value, else ours; empty while none was imported for it."""
    imported = dict(OccupationExposure.objects.filter(soc=soc).values_list("measure", "value"))
    return ours.load().of(soc, imported=imported) if imported else ()


def minimum_wage(country: str, state_or_zone: str, date: dt.date) -> MinimumWage | None:
    """As reference.wages has it, or an imported rate that holds from the same day or a later one."""
    small = wages.minimum_wage(country, state_or_zone, date)
    zone = _own_zone(country, state_or_zone) or wages.load().zone(country, state_or_zone)
    if zone is None:
        return small
    since = {"valid_from__gte": small.valid_from} if small else {}
    rates = MinimumWageRate.objects.filter(zone=zone.id, valid_from__lte=date, **since)
    rate = rates.order_by("valid_from").last()
    return _with(rate, zone, date) if rate else small


def _own_zone(country: str, state: str) -> WageZone | None:
    """A state that has no zone in our table, yet may have a rate of its own in an imported one."""
    if country != "US" or state in wages.load().zones:
        return None
    named = {one.code: one.name for one in places.states(country)}.get(state)
    if named is None or not MinimumWageRate.objects.filter(zone=state).exists():
        return None
    return WageZone(state, country, "USD", named, None)


def _with(rate: MinimumWageRate, zone: WageZone, date: dt.date) -> MinimumWage:
    hourly = rate.hourly
    if rate.daily is not None and zone.hours_a_day:
        hourly = (rate.daily / zone.hours_a_day).quantize(wages.CENT, ROUND_HALF_UP)
    return MinimumWage(
        hourly=hourly or Decimal(0),
        daily=rate.daily if zone.hours_a_day else None,
        currency=zone.currency,
        zone=zone,
        valid_from=rate.valid_from,
        source="conasami" if zone.country == "MX" else "us-department-of-labor",
        may_have_changed=date.year > max(_newest_years(zone, rate)),
    )


def _newest_years(zone: WageZone, rate: MinimumWageRate) -> Iterator[int]:
    """A state's rate may stand for years: the newest rate of its country says when somebody last looked."""
    yield rate.valid_from.year
    yield from (one.valid_from.year for one in wages.load().rates if one.zone == zone.id)
    row = Dataset.objects.filter(name="minimum-wages").first()
    if row:
        yield row.dated.year
