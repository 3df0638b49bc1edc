"""The MODEL file that `escalera engine fit` writes: one small .npz of names and arrays, no pickle.

docs/algorithms/fitting-at-scale.md lists the arrays. The same log gives the same file: no clock, no machine in it.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escalera.engine import Belief, Catalogue, Gains, Tutor
from escalera.engine.log import Recommendation
from escalera.lab.models_packing import Arrays, packed, unpacked

FORMAT = "escalera-model"
VERSION = 1
LARGEST = 250_000_000  # bytes, also unpacked


class NotAModel(ValueError):
    """A file that no `escalera engine fit` has written, or a newer one than this program reads."""


@dataclass(frozen=True)
class Items:
    """Items done most, I of them: name, row of the task type (-1 where the catalogue lacks it), easiness in logits
    for a worker of average ability (shrunk towards the type's), and support, the scored attempts it rests on."""

    names: tuple[str, ...] = ()
    task_type: NDArray[np.int64] = field(repr=False, default_factory=lambda: np.zeros(0, np.int64))
    easiness: NDArray[np.float64] = field(repr=False, default_factory=lambda: np.zeros(0))
    support: NDArray[np.float64] = field(repr=False, default_factory=lambda: np.zeros(0))


@dataclass(frozen=True)
class TypeFacts:
    """What was counted for each of the T task types over all rows: attempts, scored ones, their mean score (NaN
    without any), mean pay of paid ones (0 without any)."""

    attempts: NDArray[np.float64] = field(repr=False)
    scored: NDArray[np.float64] = field(repr=False)
    score: NDArray[np.float64] = field(repr=False)
    pay: NDArray[np.float64] = field(repr=False)


@dataclass(frozen=True)
class Times:
    """Log seconds of each type, all (T,) but the last three: usual, the deviation it is known to, timed attempts;
    slope of practice (negative: faster), noise within and deviation between workers."""

    usual: NDArray[np.float64] = field(repr=False)
    spread_of_usual: NDArray[np.float64] = field(repr=False)
    attempts: NDArray[np.float64] = field(repr=False)
    slope: float = 0.0
    noise: float = 0.6
    between: float = 0.3


@dataclass(frozen=True)
class WhoSaid:
    """C claims of peers about pairs (task_type row, skill column), and how far each who said so is believed
    (reliability in [0, 1])."""

    worker: tuple[str, ...] = ()
    task_type: NDArray[np.int64] = field(repr=False, default_factory=lambda: np.zeros(0, np.int64))
    skill: NDArray[np.int64] = field(repr=False, default_factory=lambda: np.zeros(0, np.int64))
    taught: NDArray[np.bool_] = field(repr=False, default_factory=lambda: np.zeros(0, np.bool_))
    reliability: NDArray[np.float64] = field(repr=False, default_factory=lambda: np.zeros(0))

    def of(self, row: int, column: int) -> list[tuple[str, bool, float]]:
        """Return (worker, taught, reliability) of each claim about a pair."""
        chosen = np.flatnonzero((self.task_type == row) & (self.skill == column))
        return [(self.worker[at], bool(self.taught[at]), float(self.reliability[at])) for at in chosen]


@dataclass(frozen=True)
class Extent:
    """How much a model rests on: all rows and workers, rows passed over (type not in the catalogue), and the
    workers and rows from which gains were learned (all of them in logs of usual size), with the task types and pairs
    (type, skill) measured."""

    rows: int = 0
    workers: int = 0
    passed_over: int = 0
    gains_workers: int = 0
    gains_rows: int = 0
    gains_types: int = 0
    gains_pairs: int = 0


@dataclass(frozen=True)
class Model:
    """What a log taught, as values; `tutor()` goes on from it."""

    catalogue: Catalogue
    gains: Gains
    newcomer: Belief | None = None
    items: Items = field(default_factory=Items)
    types: TypeFacts | None = None
    times: Times | None = None
    who_said: WhoSaid = field(default_factory=WhoSaid)
    extent: Extent = field(default_factory=Extent)

    def tutor(self, **settings: Any) -> Tutor:
        """Return a tutor over the fitted catalogue, gains and newcomers; settings are Tutor's own."""
        return Tutor(self.catalogue, self.gains, newcomer=self.newcomer, **settings)

    @property
    def claims(self) -> list[Recommendation]:
        """The peers' claims as the engine takes them."""
        types, skills, said = self.catalogue.task_types, self.catalogue.skills, self.who_said
        rows = zip(said.worker, said.task_type, said.skill, said.taught, strict=True)
        return [Recommendation(who, types[row], skills[column], bool(yes)) for who, row, column, yes in rows]


def save(model: Model, path: Path) -> None:
    """Write a model; whoever reads `path` meanwhile sees the old file or the new one, never half of one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(to_bytes(model))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path | str) -> Model:
    """Return the model in a file. Raises NotAModel with what is wrong; OSError where it can't be opened."""
    with Path(path).open("rb") as file:
        stored = file.read(LARGEST + 1)
    return from_bytes(stored, called=str(path))


def to_bytes(model: Model) -> bytes:
    """Return what `save` writes."""
    arrays = packed(model, "model", without=frozenset({"newcomer"}))
    if model.newcomer is not None:
        arrays |= {"newcomer.mean": model.newcomer.mean, "newcomer.covariance": model.newcomer.covariance}
    arrays |= {"format": np.asarray(FORMAT), "version": np.asarray(VERSION)}
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def from_bytes(stored: bytes, *, called: str = "this") -> Model:
    """Return the model in what `save` wrote; `called` names it in messages. Raises NotAModel."""
    arrays = _arrays(stored, called)
    if str(arrays.get("format", "")) != FORMAT:
        raise NotAModel(f"{called}: is not a model; escalera engine fit LOG --out MODEL makes one")
    if int(arrays["version"]) > VERSION:
        raise NotAModel(f"{called}: was written by a newer Escalera (format {int(arrays['version'])})")
    try:
        model = unpacked(Model, arrays, "model")
    except (ValueError, TypeError, IndexError) as error:
        raise NotAModel(f"{called}: is damaged ({error}); fit it again") from error
    return model if "newcomer.mean" not in arrays else _with_newcomer(model, arrays)


def _with_newcomer(model: Model, arrays: Arrays) -> Model:
    return replace(model, newcomer=Belief(arrays["newcomer.mean"], arrays["newcomer.covariance"]))


def _arrays(file: bytes, called: str) -> dict[str, NDArray[Any]]:
    try:
        _refuse_flood(file, called)
        stored = np.load(io.BytesIO(file), allow_pickle=False)
        with stored:
            return {name: stored[name] for name in stored.files}
    except (
        ValueError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        MemoryError,
        NotImplementedError,
    ) as error:
        raise NotAModel(f"{called}: is not a model, or only half of one ({error})") from error


def _refuse_flood(file: bytes, called: str) -> None:
    """Raises NotAModel, zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(file)) as entries:
        unpacked_bytes = sum(entry.file_size for entry in entries.infolist())
    if max(len(file), unpacked_bytes) > LARGEST:
        raise NotAModel(f"{called}: is far larger than any model (over {LARGEST // 1_000_000} MB)")
