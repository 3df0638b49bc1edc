"""Minimum wages by zone and date: Mexico's by day, US states' by hour, or a table of one's own with our zones."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from escalera.reference import wages
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source, versions
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Cells, Changes, Merge
from escalera.reference.models import MinimumWageRate

LAYOUTS = (
    Layout("mexico", {"from": "year", "zone": "zone", "daily": "daily_mxn"}),
    Layout("states", {"zone": "state", "hourly": "usd_per_hour", "from": "effective"}),
    Layout("own", {"zone": "zone", "from": "valid_from"}, {"hourly": "hourly", "daily": "daily"}),
)


def load(source: Source, edition: Edition) -> list[Changes]:
    merge = Merge(MinimumWageRate.objects.all(), key=("zone", "valid_from"), values=("hourly", "daily"))
    given: set[str] = set()

    def rows() -> Iterator[tuple[Cells, Cells]]:
        for row in source.rows("mexico", "states", "own"):
            zone = _zone(row)
            given.add(zone)
            yield (zone, _day(row)), _rate(row, zone)

    return [merge.run("minimum wages", rows(), among=lambda: Q(zone__in=given))]


def edition(source: Source) -> Edition:
    """The latest day from which a rate holds, unless the name of a file says the year."""
    years = versions(source, r"(?<!\d)(20\d\d)(?!\d)")
    days = [_day(row) for row in source.rows("mexico", "states", "own")]
    return Edition(max(years, default=""), max(days, default=None))


def _zone(row: Row) -> str:
    zone = row.needed("zone")
    # Of the states without a minimum wage of their own, and of all others, the federal one holds at least.
    if zone not in wages.load().zones and row.layout.name != "states":
        known = ", ".join(list(wages.load().zones)[:4])
        raise row.wrong(
            "zone", f"“{zone[:40]}” is not a zone we know", f"Known are {known} and the US states."
        )
    return zone


def _day(row: Row) -> date:
    """A year, a month or a day; a rate holds from its first day."""
    text = row.needed("from")
    try:
        return date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError as error:
        raise row.wrong(
            "from", f"“{text[:20]}” is not a date", "Write 2026-01-31, 2026-01 or 2026."
        ) from error


def _rate(row: Row, zone: str) -> Cells:
    hourly, daily = row.decimal("hourly", 2), row.decimal("daily", 2)
    by_day = zone in wages.load().zones and wages.load().zones[zone].hours_a_day is not None
    column, amount = ("daily", daily) if by_day else ("hourly", hourly)
    if amount is None or amount <= 0:
        raise row.wrong(column, "is empty or nothing", f"A minimum wage of {zone} is an amount by {column}.")
    return hourly, daily


IMPORTER = Importer(
    "minimum-wages", LAYOUTS, load, lambda: MinimumWageRate.objects.all().delete()[0], edition
)
