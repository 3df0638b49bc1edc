"""People who may form circles from a file, and circles as its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from escalera.engine import circles
from escalera.engine.circles import wording
from escalera.lab.solidarity import reading
from escalera.lab.solidarity.reading import Entry


def read(file: Path) -> list[circles.Worker]:
    """Return the workers of a file. Raises BadFile."""
    return [_worker(id_, entry) for id_, entry in reading.alone(reading.read(file).at("workers").each())]


def as_json(found: circles.Proposal) -> dict[str, Any]:
    """Return circles with the coverage of each wish, and who is in none, as JSON."""
    return {
        "circles": [_circle(circle) for circle in found.circles],
        "unplaced": [{"worker": worker, "why": wording.why(why)} for worker, why in found.unplaced],
        "coverage": round(found.coverage, 4),
    }


def _circle(circle: circles.Circle) -> dict[str, Any]:
    return {
        "members": list(circle.members),
        "wishes": [
            {"worker": wish.worker, "skill": wish.skill, "teachers": list(wish.teachers)}
            for wish in circle.wishes
        ],
        "coverage": round(circle.met / len(circle.wishes), 4) if circle.wishes else 1.0,
        "languages": list(circle.languages),
        "hours": list(circle.hours),
        "reason": wording.reason(circle),
    }


def _worker(id_: str, entry: Entry) -> circles.Worker:
    levels = entry.at("levels").levels()
    return circles.Worker(
        id=id_,
        levels=levels,
        wishes=_wishes(entry.at("wishes"), levels),
        languages=entry.at("languages").words(),
        hours=entry.at("hours").hours(),
        place=entry.at("place").word() if entry.has("place") else "",
    )


def _wishes(entry: Entry, levels: dict[str, float]) -> dict[str, float]:
    """Wishes with the level a teacher needs: as the file says, else what the learner's own level asks for."""
    if isinstance(entry.value, dict):
        return entry.levels()
    return {skill: circles.wanted(levels.get(skill, 0.0)) for skill in entry.words()}
