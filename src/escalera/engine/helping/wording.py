"""Reasons in plain English, for the command line; pages word them themselves."""

from __future__ import annotations

from escalera.engine.helping.values import Reason, Unmatched, Why

CLOSE = 0.1


def reason(why: Reason) -> str:
    """Return why this person is asked."""
    ahead = why.helper_level - why.level
    knows = (
        "more than is asked" if ahead > CLOSE else "less than is asked" if ahead < -CLOSE else "what is asked"
    )
    hours = len(why.hours)
    time = f"{hours} hour{'s' * (hours > 1)} of the day in common" if hours else "no hour in common"
    levels = f"{why.helper_level:.2f} for {why.level:.2f}"
    return f"knows {knows} in {why.skill} ({levels}), speaks {' and '.join(why.languages)}, {time}"


def why(left: Unmatched) -> str:
    """Return why nobody is asked."""
    spoken = " or ".join(left.languages) or "a language of theirs (none is given)"
    return {
        Why.NOBODY_KNOWS: f"nobody here knows {left.skill}",
        Why.ONLY_THEMSELVES: f"nobody else here knows {left.skill}",
        Why.NO_LANGUAGE: f"nobody who knows {left.skill} speaks {spoken}",
        Why.NOBODY_FREE: f"everybody who knows {left.skill} and speaks {spoken} has all the requests they take",
        Why.TOO_FAR: f"who is left knows far less of {left.skill} than is asked and has no hour in common",
        Why.OTHERS_FIRST: f"everybody who knows {left.skill} and speaks {spoken} is asked by others now, "
        "who waited longer or are helped better",
    }[left.why]
