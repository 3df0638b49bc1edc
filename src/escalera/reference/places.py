"""What a person may say about where they are, and by which rule a place is rural."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from escalera.reference import content
from escalera.reference.content import Table
from escalera.reference.words import Words

INEGI = "inegi-under-2500"
USDA = "usda-nonmetropolitan"
RUCA = "usda-ruca"
MUNICIPALITY = "inegi-municipality"
LAST_METROPOLITAN_CODE = 3
LAST_CODE = 9
LAST_METROPOLITAN_RUCA = 3


@dataclass(frozen=True)
class State:
    code: str
    name: Words


@dataclass(frozen=True)
class Country:
    code: str
    name: Words
    states: tuple[State, ...]


@dataclass(frozen=True)
class LocalitySize:
    id: str
    label: Words
    people_from: int
    people_below: int | None

    @property
    def rural(self) -> bool:
        """By INEGI's rule: fewer than 2,500 inhabitants."""
        return self.people_below is not None and self.people_below <= 2500


@dataclass(frozen=True)
class RuralRule:
    id: str
    country: str
    source: str
    rural: Words
    urban: Words


@dataclass(frozen=True)
class RuralClass:
    rural: bool
    rule: RuralRule

    @property
    def why(self) -> Words:
        return self.rule.rural if self.rural else self.rule.urban


@dataclass(frozen=True)
class Places:
    countries: Mapping[str, Country]
    locality_sizes: Mapping[str, LocalitySize]
    rules: Mapping[str, RuralRule]


def countries() -> tuple[Country, ...]:
    """For a form: Mexico and the United States first, "another country" (ZZ) last."""
    return tuple(load().countries.values())


def states(country: str) -> tuple[State, ...]:
    found = load().countries.get(country)
    return found.states if found else ()


def locality_sizes() -> tuple[LocalitySize, ...]:
    return tuple(load().locality_sizes.values())


def by_inhabitants(people: int) -> RuralClass:
    """INEGI's rule: rural when the locality has fewer than 2,500 inhabitants."""
    return RuralClass(people < 2500, load().rules[INEGI])


def by_locality_size(size: str) -> RuralClass:
    """INEGI's rule for one of `locality_sizes`. Raises KeyError for another size."""
    return RuralClass(load().locality_sizes[size].rural, load().rules[INEGI])


def by_county_code(code: int) -> RuralClass:
    """USDA's rule: Rural-Urban Continuum Codes 4 to 9 are nonmetropolitan."""
    if not 1 <= code <= LAST_CODE:
        raise ValueError(f"Rural-Urban Continuum Codes go from 1 to {LAST_CODE}, not {code}")
    return by_nonmetropolitan(code > LAST_METROPOLITAN_CODE)


def by_nonmetropolitan(nonmetropolitan: bool) -> RuralClass:
    return RuralClass(nonmetropolitan, load().rules[USDA])


def by_commuting_code(code: int) -> RuralClass:
    """USDA's rule for a ZIP area: RUCA codes 4 to 10 are outside the reach of metropolitan areas."""
    return RuralClass(code > LAST_METROPOLITAN_RUCA, load().rules[RUCA])


def by_rural_share(share: Decimal) -> RuralClass:
    """Of a municipality of Mexico, by the share of its people who live in rural localities."""
    return RuralClass(share > Decimal("0.5"), load().rules[MUNICIPALITY])


@cache
def load() -> Places:
    return parse(content.read(content.file("escalera.reference", "places.toml")))


def parse(table: Table) -> Places:
    found = [_country(one, table.get("states", {})) for one in content.tables(table, "country", "places")]
    content.refuse_doubles((one.code for one in found), "countries")
    sizes = [_size(one) for one in content.tables(table, "locality_size", "places")]
    rules = [_rule(one) for one in content.tables(table, "rule", "places")]
    return Places(
        countries={one.code: one for one in found},
        locality_sizes={one.id: one for one in sizes},
        rules={one.id: one for one in rules},
    )


def _country(table: Table, states: Mapping[str, Table]) -> Country:
    code = content.text(table, "code", "country")
    own = states.get(code, {})
    return Country(
        code,
        content.words(table, "name", code),
        tuple(State(key, content.words(own, key, code)) for key in own),
    )


def _size(table: Table) -> LocalitySize:
    id_ = content.text(table, "id", "locality size")
    return LocalitySize(
        id_, content.words(table, "label", id_), table["people_from"], table.get("people_below")
    )


def _rule(table: Table) -> RuralRule:
    id_ = content.text(table, "id", "rule")
    return RuralRule(
        id=id_,
        country=content.text(table, "country", id_),
        source=content.text(table, "source", id_),
        rural=content.words(table, "rural", id_),
        urban=content.words(table, "urban", id_),
    )
