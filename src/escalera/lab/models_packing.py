"""Frozen values as named arrays and back, so that a model file needs no pickle.

A dataclass becomes one array for each field, its name prefixed by a path ("gains.mean"); a nested dataclass goes
on with its own fields; None is left out. Fields that a file lacks take their default: newer code reads older files.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
Value = TypeVar("Value")


class Incomplete(ValueError):
    """A field without a default that the arrays do not hold."""


def packed(value: Any, name: str, *, without: frozenset[str] = frozenset()) -> Arrays:
    """Return a dataclass instance as arrays named `name.field`; fields in `without` are left out."""
    arrays: Arrays = {}
    for field in fields(value):
        held, path = getattr(value, field.name), f"{name}.{field.name}"
        if held is None or field.name in without:
            continue
        if is_dataclass(held):
            arrays |= packed(held, path)
        else:
            arrays[path] = np.asarray(held) if not _no_names(held) else np.zeros(0, dtype="U1")
    return arrays


def unpacked(cls: type[Value], arrays: Mapping[str, NDArray[Any]], name: str) -> Value:
    """Return the dataclass that `packed` took apart. Raises Incomplete, and what the class itself raises."""
    hints = get_type_hints(cls)
    found = {}
    for field in fields(cls):  # type: ignore[arg-type]
        path, hint = f"{name}.{field.name}", _without_none(hints[field.name])
        if is_dataclass(hint) and any(known.startswith(f"{path}.") for known in arrays):
            found[field.name] = unpacked(hint, arrays, path)  # type: ignore[arg-type]
        elif path in arrays:
            found[field.name] = _plain(arrays[path], hint)
        elif _required(field):
            raise Incomplete(f"the array {path} is missing")
    return cls(**found)


def _no_names(held: object) -> bool:
    return isinstance(held, tuple) and len(held) == 0


def _required(field: Field[Any]) -> bool:
    return field.init and field.default is MISSING and field.default_factory is MISSING


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _plain(array: NDArray[Any], hint: Any) -> Any:
    if get_origin(hint) is tuple or hint is tuple:
        return tuple(array.tolist())
    return array.item() if hint in (int, float, str, bool) else array
