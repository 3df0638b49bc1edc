"""Level 1: the one hour that suits all, and who can't come at another one."""

from __future__ import annotations

from collections.abc import Iterable

from escalera.reference.words import Words
from escalera.tasks.families.family import Field, Key, Option, Stimulus, Table, Text
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import day, people

HOURS = range(9, 18)
TASK = Words(
    "A meeting of one hour on {day}. When is everybody free?",
    "Una reunión de una hora el {day}. ¿A qué hora puede todo el grupo?",
)
CAPTION = Words("Free hours", "Horas libres")
TITLES = Words("Person|Free", "Persona|Libre")
WHEN = Words("The meeting begins at", "La reunión empieza a las")
WHO = Words("Who can't come at {hour}?", "¿Quién no puede a las {hour}?")
ALL = Words(
    "Everybody must be free for the whole hour: cross out an hour as soon as one person is busy.",
    "La hora completa tiene que estar libre en todas las filas: tacha una hora en cuanto alguien no pueda.",
)
FREE = Words(
    "9:00–11:00 means free until eleven: a meeting at 11:00 no longer fits.",
    "9:00–11:00 quiere decir libre hasta las once: una reunión a las 11:00 ya no cabe.",
)

Asked = tuple[Field, Key, Words]


def asked(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], list[Asked]]:
    names = [person.first for person in people(draw, 4)]
    hours = draw.some(list(HOURS), 5)
    right, other = hours[0], hours[1]
    free = {name: {hour for hour in HOURS if hour == right or draw.yes(0.6)} for name in names}
    for hour in HOURS:
        if hour != right and all(hour in mine for mine in free.values()):
            free[draw.one(names)].discard(hour)
    rows = tuple((name, ranges(free[name])) for name in names)
    task = TASK.in_(language).format(day=day(draw, language)[0])
    stimulus = (Text(task), Table(CAPTION.in_(language), tuple(TITLES.in_(language).split("|")), rows))
    options = tuple(Option(str(hour), clock(hour)) for hour in sorted(hours))
    busy = [name for name in names if other not in free[name]]
    people_asked = tuple(Option(name, name) for name in names)
    return stimulus, [
        (
            Field("when", WHEN.in_(language), "choice", options=options),
            Key("choice", str(right), shown=clock(right)),
            ALL,
        ),
        (
            Field("who", WHO.in_(language).format(hour=clock(other)), "choices", options=people_asked),
            Key("set", busy, shown=", ".join(busy)),
            FREE,
        ),
    ]


def ranges(hours: Iterable[int]) -> str:
    """Whole hours as times of day: 9:00–11:00, 14:00–15:00."""
    found: list[list[int]] = []
    for hour in sorted(hours):
        if found and found[-1][1] == hour:
            found[-1][1] = hour + 1
        else:
            found.append([hour, hour + 1])
    return ", ".join(f"{clock(first)}–{clock(last)}" for first, last in found) or "—"


def clock(hour: int) -> str:
    return f"{hour}:00"
