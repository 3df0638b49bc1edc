"""What a tip did, in words: for one, few and many people, for harm, and where nobody can tell yet."""

import pytest
from django.utils import translation

from escalera.coaching.advice.queries import Interval, Reached
from escalera.coaching.models import Tip
from escalera.web.worker import tip_words

SAVED, LOST = Interval(12.4, 5.0, 20.0), Interval(-12.4, -20.0, -5.0)
BETTER, WORSE = Interval(0.1, 0.04, 0.16), Interval(-0.1, -0.16, -0.04)
UNCLEAR = Interval(0.02, -0.1, 0.14)

TOLD = [
    (1, None, None, "Your tip reached 1 person.", "Tu consejo llegó a 1 persona."),
    (9, None, None, "Your tip reached 9 people.", "Tu consejo llegó a 9 personas."),
    (
        41,
        SAVED,
        BETTER,
        "Your tip reached 41 people, about 12 minutes saved.",
        "Tu consejo llegó a 41 personas, y ahorró cerca de 12 minutos.",
    ),
    (
        41,
        Interval(0.9, 0.2, 1.6),
        BETTER,
        "Your tip reached 41 people, about 1 minute saved.",
        "Tu consejo llegó a 41 personas, y ahorró cerca de 1 minuto.",
    ),
    (
        900,
        Interval(316.0, 200.0, 400.0),
        BETTER,
        "Your tip reached 900 people, about 5 hours saved.",
        "Tu consejo llegó a 900 personas, y ahorró cerca de 5 horas.",
    ),
    (41, LOST, WORSE, "Your tip reached 41 people.", "Tu consejo llegó a 41 personas."),
    (41, UNCLEAR, UNCLEAR, "Your tip reached 41 people.", "Tu consejo llegó a 41 personas."),
]


def reached(people, minutes, score) -> Reached:
    return Reached(tip=Tip(), state="shown", people=people, helped=0, minutes=minutes, score=score)


@pytest.mark.parametrize(("people", "minutes", "score", "english", "spanish"), TOLD)
def test_how_many_it_reached_and_what_it_saved(people, minutes, score, english, spanish):
    known = reached(people, minutes, score)

    for language, words in (("en", english), ("es-mx", spanish)):
        with translation.override(language):
            assert tip_words.headline(known) == words


@pytest.mark.parametrize(
    ("minutes", "score", "english", "spanish"),
    [
        (
            None,
            None,
            "Not enough people yet to tell what it changes; from ten on we say it.",
            "Todavía son pocas personas para saber qué cambia; a partir de diez te lo decimos.",
        ),
        (
            SAVED,
            BETTER,
            "Those who see it do better: between 0.4 and 1.6 more of 10. It saved them about 12 minutes together.",
            "A quienes lo ven les sale mejor: de cada 10, entre 0.4 y 1.6 más. "
            "En total les ahorró cerca de 12 minutos.",
        ),
        (
            LOST,
            WORSE,
            "Those who see it do less well: between 0.4 and 1.6 less of 10. It cost them about 12 minutes together.",
            "A quienes lo ven les sale menos bien: de cada 10, entre 0.4 y 1.6 menos. "
            "En total les costó cerca de 12 minutos.",
        ),
        (
            UNCLEAR,
            UNCLEAR,
            "Whether those who see it do better, we can't tell yet. Whether it saves time, we can't tell yet.",
            "Todavía no sabemos si a quienes lo ven les sale mejor. Todavía no sabemos si ahorra tiempo.",
        ),
    ],
)
def test_what_it_changed_is_said_with_its_doubt(minutes, score, english, spanish):
    known = reached(41, minutes, score)

    for language, words in (("en", english), ("es-mx", spanish)):
        with translation.override(language):
            assert tip_words.effect(known) == words
