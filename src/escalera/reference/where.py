"""From a ZIP code or a municipality, asked once and never stored, to what is kept: rural or not, and the wage zone."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from escalera.reference import content, places, wages
from escalera.reference.models import Locality
from escalera.reference.places import RuralClass
from escalera.reference.wages import WageZone

ZIP, COUNTY, MUNICIPALITY = "zip", "county", "municipality"
MUNICIPALITIES_SHOWN = 20


@dataclass(frozen=True)
class Place:
    """What may be kept of where somebody lives, and no more. `is_exact` is False where a municipality holds both."""

    country: str
    state: str
    rural: RuralClass
    wage_zone: WageZone | None
    is_exact: bool


class UnknownPlace(Exception):
    """The rurality tables are not loaded, or don't hold this place."""


def by_zip(code: str) -> Place:
    """Of a ZIP code of the United States, with or without its last four digits. Raises UnknownPlace."""
    found = re.fullmatch(r"(\d{5})(-?\d{4})?", code.strip(), re.ASCII)
    row = found and Locality.objects.filter(kind=ZIP, code=found[1]).first()
    if not row or row.rurality is None:
        raise UnknownPlace
    rural = places.by_commuting_code(row.rurality)
    return Place("US", row.state, rural, wages.load().zone("US", row.state), is_exact=True)


def by_county(code: str) -> Place:
    """Of a county's FIPS code. Raises UnknownPlace."""
    row = Locality.objects.filter(kind=COUNTY, code=code).first()
    if not row or row.rurality is None:
        raise UnknownPlace
    return Place(
        "US",
        row.state,
        places.by_county_code(row.rurality),
        wages.load().zone("US", row.state),
        is_exact=True,
    )


def by_municipality(code: str) -> Place:
    """Of a municipality's five digits. A town of it may differ: by INEGI's rule the locality decides."""
    row = Locality.objects.filter(kind=MUNICIPALITY, code=code).first()
    if not row or row.rural_share is None:
        raise UnknownPlace
    rural = places.by_rural_share(row.rural_share)
    return Place("MX", row.state, rural, _zone(row), is_exact=row.rural_share in (0, 1))


def municipalities(words: str, *, state: str = "") -> list[Locality]:
    """Those whose name begins with these words, accents or not, for a person to choose from."""
    rows = Locality.objects.filter(kind=MUNICIPALITY)
    rows = rows.filter(state=state) if state else rows
    wanted = plain(words)
    found = [row for row in rows.order_by("name", "code").iterator() if plain(row.name).startswith(wanted)]
    return found[:MUNICIPALITIES_SHOWN]


def _zone(row: Locality) -> WageZone | None:
    zone = "frontera_norte" if plain(row.name) in border_zone().get(row.state, ()) else row.state
    return wages.load().zone("MX", zone)


@cache
def border_zone() -> Mapping[str, frozenset[str]]:
    """The municipalities of the northern border zone, by state."""
    table = content.read(content.file("escalera.reference", "border_zone.toml"))
    return {state: frozenset(map(plain, content.texts(table, state, "border zone"))) for state in table}


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
