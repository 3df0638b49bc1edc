"""Fit a model from a log of any length: what `escalera engine fit` does. docs/algorithms/fitting-at-scale.md."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from escalera.engine.log import Recommendation
from escalera.lab import models
from escalera.lab.bulk import (
    batches,
    catalogues,
    items,
    learning,
    partitions,
    recommendations,
    sampling,
    times,
)
from escalera.lab.bulk.batches import hash_of
from escalera.lab.bulk.catalogues import Placed, padded
from escalera.lab.bulk.crews import Alone, Crew, NoCluster
from escalera.lab.bulk.sources import Source, found
from escalera.lab.bulk.state import AtWork, State, manifest
from escalera.lab.bulk.vocabulary import Floats, Ints, Vocabulary
from escalera.lab.models import Extent, Items, Model, TypeFacts, WhoSaid
from escalera.lab.models_packing import Arrays
from escalera.lab.tables import BadLog

Report = Callable[[str, float], None]  # told the stage and the share of it done
Say = Callable[[str], None]  # told what a person should know

# What stops a fit with a message for the person who started it.
REFUSED = (BadLog, catalogues.BadCatalogue, AtWork, NoCluster, OSError)
MOST_ITEMS = 200_000
FEWEST_WORKERS = 2
BETWEEN_SAVES_S = 15.0
# Somebody may have done only task types that are not measured; that is no sample.
NEARLY_ALL = 0.95


@dataclass(frozen=True)
class Task:
    """What to fit: places of the log, where the model goes, and what is declared and said besides."""

    places: Sequence[Path]
    out: Path
    catalogue: Path | None = None
    recommendations: Path | None = None
    skip_bad: bool = False
    most_sampled: int | None = None

    @property
    def state(self) -> Path:
        return self.out.with_name(f"{self.out.name}.state")

    def options(self) -> dict[str, Any]:
        """What besides the log must be the same to go on from an earlier start."""
        beside = [Source.of(path) for path in (self.catalogue, self.recommendations) if path is not None]
        return {
            "beside": [[str(source.path), source.size, source.changed] for source in beside],
            "catalogue": self.catalogue is not None,
            "skip_bad": self.skip_bad,
            "most_sampled": self.most_sampled,
        }


def fit(
    task: Task,
    crew: Crew | None = None,
    *,
    report: Report = lambda stage, share: None,
    say: Say = lambda words: None,
) -> Model:
    """Fit the model of a log, write it to `task.out`, and return it.

    Killed and started again with the same log and options, it goes on from the finished parts. Raises BadLog,
    MalformedRows, BadCatalogue, AtWork, NoCluster, OSError; then no model is written.
    """
    sources = found(task.places)
    for source in sources:
        batches.check_header(source)
    if task.catalogue is not None:
        catalogues.read(task.catalogue)
    said = recommendations.read(task.recommendations) if task.recommendations is not None else []
    state = State(task.state, manifest(sources, task.options()))
    try:
        if state.anew:
            say("The log or the options have changed since the fit that stopped here: starting anew.")
        elif state.goes_on:
            say("Going on from where an earlier fit stopped.")
        model = _fitted(task, sources, said, state, crew or Alone(), report, say)
        models.save(model, task.out)
    except (BadLog, catalogues.BadCatalogue):
        state.remove()
        raise
    finally:
        state.close()
    state.remove()
    return model


def _fitted(
    task: Task,
    sources: Sequence[Source],
    said: Sequence[Recommendation],
    state: State,
    crew: Crew,
    report: Report,
    say: Say,
) -> Model:
    crew.check(state.folder)
    words, parts, bad = _read(sources, task, state, report)
    if bad:
        say(f"{bad:,} rows could not be read and were passed over.")
    jobs = list(range(parts))
    counts = state.summed(
        "sorting", crew, partitions.sort, [(state.folder, part) for part in jobs], _on(report, "sorting")
    )
    _check(counts, sources)
    placed = (
        catalogues.from_log(words) if task.catalogue is None else catalogues.from_file(task.catalogue, words)
    )
    if not (placed.row >= 0).any():
        raise BadLog(f"{task.catalogue}: holds none of the log's task types")
    timed = times.fit(state, crew, placed.catalogue, placed.row, jobs, _on(report, "seconds"))
    catalogue = replace(placed.catalogue, seconds=times.expected(timed, placed.catalogue))
    placed = replace(placed, catalogue=catalogue)
    ease = items.easiness(state, crew, words, jobs, _on(report, "items"))
    attempts = _types(words, placed).attempts
    few = learning.measured_rows(catalogue, attempts)
    small = learning.within(catalogue, few)
    row = _renumbered(placed.row, few)
    most = task.most_sampled or learning.rows_to_read(small)
    below = sampling.bins_within(counts["rows_in_bin"], most)
    room = int(most * counts["workers"] / counts["rows"] / 2)
    recommenders = sampling.heard([hash_of(claim.worker) for claim in said], room)
    rows = sampling.gathered(state, crew, row, below, recommenders, jobs, _on(report, "choosing workers"))
    report("gains", 0.0)
    learned = learning.learn(rows, _known(said, placed), catalogue, small)
    report("gains", 1.0)
    extent = _extent(attempts, counts, learned)
    _tell(extent, len(catalogue.task_types), say)
    return Model(
        catalogue=learned.catalogue,
        gains=learned.gains,
        newcomer=learned.newcomer,
        items=_items(words, placed, ease),
        types=_types(words, placed),
        times=timed,
        who_said=_who_said(_known(said, placed), placed, learned.reliability),
        extent=extent,
    )


def _read(sources: Sequence[Source], task: Task, state: State, report: Report) -> tuple[Vocabulary, int, int]:
    """Read every file into parts by worker; what is kept says how far that has come."""
    parts = partitions.how_many(sum(source.rows_about for source in sources))
    kept = state.kept("read")
    if kept is None:
        words, file, done, sizes, bad = Vocabulary(), 0, 0, None, 0
    else:
        words = Vocabulary.of(kept)
        file, done, bad = (int(kept[name]) for name in ("files", "batches", "bad"))
        sizes = kept["sizes"].tolist()
    total = sum(source.size for source in sources) or 1
    saved = time.monotonic()
    with partitions.Writer(state.folder, parts, sizes) as writer:

        def keep(file: int, done: int) -> None:
            far = {"files": np.array(file), "batches": np.array(done), "bad": np.array(bad)}
            state.keep("read", words.arrays() | far | {"sizes": np.array(writer.sizes())})

        for at in range(file, len(sources)):
            before = sum(source.size for source in sources[:at])
            rows = 0
            for number, batch in enumerate(batches.read(sources[at], words, skip_bad=task.skip_bad)):
                rows += batch.worker.size
                if number < done:
                    continue
                words.count(batch.task_type, batch.item, batch.skills, batch.score, batch.pay)
                writer.add(batch)
                bad += batch.bad
                report("reading", min(before + sources[at].size * _share(rows, sources[at]), total) / total)
                if time.monotonic() - saved > BETWEEN_SAVES_S:
                    keep(at, number + 1)
                    saved = time.monotonic()
            sources[at].check()
            done = 0
        keep(len(sources), 0)
    return words, parts, bad


def _share(rows: int, source: Source) -> float:
    return min(rows / source.rows_about, 1.0)


def _check(counts: Arrays, sources: Sequence[Source]) -> None:
    names = ", ".join(str(source.path) for source in sources[:3])
    if counts["rows"] == 0:
        raise BadLog(f"{names}: no row to read")
    if counts["workers"] < FEWEST_WORKERS:
        raise BadLog(f"{names}: all rows are of one worker; a fit compares several")


def _on(report: Report, stage: str) -> Callable[[float], None]:
    return lambda share: report(stage, share)


def _known(said: Sequence[Recommendation], placed: Placed) -> list[Recommendation]:
    types, skills = set(placed.catalogue.task_types), set(placed.catalogue.skills)
    return [claim for claim in said if claim.task_type in types and claim.skill in skills]


def _renumbered(row: Ints, few: Ints) -> Ints:
    """Return places (V,) among the measured rows, -1 outside them."""
    place = np.full(int(row.max()) + 2, -1, dtype=np.int64)
    place[few] = np.arange(few.size)
    result: Ints = place[row]
    return result


def _extent(attempts: Floats, counts: Arrays, learned: learning.Learned) -> Extent:
    return Extent(
        rows=int(counts["rows"]),
        workers=int(counts["workers"]),
        passed_over=int(counts["rows"]) - int(attempts.sum()),
        gains_workers=learned.workers,
        gains_rows=learned.rows,
        gains_types=learned.types,
        gains_pairs=learned.pairs,
    )


def _tell(extent: Extent, types: int, say: Say) -> None:
    if extent.gains_workers < NEARLY_ALL * extent.workers:
        say(
            f"Gains, difficulties and newcomers are learned from about {extent.gains_workers:,} of {extent.workers:,} workers "
            f"({extent.gains_rows:,} rows), chosen by their hash; counts, items and seconds use all {extent.rows:,} rows."
        )
    if extent.gains_types < types:
        say(
            f"Gains are measured for the {extent.gains_types:,} task types done most of {types:,}; the others keep what "
            "their skills suggest."
        )
    if extent.passed_over:
        say(f"{extent.passed_over:,} rows are of task types outside the catalogue and only count as items.")


def _items(words: Vocabulary, placed: Placed, ease: Floats) -> Items:
    support = padded(words.item_scored.sums, len(words.item))
    order = np.lexsort((np.arange(support.size), -support))[:MOST_ITEMS]
    names = words.item.all
    kept = np.array(sorted(order.tolist(), key=lambda code: names[code]), dtype=np.int64)
    return Items(
        names=tuple(names[code] for code in kept),
        task_type=placed.row[items.type_of_item(words)][kept],
        easiness=ease[kept],
        support=support[kept],
    )


def _types(words: Vocabulary, placed: Placed) -> TypeFacts:
    """The tallies on the catalogue's rows."""
    size = len(placed.catalogue.task_types)
    codes = np.flatnonzero(placed.row >= 0)

    def on_rows(sums: Floats) -> Floats:
        values = np.zeros(size)
        values[placed.row[codes]] = padded(sums, placed.row.size)[codes]
        return values

    scored, score = on_rows(words.scored.sums), on_rows(words.score.sums)
    return TypeFacts(
        attempts=on_rows(words.attempts.sums),
        scored=scored,
        score=np.where(scored > 0, score / np.maximum(scored, 1.0), np.nan),
        pay=on_rows(words.pay.sums) / np.maximum(on_rows(words.paid.sums), 1.0),
    )


def _who_said(said: Sequence[Recommendation], placed: Placed, reliability: dict[str, float]) -> WhoSaid:
    catalogue = placed.catalogue
    return WhoSaid(
        worker=tuple(claim.worker for claim in said),
        task_type=np.array([catalogue.type_at(claim.task_type) for claim in said], dtype=np.int64),
        skill=np.array([catalogue.skill_at(claim.skill) for claim in said], dtype=np.int64),
        taught=np.array([claim.taught for claim in said], dtype=np.bool_),
        reliability=np.array([reliability.get(claim.worker, 0.0) for claim in said]),
    )
