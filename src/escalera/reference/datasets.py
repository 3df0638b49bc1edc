"""The data of others that can be imported: title, publisher, licence, and the line to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from escalera.reference import content, facts
from escalera.reference.content import Table
from escalera.reference.words import Words


@dataclass(frozen=True)
class KnownDataset:
    id: str
    name: Words  # short; the title is the publisher's own
    title: str
    publisher: str
    licence: str
    url: str
    source: str  # the nearest entry of sources.toml
    shown: Words

    @property
    def command(self) -> str:
        return f"escalera import {self.id} FILES"


@cache
def known() -> Mapping[str, KnownDataset]:
    table = content.read(content.file("escalera.reference", "datasets.toml"))
    found = [_dataset(one) for one in content.tables(table, "dataset", "datasets")]
    content.refuse_doubles((one.id for one in found), "datasets")
    content.refuse_unknown((one.source for one in found), facts.sources(), "datasets: sources")
    return {one.id: one for one in found}


def _dataset(table: Table) -> KnownDataset:
    id_ = content.text(table, "id", "dataset")
    fields = ("title", "publisher", "licence", "url", "source")
    return KnownDataset(
        id=id_,
        name=content.words(table, "name", id_),
        shown=content.words(table, "shown", id_),
        **{key: content.text(table, key, id_) for key in fields},
    )
