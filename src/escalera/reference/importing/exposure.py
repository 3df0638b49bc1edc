"""How much AI may change an occupation's work: the joined table, and the two it is joined from."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Cells, Changes, Merge
from escalera.reference.models import OccupationExposure

# Our names of the measures are those of exposure.toml.
LAYOUTS = (
    Layout(
        "joined",
        {
            "soc": "soc",
            "gpt4": "dv_rating_beta",
            "people": "human_rating_beta",
            "copilot": "ms_ai_applicability",
        },
    ),
    Layout("eloundou", {"soc": "O*NET-SOC Code", "gpt4": "dv_rating_beta", "people": "human_rating_beta"}),
    Layout("microsoft", {"soc": "SOC Code", "copilot": "ai_applicability_score"}),
)
MEASURES = ("gpt4", "people", "copilot")


def load(source: Source, edition: Edition) -> list[Changes]:
    merge = Merge(OccupationExposure.objects.all(), key=("soc", "measure"), values=("value",))
    given = {one for layout, _ in source.tables for one in MEASURES if one in layout.columns}
    return [merge.run("exposure by occupation", _rows(source), among=lambda: Q(measure__in=given))]


def _rows(source: Source) -> Iterator[tuple[Cells, Cells]]:
    for row in source.rows(*(layout.name for layout in LAYOUTS)):
        # Eight-digit codes split an occupation further; the whole of it is .00.
        soc, _, part = _soc(row).partition(".")
        if part in ("", "00"):
            for measure in MEASURES:
                value = row.decimal(measure, 4)
                if value is not None:
                    yield (soc, measure), (_share(row, measure, value),)


def _soc(row: Row) -> str:
    soc = row.needed("soc")
    if not re.fullmatch(r"\d\d-\d{4}(\.\d\d)?", soc):
        raise row.wrong("soc", f"“{soc[:20]}” is not a code of an occupation", "It looks like 43-9021.")
    return soc


def _share(row: Row, measure: str, value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise row.wrong(measure, f"{value} is not a share", "It goes from 0 to 1.")
    return value


IMPORTER = Importer(
    "exposure", LAYOUTS, load, lambda: OccupationExposure.objects.all().delete()[0], lambda source: Edition()
)
