"""Minimum wages by place and date."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from escalera.reference import content
from escalera.reference.content import ContentError, Table
from escalera.reference.words import Words

CENT = Decimal("0.01")


@dataclass(frozen=True)
class WageZone:
    id: str
    country: str
    currency: str
    name: Words
    hours_a_day: int | None  # where the law sets the day: how many hours a day has


@dataclass(frozen=True)
class MinimumWage:
    """`daily` only where the law sets the day (Mexico). `may_have_changed`: ours is of an earlier year."""

    hourly: Decimal
    daily: Decimal | None
    currency: str
    zone: WageZone
    valid_from: dt.date
    source: str
    may_have_changed: bool

    @property
    def explained(self) -> Words:
        if self.daily is None:
            return Words(
                f"The minimum wage in {self.zone.name.en}.", f"El salario mínimo en {self.zone.name.es}."
            )
        day, hours = f"{self.daily} pesos", f"{self.zone.hours_a_day}"
        return Words(
            f"The law sets {day} a day in {self.zone.name.en}; we divide it by {hours} hours.",
            f"La ley fija {day} al día en {self.zone.name.es}; lo dividimos entre {hours} horas.",
        )


@dataclass(frozen=True)
class Rate:
    zone: str
    valid_from: dt.date
    hourly: Decimal
    daily: Decimal | None
    source: str


@dataclass(frozen=True)
class WageTable:
    zones: Mapping[str, WageZone]
    rates: tuple[Rate, ...]  # by date
    zone_of: Mapping[tuple[str, str], str]
    default_zone: Mapping[str, str]

    def zone(self, country: str, state_or_zone: str) -> WageZone | None:
        """The zone itself, the zone its state stands in, or the country's most common one."""
        zone = self.zones.get(state_or_zone)
        if zone and zone.country == country:
            return zone
        id_ = self.zone_of.get((country, state_or_zone)) or self.default_zone.get(country)
        return self.zones[id_] if id_ else None

    def minimum_wage(self, country: str, state_or_zone: str, date: dt.date) -> MinimumWage | None:
        zone = self.zone(country, state_or_zone)
        known = [rate for rate in self.rates if zone and rate.zone == zone.id and rate.valid_from <= date]
        if not zone or not known:
            return None
        rate = known[-1]
        return MinimumWage(
            hourly=rate.hourly,
            daily=rate.daily,
            currency=zone.currency,
            zone=zone,
            valid_from=rate.valid_from,
            source=rate.source,
            may_have_changed=date.year > self._checked(country).year,
        )

    def _checked(self, country: str) -> dt.date:
        return max(rate.valid_from for rate in self.rates if self.zones[rate.zone].country == country)


def minimum_wage(country: str, state_or_zone: str, date: dt.date) -> MinimumWage | None:
    """The minimum wage on that day, or None when we do not know it.

    `country` is "MX" or "US"; `state_or_zone` a code of reference.places or of `zones`, or empty.
    """
    return load().minimum_wage(country, state_or_zone, date)


def zones(country: str) -> tuple[WageZone, ...]:
    return tuple(zone for zone in load().zones.values() if zone.country == country)


@cache
def load() -> WageTable:
    return parse(content.read(content.file("escalera.reference", "minimum_wages.toml")))


def parse(table: Table) -> WageTable:
    found = tuple(_zone(one) for one in content.tables(table, "zone", "minimum wages"))
    content.refuse_doubles((zone.id for zone in found), "wage zones")
    zones = {zone.id: zone for zone in found}
    rates = [_rate(one, zones) for one in content.tables(table, "rate", "minimum wages")]
    content.refuse_doubles((f"{rate.zone} from {rate.valid_from}" for rate in rates), "minimum wages")
    zone_of = {
        (c, state): zone for c, states in table.get("zone_of", {}).items() for state, zone in states.items()
    }
    default = dict(table.get("default_zone", {}))
    content.refuse_unknown([*zone_of.values(), *default.values()], zones, "wage zones")
    return WageTable(zones, tuple(sorted(rates, key=lambda rate: rate.valid_from)), zone_of, default)


def _zone(table: Table) -> WageZone:
    id_ = content.text(table, "id", "zone")
    return WageZone(
        id=id_,
        country=content.text(table, "country", id_),
        currency=content.text(table, "currency", id_),
        name=content.words(table, "name", id_),
        hours_a_day=table.get("hours_a_day"),
    )


def _rate(table: Table, zones: Mapping[str, WageZone]) -> Rate:
    id_ = content.text(table, "zone", "rate")
    content.refuse_unknown([id_], zones, "wage zones")
    daily = content.amount(table, "daily", id_) if "daily" in table else None
    hourly = _hourly(daily, zones[id_]) if daily is not None else content.amount(table, "hourly", id_)
    return Rate(id_, table["from"], hourly, daily, content.text(table, "source", id_))


def _hourly(daily: Decimal, zone: WageZone) -> Decimal:
    if not zone.hours_a_day:
        raise ContentError(f"{zone.id}: a daily wage needs 'hours_a_day'")
    return (daily / zone.hours_a_day).quantize(CENT, ROUND_HALF_UP)
