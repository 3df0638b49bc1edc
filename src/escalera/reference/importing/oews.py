"""US wages by occupation: our table with metropolitan and nonmetropolitan medians, by state, and the bureau's own."""

import re
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from escalera.reference import places
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source, versions
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Cells, Changes, Merge
from escalera.reference.models import OccupationWage

HOURLY = {"hourly_p25": "h_p25", "hourly_median": "h_p50", "hourly_p75": "h_p75"}
ENDS = {"hourly_p10": "h_p10", "hourly_p90": "h_p90"}
AREAS = {"metropolitan_median": "metro_p50", "nonmetropolitan_median": "nonmetro_p50"}
OFFICIAL = {
    "hourly_p10": "H_PCT10",
    "hourly_p25": "H_PCT25",
    "hourly_median": "H_MEDIAN",
    "hourly_p75": "H_PCT75",
    "hourly_p90": "H_PCT90",
}
LAYOUTS = (
    Layout(
        "national",
        {"soc": "soc", "title": "occupation_name", "employment": "employment", **HOURLY, **ENDS, **AREAS},
        file=r"us_oews_.*_by_occupation\.csv",
    ),
    Layout("states", {"soc": "soc", "state": "area_name", "employment": "employment", **HOURLY}),
    Layout(
        "official",
        {
            "soc": "OCC_CODE",
            "title": "OCC_TITLE",
            "level": "O_GROUP",
            "industry": "I_GROUP",
            "area_type": "AREA_TYPE",
            "state": "AREA_TITLE",
            "employment": "TOT_EMP",
            **OFFICIAL,
        },
    ),
)
VALUES = (
    "title",
    "employment",
    "hourly_p10",
    "hourly_p25",
    "hourly_median",
    "hourly_p75",
    "hourly_p90",
    "metropolitan_median",
    "nonmetropolitan_median",
)
NATIONAL, STATE = "1", "2"  # the bureau's types of area
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def load(source: Source, edition: Edition) -> list[Changes]:
    merge = Merge(OccupationWage.objects.all(), key=("soc", "state"), values=VALUES)
    given: set[bool] = set()  # whether there are national rows, and whether there are rows of states

    def rows() -> Iterator[tuple[Cells, Cells]]:
        for row in source.rows("national", "states", "official"):
            state = _state(row)
            if state is not None:
                given.add(bool(state))
                yield (_soc(row), state), _values(row)

    def among() -> Q:
        return (Q(state="") if False in given else Q(pk__in=[])) | (
            ~Q(state="") if True in given else Q(pk__in=[])
        )

    return [merge.run("wages by occupation", rows(), among=among)]


def edition(source: Source) -> Edition:
    """The month stands in the files' names: may2025, or M2025 for the bureau's May."""
    months = "|".join(MONTHS)
    found = versions(source, rf"((?:{months}|(?<![a-z])m)20\d\d)")
    if len(found) != 1:
        return Edition()
    name = found.pop().lower()
    month = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 5
    day = date(int(name[-4:]), month, 1)
    return Edition(f"{day:%Y-%m}", day)


def _state(row: Row) -> str | None:
    """Empty for the whole country; None for areas and industries that are not kept."""
    if row.layout.name == "national":
        return ""
    if row.layout.name == "official":
        if row["area_type"] not in (NATIONAL, STATE) or row["industry"] != "cross-industry":
            return None
        if row["area_type"] == NATIONAL:
            return ""
    return _STATES.get(row.needed("state"))


def _soc(row: Row) -> str:
    soc = row.needed("soc")
    if not re.fullmatch(r"\d\d-\d{4}", soc):
        raise row.wrong("soc", f"“{soc[:20]}” is not a code of an occupation", "It looks like 43-9021.")
    return soc


def _values(row: Row) -> Cells:
    employment = row.decimal("employment", 0)
    numbers = [row.decimal(column, 2) for column in VALUES[2:]]
    return row["title"], None if employment is None else int(employment), *numbers


_STATES = {state.name.en: state.code for state in places.states("US")}
IMPORTER = Importer("oews", LAYOUTS, load, lambda: OccupationWage.objects.all().delete()[0], edition)
