"""What scoring gives back, and the notes that say politely what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

# By language, and not as families' Words: families call scoring, so scoring knows nothing of them.
NOTES = {
    "en": {
        "blank": "You left this empty.",
        "not_a_number": "We couldn't read a number here. Write only digits, like 84.50.",
        "not_an_order": "Put each thing in the order exactly once.",
        "not_a_span": "We couldn't read some of it. Write the number of a word (4), or of the first and last (4-6).",
        "not_a_box": "We couldn't read some of it. A box is four numbers: left, top, right, bottom.",
        "cut": "Your answer was very long; we read only its beginning.",
    },
    "es": {
        "blank": "Dejaste esto vacío.",
        "not_a_number": "Aquí no pudimos leer un número. Escribe solo cifras, como 84.50.",
        "not_an_order": "Pon cada cosa en el orden una sola vez.",
        "not_a_span": "No pudimos leer una parte. Escribe el número de una palabra (4), o de la primera y la última (4-6).",
        "not_a_box": "No pudimos leer una parte. Un recuadro son cuatro números: izquierda, arriba, derecha, abajo.",
        "cut": "Tu respuesta era muy larga; solo leímos el principio.",
    },
}


@dataclass(frozen=True)
class Judgement:
    """A rule's word on one field; score None waits for a peer.

    `note` is a name in NOTES[language] or empty; `missed` are a rubric's unmet criteria in plain words.
    """

    score: float | None
    given: str
    note: str = ""
    missed: tuple[str, ...] = ()


BLANK = Judgement(score=0.0, given="", note="blank")


@dataclass(frozen=True)
class FieldResult:
    score: float | None
    right_shown: str
    given: str
    note: str = ""
    missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    score: float | None
    fields: dict[str, FieldResult]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Names of the fields that a peer still has to judge."""
        return tuple(name for name, field in self.fields.items() if field.score is None)
