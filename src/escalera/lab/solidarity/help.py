"""Requests and helpers from a file, and matches as its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from escalera.engine import helping
from escalera.engine.helping import wording
from escalera.lab.solidarity import reading
from escalera.lab.solidarity.reading import Entry


def read(file: Path) -> tuple[list[helping.Request], list[helping.Helper]]:
    """Return what a file asks. Raises BadFile."""
    top = reading.read(file)
    requests = [_request(id_, entry) for id_, entry in reading.alone(top.at("requests").each())]
    helpers = [_helper(id_, entry) for id_, entry in reading.alone(top.at("helpers").each())]
    return requests, helpers


def as_json(found: helping.Matching) -> dict[str, Any]:
    """Return the answer in the file's form."""
    return {
        "matches": [
            {
                "request": match.request,
                "helper": match.helper,
                "expected_success": round(match.expected_success, 6),
                "reason": wording.reason(match.reason),
            }
            for match in found.matches
        ],
        "unmatched": [{"request": left.request, "why": wording.why(left)} for left in found.unmatched],
    }


def _request(id_: str, entry: Entry) -> helping.Request:
    return helping.Request(
        id=id_,
        worker=entry.at("worker").word(),
        skill=entry.at("skill").word(),
        level=entry.at("level").number(0.0, 1.0),
        languages=entry.at("languages").words(),
        hours=entry.at("hours").hours(),
        waiting_minutes=entry.at("waiting_minutes").number(0.0),
        learning=entry.at("learning").number(0.0, 1.0) if entry.has("learning") else 0.0,
    )


def _helper(id_: str, entry: Entry) -> helping.Helper:
    return helping.Helper(
        id=id_,
        skills=entry.at("skills").levels(),
        languages=entry.at("languages").words(),
        hours=entry.at("hours").hours(),
        load=entry.at("load").whole(0),
        capacity=entry.at("capacity").whole(0),
        credit=entry.at("credit").number() if entry.has("credit") else 0.0,
        learning=entry.at("learning").levels() if entry.has("learning") else {},
    )
