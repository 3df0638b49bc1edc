"""Reasons in plain English, for the command line; pages word them themselves."""

from __future__ import annotations

from escalera.engine.circles.values import FEWEST, Circle, WhyNot


def reason(circle: Circle) -> str:
    """Return why these people: what they bring each other, and what they share."""
    taught = {teacher for wish in circle.wishes for teacher in wish.teachers}
    wishes = f"{circle.met} of {len(circle.wishes)} wishes meet somebody who knows"
    if not circle.wishes:
        wishes = "nobody here has a wish yet"
    teach = f"{len(taught)} of {len(circle.members)} can teach somebody"
    hours = ", ".join(str(hour) for hour in circle.hours)
    places = f"; from {' and '.join(circle.places)} places" if circle.places else ""
    return f"{wishes}; {teach}; all speak {' and '.join(circle.languages)} and have time at {hours} o'clock{places}"


def why(reason: WhyNot) -> str:
    """Return why somebody is in no circle."""
    return {
        WhyNot.NO_LANGUAGE: "no language is given",
        WhyNot.NO_HOUR: "no hour of the day is given",
        WhyNot.NO_PLACE: "no place is given, and circles of one kind of place were asked for",
        WhyNot.TOO_FEW: f"fewer than {FEWEST - 1} others who could be spared share a language and one same hour",
    }[reason]
