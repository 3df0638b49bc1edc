"""O*NET: occupations with their other titles, how important each skill is, and the work activities."""

import re
from collections.abc import Iterator
from decimal import Decimal

from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.rows import Row
from escalera.reference.downloads.source import Source, versions
from escalera.reference.importing.bringing import Edition, Importer
from escalera.reference.merging import Changes
from escalera.skills import linking
from escalera.skills.importing import concepts
from escalera.skills.importing.concepts import Entry, Link
from escalera.skills.linking import ONET_BASE
from escalera.skills.models import Concept, ConceptRelation

SOC = {"soc": "O*NET-SOC Code"}
LAYOUTS = (
    Layout(
        "occupations", {**SOC, "label": "Title", "description": "Description"}, file=r"Occupation Data\.txt"
    ),
    Layout("titles", {**SOC, "label": "Alternate Title"}, file=r"Alternate Titles\.txt"),
    Layout(
        "ratings",
        {**SOC, "element": "Element ID", "label": "Element Name", "importance": "Data Value"},
        {"scale": "Scale ID"},
        file=r"Skills\.txt",
    ),
    Layout(
        "activities",
        {
            "broader": "Element ID",
            "broader_label": "Element Name",
            "activity": "DWA ID",
            "label": "DWA Title",
        },
    ),
    Layout("official-activities", {"broader": "Element ID", "activity": "DWA ID", "label": "DWA Title"}),
    Layout("tasks-activities", {**SOC, "task": "Task ID", "activity": "DWA ID"}, file=r"Tasks to DWAs\.txt"),
)
IMPORTANCE = "IM"  # O*NET's scale from 1 to 5; LV is the level


def load(source: Source, edition: Edition) -> list[Changes]:
    titles = _titles(source)
    changes = concepts.load("onet", lambda: entries(source, titles), lambda: links(source))
    linking.link_skills()
    return changes


def entries(source: Source, titles: dict[str, list[str]]) -> Iterator[Entry]:
    for row in source.rows("occupations"):
        labels = tuple(dict.fromkeys([row.needed("label"), *titles.get(_soc(row), ())]))
        described = (("en", row["description"]),) if row["description"] else ()
        yield Entry(
            _occupation(row),
            Concept.OCCUPATION,
            _soc(row),
            labels=(("en", labels),),
            descriptions=described,
            row=row,
        )
    seen = set()
    for row in source.rows("ratings"):
        if row["element"] not in seen:
            seen.add(row["element"])
            yield _named(row, Concept.SKILL, row.needed("element"), row.needed("label"))
    for row in source.rows("activities", "official-activities"):
        if row["broader"] not in seen and row["broader_label"]:
            seen.add(row["broader"])
            yield _named(row, Concept.SKILL_GROUP, row["broader"], row["broader_label"])
        yield _named(row, Concept.SKILL, row.needed("activity"), row.needed("label"))


def links(source: Source) -> Iterator[Link]:
    for row in source.rows("ratings"):
        if row["scale"] in ("", IMPORTANCE):
            skill = ONET_BASE + row.needed("element")
            yield Link(_occupation(row), ConceptRelation.RATED, skill, _importance(row))
    for row in source.rows("activities", "official-activities"):
        yield Link(
            ONET_BASE + row.needed("activity"), ConceptRelation.BROADER, ONET_BASE + row.needed("broader")
        )
    for row in source.rows("tasks-activities"):
        yield Link(_occupation(row), ConceptRelation.ESSENTIAL, ONET_BASE + row.needed("activity"))


def edition(source: Source) -> Edition:
    """db_29_2_text.zip and occupations_29_2.csv.gz both say 29.2."""
    found = {version.replace("_", ".") for version in versions(source, r"_(\d\d_\d)(?=\D)")}
    return Edition(found.pop() if len(found) == 1 else "")


def _titles(source: Source) -> dict[str, list[str]]:
    titles: dict[str, list[str]] = {}
    for row in source.rows("titles"):
        titles.setdefault(_soc(row), []).append(row.needed("label"))
    return titles


def _named(row: Row, kind: str, code: str, label: str) -> Entry:
    return Entry(ONET_BASE + code, kind, code, labels=(("en", (label,)),), row=row)


def _soc(row: Row) -> str:
    soc = row.needed("soc")
    if not re.fullmatch(r"\d\d-\d{4}\.\d\d", soc):
        raise row.wrong(
            "soc", f"“{soc[:20]}” is not O*NET's code of an occupation", "It looks like 43-9021.00."
        )
    return soc


def _occupation(row: Row) -> str:
    return f"{ONET_BASE}{_soc(row)}"


def _importance(row: Row) -> Decimal:
    importance = row.needed_decimal("importance", 2)
    if not 1 <= importance <= 5:
        raise row.wrong("importance", f"{importance} is not an importance", "It goes from 1 to 5.")
    return importance


IMPORTER = Importer("onet", LAYOUTS, load, lambda: concepts.empty("onet"), edition)
