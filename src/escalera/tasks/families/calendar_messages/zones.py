"""Level 3: a calendar that is nearly full, and somebody for whom it is later."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families.calendar_messages.meeting import Asked, clock
from escalera.tasks.families.family import Field, Key, Option, Stimulus, Table, Text
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import people

DAY = range(8, 18)  # hours in which a meeting may begin
ENDS = 18
TASK = Words(
    "{boss} works from 8:00 to 18:00. For {client} it is always {later} hours later, and {client} works from 9:00 to 18:00 "
    "over there. They need one hour together.",
    "{boss} trabaja de 8:00 a 18:00. Donde está {client} siempre son {later} horas más, y allá {client} trabaja de 9:00 a "
    "18:00. Necesitan una hora en común.",
)
CAPTION = Words("{boss}'s calendar", "Agenda de {boss}")
TITLES = Words("From|To|What", "De|A|Asunto")
WHAT = Words(
    "Call|Bank|Visit|Training|Doctor|Interview|Delivery",
    "Llamada|Banco|Visita|Curso|Consulta|Entrevista|Entrega",
)
WHEN = Words("The meeting begins, by {boss}'s clock, at", "La reunión empieza, con el reloj de {boss}, a las")
THERE = Words(
    "What hour does {client}'s clock show then? (0 to 23)",
    "¿Qué hora marca entonces el reloj de {client}? (0 a 23)",
)
CLASH = Words("Which requests clash with the calendar?", "¿Qué solicitudes chocan con la agenda?")
FITS = Words(
    "The hour must be free here and lie within working hours there: try each option on both clocks.",
    "La hora debe estar libre aquí y caer en horas de trabajo allá: prueba cada opción en los dos relojes.",
)
LATER = Words("Later means adding the hours.", "Más horas quiere decir sumar.")
OVERLAP = Words(
    "Two meetings clash when one begins before the other ends. One that begins exactly when another ends fits.",
    "Dos reuniones chocan cuando una empieza antes de que termine la otra. Si empieza justo cuando termina, cabe.",
)


def asked(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], list[Asked]]:
    while True:
        later = draw.number(2, 7)
        busy = set(draw.some(list(DAY), 5))
        both = [hour for hour in DAY if hour not in busy and 9 <= hour + later < ENDS]
        taken = [hour for hour in busy if 9 <= hour + later < ENDS]
        closed = [hour for hour in DAY if hour not in busy and hour + later >= ENDS]
        if both and len(taken) >= 2 and len(closed) >= 2:
            break
    names = dict(zip(("boss", "client"), (person.first for person in people(draw, 2)), strict=True))
    right = draw.one(both)
    hours = sorted([right, *draw.some(taken, 2), *draw.some(closed, 2)])
    subjects = draw.some(WHAT.in_(language).split("|"), 5)
    rows = tuple(
        (clock(hour), clock(hour + 1), subject) for hour, subject in zip(sorted(busy), subjects, strict=True)
    )
    task = TASK.in_(language).format(later=later, **names)
    stimulus = (
        Text(task),
        Table(CAPTION.in_(language).format(**names), tuple(TITLES.in_(language).split("|")), rows),
    )
    options = tuple(Option(str(hour), clock(hour)) for hour in hours)
    when = Field("when", WHEN.in_(language).format(**names), "choice", options=options)
    there = Field("there", THERE.in_(language).format(**names), "number")
    there_key = Key(
        "number", right + later, shown=str(right + later), detail={"tolerance": 0.1, "range": [8, 23]}
    )
    return stimulus, [
        (when, Key("choice", str(right), shown=clock(right)), FITS),
        (there, there_key, LATER),
        _clashing(busy, language, draw),
    ]


def _clashing(busy: set[int], language: str, draw: Draw) -> Asked:
    """Requests of half past to half past, and of whole hours."""
    requests = {}
    for hour in draw.some(list(DAY)[:-1], 4):
        half = draw.yes()
        requests[f"{hour}:{'30' if half else '00'}–{hour + 1}:{'30' if half else '00'}"] = hour in busy or (
            half and hour + 1 in busy
        )
    if not any(requests.values()):  # one at least
        hour = draw.one(sorted(busy))
        requests[f"{hour}:15–{hour}:45"] = True
    options = tuple(Option(str(place), words) for place, words in enumerate(requests))
    right = [str(place) for place, clashes in enumerate(requests.values()) if clashes]
    shown = ", ".join(words for words, clashes in requests.items() if clashes)
    return (
        Field("clash", CLASH.in_(language), "choices", options=options),
        Key("set", right, shown=shown),
        OVERLAP,
    )
