"""From names met in a log, or from a file, to the engine's catalogue."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from escalera.engine import Catalogue, TaskType, UnknownName
from escalera.lab.bulk.vocabulary import Floats, Ints, Vocabulary

# What a catalogue may hold, most attempted first: tables of types by skills are dense.
LONGEST = 20_000_000  # characters
MOST_SKILLS = 1_000
MOST_TYPES = 10_000
MOST_CELLS = 4_000_000
NEWCOMER = -1.5
USUAL_SECONDS = 60.0


class BadCatalogue(ValueError):
    """A --catalogue file that does not say what a catalogue needs."""


@dataclass(frozen=True)
class Placed:
    """A catalogue and where the vocabulary's task types stand in it: row (V,) by code, -1 where it lacks them."""

    catalogue: Catalogue
    row: Ints = field(repr=False)


def from_log(words: Vocabulary) -> Placed:
    """Return the catalogue that a log declares: skills of a type by how often its rows name them, difficulty by how
    often it goes well, pay by what was paid.

    A type whose rows name no skill counts as a skill of its own.
    """
    shares = _shares(words)
    skills = _most({skill for share in shares for skill in share}, _uses(shares, words))
    kept = [code for code, share in enumerate(shares) if any(skill in skills for skill in share)]
    attempts = words.attempts.sums
    room = min(MOST_TYPES, MOST_CELLS // max(len(skills), 1))
    names, column = words.task_type.all, {skill: at for at, skill in enumerate(sorted(skills))}
    kept = sorted(kept, key=lambda code: (-attempts[code], names[code]))[:room]
    kept.sort(key=lambda code: names[code])
    weights = np.zeros((len(kept), len(column)))
    for row, code in enumerate(kept):
        for skill, share in shares[code].items():
            if skill in column:
                weights[row, column[skill]] = share
    codes = np.array(kept, dtype=np.int64)
    catalogue = Catalogue(
        skills=tuple(column),
        task_types=tuple(names[code] for code in kept),
        families=tuple(names[code] for code in kept),
        weights=weights / weights.sum(axis=1, keepdims=True),
        difficulty=_difficulty(words)[codes],
        chance=np.zeros(len(kept)),
        seconds=np.full(len(kept), USUAL_SECONDS),
        pay=mean_pay(words)[codes],
        prerequisites=np.zeros((len(column), len(column)), dtype=np.bool_),
    )
    return Placed(catalogue, _rows(codes, len(names)))


def from_file(path: Path, words: Vocabulary) -> Placed:
    """Return the catalogue of a JSON or TOML file. Raises BadCatalogue, OSError."""
    catalogue = read(path)
    place = {name: row for row, name in enumerate(catalogue.task_types)}
    row = np.array([place.get(name, -1) for name in words.task_type.all], dtype=np.int64)
    return Placed(catalogue, row)


def read(path: Path) -> Catalogue:
    """Read {task_types: [{name, skills: {skill: share}, level, seconds, chance, pay, family}], skills: [...],
    prerequisites: {skill: [...]}}; all but name and skills of a type may be left out. Raises BadCatalogue."""
    said = _parsed(path)
    try:
        types = [TaskType(**{**entry, "skills": _weights(entry["skills"])}) for entry in said["task_types"]]
        for kind in types:
            _check(kind)
        skills = said.get("skills") or sorted({skill for kind in types for skill in kind.skills})
        return Catalogue.of(skills=skills, task_types=types, prerequisites=said.get("prerequisites"))
    except KeyError as error:
        why = str(error) if isinstance(error, UnknownName) else f"{error} is missing"
        raise BadCatalogue(f"{path}: {why}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadCatalogue(f"{path}: is no catalogue ({error})") from error


def _weights(said: Mapping[str, float] | list[str]) -> Mapping[str, float]:
    return dict.fromkeys(said, 1.0) if isinstance(said, list) else said


def _check(kind: TaskType) -> None:
    """What the engine takes as it comes. Raises ValueError."""
    if not 0 <= kind.level <= 1:
        raise ValueError(f"the level of {kind.name} does not lie between 0 and 1")
    if not all(0 < share < float("inf") for share in kind.skills.values()):
        raise ValueError(f"a share of a skill of {kind.name} is no number above 0")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as opened:
            text = opened.read(LONGEST + 1)
        if len(text) > LONGEST:
            raise BadCatalogue(f"{path}: has more than {LONGEST:,} characters, so it is no catalogue")
        parsed: dict[str, Any] = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise BadCatalogue(f"{path}: cannot be read ({error.strerror})") from error
    except RecursionError as error:
        raise BadCatalogue(f"{path}: is nested far deeper than a catalogue is") from error
    except ValueError as error:
        raise BadCatalogue(
            f"{path}: is not valid {'TOML' if path.suffix == '.toml' else 'JSON'} ({error})"
        ) from error
    if not isinstance(parsed, dict):
        raise BadCatalogue(f"{path}: must hold one object with task_types")
    return parsed


def _shares(words: Vocabulary) -> list[dict[str, float]]:
    """Return for each task type code how much its rows name each skill."""
    sets = [sorted({name.strip() for name in text.split("|")} - {""}) for text in words.skills.all]
    shares: list[dict[str, float]] = [{} for _ in range(len(words.task_type))]
    for (kind, code), many in sorted(words.declared.items()):
        if kind < 0 or code < 0:
            continue
        for skill in sets[code]:
            shares[kind][skill] = shares[kind].get(skill, 0.0) + many / len(sets[code])
    return [share or {name: 1.0} for share, name in zip(shares, words.task_type.all, strict=True)]


def _uses(shares: list[dict[str, float]], words: Vocabulary) -> dict[str, float]:
    uses: dict[str, float] = {}
    for share in shares:
        for skill, many in share.items():
            uses[skill] = uses.get(skill, 0.0) + many
    return uses


def _most(skills: set[str], uses: dict[str, float]) -> set[str]:
    return set(sorted(skills, key=lambda skill: (-uses[skill], skill))[:MOST_SKILLS])


def _difficulty(words: Vocabulary) -> Floats:
    """Return the difficulty that explains a type's mean score for a usual newcomer, shrunk, (V,)."""
    scored, good = (
        padded(words.scored.sums, len(words.task_type)),
        padded(words.score.sums, len(words.task_type)),
    )
    share = np.clip((good + 2.0) / (scored + 4.0), 0.03, 0.97)
    result: Floats = NEWCOMER - np.log(share / (1.0 - share))
    return result


def mean_pay(words: Vocabulary) -> Floats:
    """Return the mean pay of each type's paid attempts, 0 without any, (V,)."""
    size = len(words.task_type)
    mean: Floats = padded(words.pay.sums, size) / np.maximum(padded(words.paid.sums, size), 1.0)
    return mean


def padded(sums: Floats, size: int) -> Floats:
    return np.pad(sums, (0, size - sums.size))


def _rows(codes: Ints, size: int) -> Ints:
    row = np.full(size, -1, dtype=np.int64)
    row[codes] = np.arange(codes.size)
    return row
