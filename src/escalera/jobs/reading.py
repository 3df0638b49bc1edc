"""From what somebody brings to what it asks for: intake and break-down against the starter taxonomy."""

from escalera.jobs import breaking, intake, likeness, taxonomy
from escalera.jobs.breaking import BreakDown
from escalera.jobs.intake import Intake


def taken(source: bytes | str) -> tuple[Intake, BreakDown]:
    """Raises intake.TooLong, NothingToRead, NotText."""
    taken_in = intake.read(source)
    return taken_in, breaking.break_down(taken_in, taxonomy.of_starter_set())


def read(source: bytes | str) -> BreakDown:
    return taken(source)[1]


def warm() -> None:
    """Load what the first posting would wait for: skills, their index, the encoder where it is installed."""
    likeness.of(taxonomy.of_starter_set()).likely("write short texts")
