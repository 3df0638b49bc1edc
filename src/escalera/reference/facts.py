"""Where our figures come from, and what to watch out for with any online job."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from escalera.reference import content
from escalera.reference.content import Table
from escalera.reference.words import Words


@dataclass(frozen=True)
class Source:
    id: str
    name: str
    publisher: str
    year: int
    licence: str
    url: str
    used_for: Words


@dataclass(frozen=True)
class Warning:
    id: str
    text: Words


@cache
def sources() -> Mapping[str, Source]:
    return _sources(content.read(content.file("escalera.reference", "sources.toml")))


def source(source_id: str) -> Source:
    """Raises KeyError when nobody wrote down where the figure comes from."""
    return sources()[source_id]


@cache
def warnings() -> tuple[Warning, ...]:
    table = content.read(content.file("escalera.reference", "warnings.toml"))
    return tuple(
        Warning(content.text(one, "id", "warning"), content.words(one, "text", "warning"))
        for one in content.tables(table, "warning", "warnings")
    )


def sources_page() -> str:
    """The text of docs/sources.md."""
    parts = [_PAGE_HEAD]
    parts += [_section(one) for one in sources().values()]
    return "\n".join(parts)


def _sources(table: Table) -> Mapping[str, Source]:
    found = [_source(one) for one in content.tables(table, "source", "sources")]
    content.refuse_doubles((one.id for one in found), "sources")
    return {one.id: one for one in found}


def _source(table: Table) -> Source:
    id_ = content.text(table, "id", "source")
    return Source(
        id=id_,
        name=content.text(table, "name", id_),
        publisher=content.text(table, "publisher", id_),
        year=int(table["year"]),
        licence=content.text(table, "licence", id_),
        url=content.text(table, "url", id_),
        used_for=content.words(table, "used_for", id_),
    )


_PAGE_HEAD = """# Sources

Every figure and code in the starter content names one of these; all other texts are our own words.
Written from `src/escalera/reference/sources.toml` by `python -m escalera.reference.facts > docs/sources.md`.
"""


def _section(one: Source) -> str:
    return (
        f"## {one.id}\n\n"
        f"{one.name}. {one.publisher}, {one.year}. Licence: {one.licence}. <{one.url}>\n\n"
        f"- {one.used_for.en}\n"
        f"- {one.used_for.es}\n"
    )


if __name__ == "__main__":
    import sys

    sys.stdout.write(sources_page())
