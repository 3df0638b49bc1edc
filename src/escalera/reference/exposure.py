"""How much AI may change an occupation's work: several measures with their year, never one number."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from escalera.reference import content
from escalera.reference.content import ContentError, Table
from escalera.reference.words import Words


@dataclass(frozen=True)
class Measure:
    id: str
    name: Words
    meaning: Words
    source: str
    year: int
    cuts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Band:
    id: str
    label: Words


@dataclass(frozen=True)
class Exposure:
    """One measure of one occupation: `value` from 0 to 1, `band` beside all measured occupations."""

    measure: Measure
    value: Decimal
    band: Band


@dataclass(frozen=True)
class ExposureTable:
    measures: tuple[Measure, ...]
    bands: tuple[Band, ...]
    values: Mapping[str, Mapping[str, Decimal]]

    def of(self, soc: str, imported: Mapping[str, Decimal] | None = None) -> tuple[Exposure, ...]:
        values = {**self.values.get(soc, {}), **(imported or {})}
        return tuple(self._exposure(one, values[one.id]) for one in self.measures if one.id in values)

    def _exposure(self, measure: Measure, value: Decimal) -> Exposure:
        return Exposure(measure, value, self.bands[bisect_right(measure.cuts, value)])


def of(soc: str) -> tuple[Exposure, ...]:
    """The measures of the US occupation with this SOC code; empty when nobody has measured it."""
    return load().of(soc)


@cache
def load() -> ExposureTable:
    return parse(content.read(content.file("escalera.reference", "exposure.toml")))


def parse(table: Table) -> ExposureTable:
    bands = tuple(
        Band(content.text(one, "id", "band"), content.words(one, "label", "band"))
        for one in content.tables(table, "band", "exposure")
    )
    measures = tuple(_measure(one, len(bands)) for one in content.tables(table, "measure", "exposure"))
    occupations = content.tables(table, "occupation", "exposure")
    content.refuse_doubles((str(one.get("soc")) for one in occupations), "exposure")
    return ExposureTable(measures, bands, dict(_values(one, measures) for one in occupations))


def _measure(table: Table, bands: int) -> Measure:
    id_ = content.text(table, "id", "measure")
    cuts = tuple(Decimal(cut) for cut in content.texts(table, "cuts", id_))
    if len(cuts) != bands - 1 or list(cuts) != sorted(cuts):
        raise ContentError(f"{id_}: needs {bands - 1} rising cuts")
    return Measure(
        id=id_,
        name=content.words(table, "name", id_),
        meaning=content.words(table, "meaning", id_),
        source=content.text(table, "source", id_),
        year=int(table["year"]),
        cuts=cuts,
    )


def _values(table: Table, measures: tuple[Measure, ...]) -> tuple[str, Mapping[str, Decimal]]:
    soc = content.text(table, "soc", "exposure")
    content.refuse_unknown(table, ["soc", *(one.id for one in measures)], soc)
    return soc, {one.id: content.amount(table, one.id, soc) for one in measures if one.id in table}
