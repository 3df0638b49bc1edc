"""Reads the TOML files that hold our own texts, with errors that say where to look."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from escalera.reference.words import WordLists, Words

Table = Mapping[str, Any]


class ContentError(ValueError):
    """A starter file says something that cannot be right."""


def file(package: str, *path: str) -> Traversable:
    return files(package).joinpath(*path)


def read(source: Traversable) -> Table:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{source.name} is not readable TOML: {error}") from error


def text(table: Table, key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ContentError(f"{where}: '{key}' must be a text")
    return value


def words(table: Table, key: str, where: str) -> Words:
    value = table.get(key)
    if not isinstance(value, Mapping):
        raise ContentError(f"{where}: '{key}' must have 'en' and 'es'")
    return Words(text(value, "en", f"{where}: {key}"), text(value, "es", f"{where}: {key}"))


def texts(table: Table, key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ContentError(f"{where}: '{key}' must be a list of texts")
    return tuple(value)


def word_lists(table: Table, key: str, where: str) -> WordLists:
    value = table.get(key, {})
    inside = f"{where}: {key}"
    return WordLists(texts(value, "en", inside), texts(value, "es", inside))


def tables(table: Table, key: str, where: str) -> tuple[Table, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise ContentError(f"{where}: '{key}' must be written as [[{key}]]")
    return tuple(value)


def share(table: Table, key: str, where: str) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ContentError(f"{where}: '{key}' must be a number from 0 to 1")
    return float(value)


def amount(table: Table, key: str, where: str) -> Decimal:
    """A decimal written as a text, so that no float ever touches money."""
    try:
        value = Decimal(text(table, key, where))
    except InvalidOperation as error:
        raise ContentError(f"{where}: '{key}' must be a decimal in quotes") from error
    if not value.is_finite() or value < 0:
        raise ContentError(f"{where}: '{key}' must not be negative")
    return value


def refuse_doubles(ids: Iterable[str], where: str) -> None:
    doubled = sorted(name for name, times in Counter(ids).items() if times > 1)
    if doubled:
        raise ContentError(f"{where}: more than once: {', '.join(doubled)}")


def refuse_unknown(names: Iterable[str], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise ContentError(f"{where}: unknown: {', '.join(unknown)}")
