"""What the matcher is asked, with the labels it may answer with: from the shared data.

Spanish titles are made of ESCO's own alternatives: of each occupation that the label space was not learned on
one alternative is taken out of the labels, with its feminine twin, and asked for in the plural and in capitals,
as lists of occupations write it. With `plain` set the accents go too.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import report
from escalera.skills.matching import Label
from escalera.skills.matching.words import fold

NO_LABEL = ("LABEL NOT PRESENT", "UNDERSPECIFIED", "")
MEXICAN = Path(__file__).parent / "mexican_titles"
HELD_OUT = ("0", "1", "2")  # as in tools/learn_label_space.py
Row = Mapping[str, str]


Query = tuple[str, frozenset[str]]  # a text and the ids that answer it


@dataclass(frozen=True)
class Asked:
    """Sets of queries by name, and the labels that all of them are asked of."""

    labels: list[Label]
    queries: dict[str, list[Query]]


def folder() -> Path:
    shared = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (shared / "skills_benchmark").is_dir():
        raise report.CannotMeasure(
            "skills_benchmark of the shared data is not here; set ESCALERA_SHARED_DATA"
        )
    return shared


def esco(name: str) -> list[Row]:
    with gzip.open(folder() / f"esco/esco_{name}_en_es.csv.gz", "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def labels_of(rows: list[Row], language: str) -> list[Label]:
    return [Label(row["id"], text) for row in rows for text in texts(row, language)]


def texts(row: Row, language: str) -> list[str]:
    found = (row[f"label_{language}"], *(part.strip() for part in row[f"alt_{language}"].split("|")))
    return [text for text in dict.fromkeys(found) if text]


def spans(which: str, skills: list[Row]) -> list[Query]:
    """The spans of house or tech that have a label."""
    by_label = {row["label_en"].lower(): row["id"] for row in skills}
    with (folder() / f"skills_benchmark/{which}_validation.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["label"] not in NO_LABEL]
    return [(row["sub_span"] or row["span"], frozenset({by_label[row["label"].lower()]})) for row in rows]


def melo() -> tuple[list[Label], list[Query]]:
    place = folder() / "skills_benchmark/melo_usa_en"
    answers: dict[str, set[str]] = {}
    for query, _, element, _ in _table(place / "annotations.tsv"):
        answers.setdefault(query, set()).add(element.split("_")[0])
    queries = [
        (text, frozenset(answers[id_])) for id_, text in _table(place / "queries.tsv") if id_ in answers
    ]
    elements = _table(place / "corpus_elements.tsv")
    return [Label(id_.split("_")[0], text) for id_, text in elements], queries


def spanish_titles(jobs: list[Row], *, plain: bool = False) -> list[Query]:
    return [
        ((fold(many(twins[0])) if plain else many(twins[0])).upper(), frozenset({id_}))
        for id_, twins in _taken(jobs)
    ]


def mexican_titles(which: str, jobs: list[Row]) -> list[Query]:
    """Titles of a Mexican job board, each with the occupations that we found right: those in sight when the words of
    Mexico were written down ("teaching"), and others ("apart").
    """
    by_label = {row["label_en"]: row["id"] for row in jobs}
    lines = (MEXICAN / f"{which}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(title, frozenset(by_label[label] for label in labels.split("|"))) for title, labels in rows]


def labels_left(jobs: list[Row], language: str) -> list[Label]:
    """All labels of occupations but those that the Spanish titles are made of."""
    taken = dict(_taken(jobs))
    return [label for label in labels_of(jobs, language) if label.text not in taken.get(label.id, ())]


def _taken(jobs: list[Row]) -> Iterator[tuple[str, list[str]]]:
    for row in jobs:
        shown = {fold(part.strip()) for part in row["label_es"].split("/")}
        others = [text for text in texts(row, "es")[1:] if fold(text) not in shown]
        if row["id"].startswith(HELD_OUT) and len(others) > 1:
            chosen = sorted(others)[int(row["id"][1], 16) % len(others)]
            twins = [text for text in others if _stem(text) == _stem(chosen)]
            yield row["id"], sorted(twins, key=_is_feminine)


def _stem(text: str) -> str:
    return re.sub(r"(?:as|os|es|[aoe])?\b", "", fold(text))


def _is_feminine(text: str) -> bool:
    return bool(re.match(r"\w*(?:ora|era|ica|ada|aria|iva)\b", text))


def many(title: str) -> str:
    before, found, after = title.partition(" de ")
    return " ".join(map(_many, before.split())) + found + after


def _many(word: str) -> str:
    if word in ("en", "para", "con", "por", "y", "e", "a", "al", "del"):
        return word
    if word.endswith("ión"):
        return word[:-2] + "ones"
    return word + ("s" if word[-1] in "aeiouáéó" else "es" if word[-1] in "lrndj" else "")


def _table(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
