"""Our own postings, each with what a careful reader finds in it, written before the reader was run on them.

tests/jobs/postings holds them in three files: the ten oldest, then those in English and in Spanish. The mixed one
counts in both languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from escalera.jobs import breaking, intake, likeness, taxonomy
from escalera.jobs.breaking import BreakDown
from escalera.jobs.intake import Intake

FOLDER = Path(__file__).parents[1] / "tests" / "jobs" / "postings"
FILES = ("expected", "english", "spanish")
LANGUAGES = {"English": ("en", "mixed"), "Spanish": ("es", "mixed")}
LANGUAGE_OF_FILE = {"english": "en", "spanish": "es"}


@dataclass(frozen=True)
class Reviewed:
    """`required` and `wished` are levels by skill; what is in `may` is right where found, and no miss elsewhere."""

    name: str
    file: str
    language: str
    source: bytes | str
    required: Mapping[str, float]
    wished: Mapping[str, float]
    may: frozenset[str]

    @property
    def must(self) -> dict[str, float]:
        return {**self.required, **self.wished}

    @property
    def right(self) -> frozenset[str]:
        return self.may | set(self.must)

    def taken_in(self) -> Intake:
        return intake.read(self.source)

    def read(self, *, semantic: bool) -> BreakDown:
        return _read(self.name, semantic)


@dataclass(frozen=True)
class Reading:
    """How well the reader did: what it found and what it missed, a pair of posting and skill each."""

    found: frozenset[tuple[str, str]]
    wrong: frozenset[tuple[str, str]]
    must: frozenset[tuple[str, str]]
    missed: frozenset[tuple[str, str]]

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / len(self.found)

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / len(self.must)


@cache
def every() -> Mapping[str, Reviewed]:
    return {
        name: _reviewed(name, file, one)
        for file in FILES
        for name, one in tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8")).items()
    }


def of(language: str) -> list[Reviewed]:
    return [one for one in every().values() if one.language in LANGUAGES[language]]


def reading(postings: Iterable[Reviewed], *, semantic: bool) -> Reading:
    asked = list(postings)
    found = {(one.name, skill.id) for one in asked for skill in one.read(semantic=semantic).skills}
    must = {(one.name, skill) for one in asked for skill in one.must}
    right = {(one.name, skill) for one in asked for skill in one.right}
    return Reading(*map(frozenset, (found, found - right, must, must - found)))


def _reviewed(name: str, file: str, one: Mapping[str, object]) -> Reviewed:
    return Reviewed(
        name=name,
        file=file,
        language=str(one.get("language", LANGUAGE_OF_FILE.get(file, ""))),
        source=str(one["text"]) if "text" in one else (FOLDER / str(one["file"])).read_bytes(),
        required=dict(one["must"]),  # type: ignore[call-overload]
        wished=dict(one["wished"]),  # type: ignore[call-overload]
        may=frozenset(one["may"]),  # type: ignore[call-overload]
    )


@cache
def _read(name: str, semantic: bool) -> BreakDown:
    against = taxonomy.of_starter_set()
    return breaking.break_down(
        every()[name].taken_in(), against, likeness=likeness.of(against, semantic=semantic)
    )
