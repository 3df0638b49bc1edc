"""How people and programs get cells wrong."""

from __future__ import annotations

from escalera.tasks.families.phrases import Draw

LOOKALIKE = {"0": "O", "1": "l", "5": "S"}


def lettered(figures: str, draw: Draw) -> str | None:
    """A letter in place of the digit it looks like; None where no digit has one."""
    places = [place for place, sign in enumerate(figures) if sign in LOOKALIKE]
    return _with(figures, draw.one(places), LOOKALIKE) if places else None


def swapped(text: str, draw: Draw) -> str | None:
    """Two neighbours changed places; None where all neighbours are alike."""
    places = [at for at in range(len(text) - 1) if text[at] != text[at + 1] and text[at : at + 2].isalnum()]
    if not places:
        return None
    at = draw.one(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _with(text: str, place: int, signs: dict[str, str]) -> str:
    return text[:place] + signs[text[place]] + text[place + 1 :]
