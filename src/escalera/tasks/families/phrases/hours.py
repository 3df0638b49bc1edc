"""Whole hours as people write and say them; 9 to 11 are in the morning, 3 to 7 in the afternoon."""

from __future__ import annotations

from escalera.tasks.families.phrases import numerals
from escalera.tasks.families.phrases.facts import Value

HOURS = (3, 4, 5, 6, 7, 9, 10, 11)
MORNING = 9


def hour(number: int, language: str) -> Value:
    return _english(number) if language == "en" else _spanish(number)


def _english(number: int) -> Value:
    word, half = numerals.spelt(number, "en"), "am" if number >= MORNING else "pm"
    dotted = f"{half[0]}.m*"
    ways = [f"{number} {half}", f"{number}{half}", f"{number} {dotted}", f"{number}{dotted}"]
    parts = ["in the morning"] if number >= MORNING else ["in the afternoon", "in the evening", "at night"]
    ways += [f"{one} {part}" for one in (str(number), word) for part in parts]
    ways += [f"{word} {half}", f"at {word}", f"at {number}", f"{number}:00*"]
    return Value(f"{number} {half}", (*ways, f"{number} o'clock", f"{word} o'clock"))


def _spanish(number: int) -> Value:
    word, half = numerals.spelt(number, "es"), "a" if number >= MORNING else "p"
    parts = ["de la mañana"] if number >= MORNING else ["de la tarde", "de la noche"]
    ways = [f"{one} {part}" for one in (str(number), word) for part in parts]
    ways += [f"{number} {half}.m*", f"{number}{half}m", f"{number} {half}m", f"{number}:00*"]
    ways += [f"a las {number}", f"a las {word}", f"{number} hrs", f"{number} h", f"{number} horas"]
    return Value(f"{number} {parts[0]}", tuple(ways))
