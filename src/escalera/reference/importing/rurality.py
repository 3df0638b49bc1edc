"""Which ZIP areas, counties and municipalities are rural: USDA's codes, and INEGI's shares."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q

from escalera.reference import places
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source, versions
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Cells, Changes, Merge
from escalera.reference.models import Locality

ZIP, COUNTY, MUNICIPALITY = "zip", "county", "municipality"
LAYOUTS = (
    Layout("zip", {"code": "zip", "state": "state", "rurality": "ruca1"}),
    Layout("usda-zip", {"code": "ZIP_CODE", "state": "STATE", "rurality": "RUCA1"}),
    Layout("county", {"code": "FIPS", "state": "State", "name": "County_Name", "rurality": "RUCC_2023"}),
    Layout(
        "usda-county",
        {
            "code": "FIPS",
            "state": "State",
            "name": "County_Name",
            "attribute": "Attribute",
            "rurality": "Value",
        },
    ),
    Layout(
        "municipality",
        {
            "code": "cve_completa",
            "state": "nom_entidad",
            "name": "nom_municipio",
            "share": "rural_share",
            "largest": "largest_locality",
        },
    ),
    Layout(
        "inegi-localities",
        {
            "state_code": "ENTIDAD",
            "state": "NOM_ENT",
            "municipality": "MUN",
            "name": "NOM_MUN",
            "locality": "LOC",
            "people": "POBTOT",
        },
    ),
)
VALUES = ("name", "state", "rurality", "rural_share", "largest_locality")
UNCODED = 99  # USDA: water, or nobody lives there


def load(source: Source, edition: Edition) -> list[Changes]:
    merge = Merge(Locality.objects.all(), key=("kind", "code"), values=VALUES)
    given = {KINDS[layout.name] for layout, _ in source.tables}
    return [merge.run("places", _all(source), among=lambda: Q(kind__in=given))]


def edition(source: Source) -> Edition:
    years = versions(source, r"(?<!\d)(20\d\d)(?!\d)")
    newest = max(years, default="")
    return Edition(newest, date(int(newest), 1, 1) if newest else None)


def _all(source: Source) -> Iterator[tuple[Cells, Cells]]:
    for layout, reader in READERS.items():
        for row in source.rows(layout):
            yield from reader(row)
    yield from _municipalities(source)


def _zip(row: Row) -> Iterator[tuple[Cells, Cells]]:
    rurality = _code(row, 10)
    if rurality is not None:
        yield (ZIP, _digits(row)), ("", _us_state(row), rurality, None, None)


def _county(row: Row) -> Iterator[tuple[Cells, Cells]]:
    if row["attribute"] in ("", "RUCC_2023"):
        rurality = _code(row, places.LAST_CODE)
        yield (COUNTY, _digits(row)), (row.needed("name")[:120], _us_state(row), rurality, None, None)


def _municipality(row: Row) -> Iterator[tuple[Cells, Cells]]:
    share, largest = row.decimal("share", 4), row.decimal("largest", 0)
    if share is not None and not 0 <= share <= 1:
        raise row.wrong("share", f"{share} is not a share", "It goes from 0 to 1.")
    people = None if largest is None else int(largest)
    yield (MUNICIPALITY, _digits(row)), (row.needed("name")[:120], _mx_state(row), None, share, people)


def _municipalities(source: Source) -> Iterator[tuple[Cells, Cells]]:
    """Counts INEGI's localities together; they are sorted by municipality. LOC 0 is the municipality's total."""
    code, rural, total, largest, known = "", 0, 0, 0, ("", "")
    for row in source.rows("inegi-localities"):
        here = row.needed("state_code").zfill(2) + row.needed("municipality").zfill(3)
        if not _is_locality(row):
            continue
        if here != code and code:
            yield _counted(code, known, rural, total, largest)
            rural = total = largest = 0
        code, known = here, (row.needed("name")[:120], _mx_state(row))
        people = int(row.needed_decimal("people", 0))
        total, largest = total + people, max(largest, people)
        rural += people if places.by_inhabitants(people).rural else 0
    if code:
        yield _counted(code, known, rural, total, largest)


def _is_locality(row: Row) -> bool:
    """Not a total, nor the sums of places that are too small to be shown."""
    return row["municipality"].strip("0") != "" and row["locality"].zfill(4) not in ("0000", "9998", "9999")


def _counted(code: str, known: tuple[str, str], rural: int, total: int, largest: int) -> tuple[Cells, Cells]:
    share = (Decimal(rural) / max(total, 1)).quantize(Decimal("0.0001"))
    return (MUNICIPALITY, code), (*known, None, share, largest)


def _code(row: Row, last: int) -> int | None:
    code = row.decimal("rurality", 0)
    if code is None or int(code) == UNCODED:
        return None
    if not 1 <= code <= last:
        raise row.wrong("rurality", f"{code} is not one of USDA's codes", f"They go from 1 to {last}.")
    return int(code)


def _digits(row: Row) -> str:
    """Spreadsheet programs drop the leading zeros of such codes."""
    code = row.needed("code").strip("'’").zfill(5)
    if len(code) != 5 or not code.isascii() or not code.isdigit():
        raise row.wrong("code", f"“{code[:20]}” is not a code of five digits", "It looks like 01001.")
    return code


def _us_state(row: Row) -> str:
    state = row.needed("state").strip("'’")
    if len(state) != 2:
        raise row.wrong("state", f"“{state[:20]}” is not a state", "It has two letters, like TX.")
    return state


def _mx_state(row: Row) -> str:
    named = row.needed("state")
    state = _STATES.get(_plain(named))
    if state is None:
        raise row.wrong("state", f"“{named[:40]}” is not a state of Mexico", "Write it as INEGI does.")
    return state


def _plain(name: str) -> str:
    """Coahuila and Coahuila de Zaragoza are one state; so are México and Estado de México."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return (
        bare.removeprefix("estado de ")
        .split(" de zaragoza")[0]
        .split(" de ocampo")[0]
        .split(" de ignacio")[0]
    )


_STATES = {_plain(state.name.es): state.code for state in places.states("MX")}
READERS: dict[str, Callable[[Row], Iterator[tuple[Cells, Cells]]]] = {
    "zip": _zip,
    "usda-zip": _zip,
    "county": _county,
    "usda-county": _county,
    "municipality": _municipality,
}
KINDS = {
    "zip": ZIP,
    "usda-zip": ZIP,
    "county": COUNTY,
    "usda-county": COUNTY,
    "municipality": MUNICIPALITY,
    "inegi-localities": MUNICIPALITY,
}
IMPORTER = Importer("rurality", LAYOUTS, load, lambda: Locality.objects.all().delete()[0], edition)
