"""The desk of somebody who assists from afar: find an hour, sort an inbox, keep two clocks."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.calendar_messages import inbox, meeting, zones
from escalera.tasks.families.family import Family, Item, Level
from escalera.tasks.families.phrases import Draw

MAKERS = {1: meeting.asked, 2: inbox.asked, 3: zones.asked}
INSTRUCTIONS = {
    1: Words(
        "Four people want to meet for one hour. The table says when each is free. Choose the hour at which all four "
        "can, then say who can't at another hour.",
        "Cuatro personas se quieren reunir una hora. La tabla dice cuándo tiene libre cada una. Elige la hora en que "
        "pueden las cuatro y después di quién no puede a otra hora.",
    ),
    2: Words(
        "It is eight in the morning and the inbox is full. Put the messages in order: first the one with the "
        "earliest deadline, advertising last. Then say what one of them needs, and choose the better reply to another.",
        "Son las ocho de la mañana y la bandeja está llena. Ordena los mensajes: primero el que vence antes, al final "
        "la publicidad. Después di qué necesita uno de ellos y elige la mejor respuesta a otro.",
    ),
    3: Words(
        "Find an hour that is free in the calendar and falls within working hours for both people, although their "
        "clocks differ. Then check which other requests clash with the calendar.",
        "Encuentra una hora libre en la agenda que caiga en horas de trabajo de ambas personas, aunque sus relojes "
        "marquen otra hora. Después revisa qué otras solicitudes chocan con la agenda.",
    ),
}
EXAMPLE = {
    1: Words(
        "Free 9:00–11:00 and free 10:00–12:00: both can at 10:00.",
        "Libre 9:00–11:00 y libre 10:00–12:00: ambas pueden a las 10:00.",
    ),
    2: Words(
        "A message that must be solved by noon goes before one for Friday, and both before an offer.",
        "Un mensaje que vence al mediodía va antes de uno para el viernes, y ambos antes de una oferta.",
    ),
    3: Words(
        "Five hours later: 10:00 here is 15:00 there. A request of 10:30–11:30 clashes with 11:00–12:00.",
        "Cinco horas más: las 10:00 de aquí son las 15:00 de allá. Una solicitud de 10:30–11:30 choca con 11:00–12:00.",
    ),
}
HINT = {
    1: Words(
        "Take one option at a time and run down the rows; the first row that is busy ends it.",
        "Toma una opción a la vez y baja por las filas; la primera que no puede la descarta.",
    ),
    2: Words(
        "Underline in each message until when it must be done.",
        "Subraya en cada mensaje para cuándo debe quedar.",
    ),
    3: Words(
        "Write both clocks beside each option.",
        "Escribe los dos relojes junto a cada opción.",
    ),
}


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    stimulus, asked = MAKERS[number](language, Draw(rng))
    fields = tuple(field for field, _, _ in asked)
    keys = {field.name: key for field, key, _ in asked}
    return Item(
        instructions=INSTRUCTIONS[number].in_(language),
        example=EXAMPLE[number].in_(language),
        hint=HINT[number].in_(language),
        stimulus=stimulus,
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={field.name: rule.in_(language) for field, _, rule in asked},
    )


FAMILY = Family(
    slug="calendar-messages",
    title=Words("Calendar and messages", "Agenda y mensajes"),
    levels=(
        Level(
            number=1,
            title=Words("Find an hour that suits all", "Encontrar una hora que le quede a todo el grupo"),
            skills={"plan-a-calendar": 0.7, "organise-information": 0.3},
            minutes=1.5,
            can_do=Words(
                "You find the hour at which everybody is free.",
                "Encuentras la hora en que pueden todas las personas.",
            ),
        ),
        Level(
            number=2,
            title=Words("Sort a full inbox", "Ordenar una bandeja llena"),
            skills={"sort-messages": 0.6, "reply-to-customers": 0.2, "organise-information": 0.2},
            minutes=2.5,
            can_do=Words(
                "You see what is urgent, what each message needs and what can wait.",
                "Ves qué urge, qué necesita cada mensaje y qué puede esperar.",
            ),
        ),
        Level(
            number=3,
            title=Words("Plan across two clocks", "Planear con dos relojes"),
            skills={"plan-a-calendar": 0.7, "work-with-numbers": 0.3},
            minutes=3.0,
            can_do=Words(
                "You fit an appointment into a calendar although the other person's clock differs.",
                "Acomodas una cita en una agenda aunque el reloj de la otra persona marque otra hora.",
            ),
        ),
    ),
    make=make,
)
