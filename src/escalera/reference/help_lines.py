"""Where somebody finds help who is exploited, cheated or in danger, by country."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from escalera.reference import content
from escalera.reference.words import Words

KINDS = ("danger", "exploitation", "work")


@dataclass(frozen=True)
class HelpLine:
    """An institution; `phone` and `read_on` only where its number was read on an official page, else `sought_on`."""

    id: str
    country: str
    kind: str
    name: Words
    does: Words
    phone: str
    text_to: str
    source: str
    read_on: date | None
    sought_on: date | None

    @property
    def digits(self) -> str:
        """What a telephone dials."""
        return "".join(filter(str.isdigit, self.phone))

    @property
    def unbroken(self) -> str:
        """How it is read: on one line."""
        return self.phone.replace("-", "\u2011").replace(" ", "\u00a0")


@cache
def by_country() -> Mapping[str, tuple[HelpLine, ...]]:
    """The lines of each country, what is urgent first."""
    table = content.read(content.file("escalera.reference", "help_lines.toml"))
    lines = [_line(one) for one in content.tables(table, "line", "help lines")]
    content.refuse_doubles((one.id for one in lines), "help lines")
    content.refuse_unknown((one.kind for one in lines), KINDS, "help lines")
    lines.sort(key=lambda one: KINDS.index(one.kind))
    countries = dict.fromkeys(sorted(one.country for one in lines))
    return {country: tuple(one for one in lines if one.country == country) for country in countries}


def _line(table: content.Table) -> HelpLine:
    where = content.text(table, "id", "help line")
    phone, read_on = str(table.get("phone", "")), table.get("read_on")
    sought_on = table.get("sought_on")
    if bool(phone) != isinstance(read_on, date) or bool(phone) == isinstance(sought_on, date):
        raise content.ContentError(
            f"{where}: a number needs 'read_on', the day it was read; without one, 'sought_on', the day of looking"
        )
    return HelpLine(
        id=where,
        country=content.text(table, "country", where),
        kind=content.text(table, "kind", where),
        name=content.words(table, "name", where),
        does=content.words(table, "does", where),
        phone=phone,
        text_to=str(table.get("text_to", "")),
        source=content.text(table, "source", where),
        read_on=read_on if isinstance(read_on, date) else None,
        sought_on=sought_on if isinstance(sought_on, date) else None,
    )
