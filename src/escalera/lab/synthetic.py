"""A simulated world in files: its catalogue, a log of choices by chance, and what peers recommend."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from escalera.engine import Attempt, Catalogue, simulation
from escalera.engine.catalogue import LOGITS_PER_LEVEL
from escalera.lab.tables import BadLog

LOG, CATALOGUE, CLAIMS, WORLD = "log.csv", "catalogue.json", "recommendations.csv", "world.json"
COLUMNS = ("worker", "item", "task_type", "skills", "score", "at", "seconds", "pay", "propensity")


@dataclass(frozen=True)
class Recipe:
    """What makes a world again: its seed and sizes."""

    seed: int = 1
    skills: int = 8
    families: int = 10
    useless: float = 0.3
    mislabelled: float = 0.1

    def world(self) -> simulation.World:
        """Return the world; the same recipe always makes the same one."""
        sizes = {name: value for name, value in asdict(self).items() if name != "seed"}
        return simulation.make(rng=np.random.default_rng(self.seed), **sizes)


def write(
    folder: Path, recipe: Recipe, *, workers: int, attempts: int, claims: int, bad: float
) -> dict[str, int]:
    """Write log, catalogue, recommendations and recipe to the folder; return how many rows each has."""
    world, rng = recipe.world(), np.random.default_rng([recipe.seed, 1])
    log = simulation.random_log(world, workers=workers, attempts=attempts, rng=rng)
    said = simulation.recommendations(world, log, count=claims, bad=bad, rng=rng)
    folder.mkdir(parents=True, exist_ok=True)
    _csv(folder / LOG, COLUMNS, [_attempt(row, world.catalogue) for row in log])
    _csv(
        folder / CLAIMS,
        ("worker", "task_type", "skill", "taught"),
        [(claim.worker, claim.task_type, claim.skill, int(claim.taught)) for claim in said],
    )
    (folder / CATALOGUE).write_text(json.dumps(_catalogue(world.catalogue), indent=1), encoding="utf-8")
    (folder / WORLD).write_text(json.dumps(asdict(recipe)), encoding="utf-8")
    return {"attempts": len(log), "recommendations": len(said), "task types": len(world.catalogue.task_types)}


def read(path: Path) -> Recipe:
    """Return the recipe in a world.json, or in a folder that holds one. Raises BadLog."""
    place = path / WORLD if path.is_dir() else path
    try:
        return Recipe(**json.loads(place.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError) as error:
        raise BadLog(
            f"{place}: is no world; escalera engine simulate --out FOLDER makes one ({error})"
        ) from error


def _attempt(row: Attempt, catalogue: Catalogue) -> tuple[object, ...]:
    at = catalogue.type_at(row.task_type)
    skills = "|".join(catalogue.skills[column] for column in np.flatnonzero(catalogue.weights[at] > 0))
    seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
    paid = f"{catalogue.pay[at]:.4f}" if catalogue.pay[at] > 0 else ""
    return (
        row.worker, row.task_type, row.task_type, skills, f"{row.score:g}", f"{row.at:g}", seconds, paid,
        f"{row.propensity:.6f}",
    )  # fmt: skip


def _catalogue(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "skills": list(catalogue.skills),
        "task_types": [
            {
                "name": name,
                "skills": {catalogue.skills[s]: round(float(catalogue.weights[at, s]), 4) for s in np.flatnonzero(catalogue.weights[at])},
                "level": round(float(catalogue.difficulty[at]) / LOGITS_PER_LEVEL + 0.5, 4),
                "seconds": round(float(catalogue.seconds[at]), 1),
                "chance": round(float(catalogue.chance[at]), 3),
                "pay": round(float(catalogue.pay[at]), 4),
                "family": catalogue.families[at],
            }
            for at, name in enumerate(catalogue.task_types)
        ],
    }  # fmt: skip


def _csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
