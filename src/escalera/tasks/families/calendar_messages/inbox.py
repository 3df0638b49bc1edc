"""Level 2: a full inbox, by urgency and by what each message needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from escalera.reference.words import Words
from escalera.tasks.families.calendar_messages.meeting import Asked
from escalera.tasks.families.family import Field, Key, Option, Quote, Stimulus
from escalera.tasks.families.phrases import Draw, read
from escalera.tasks.families.phrases.cast import day, people, things

LETTERS: dict[str, Any] = read(__file__, "letters.toml")
KINDS: list[dict[str, Any]] = LETTERS["kind"]
ANSWERED = [kind for kind in KINDS if "reply" in kind]
ORDER = Words("Which message comes first?", "¿Qué mensaje va primero?")
ACT = Words("What does {name}'s message need?", "¿Qué necesita el mensaje de {name}?")
REPLY = Words(
    "Which reply fits {name}'s message better?", "¿Qué respuesta le queda mejor al mensaje de {name}?"
)
URGENT = Words(
    "Urgent is what has the earliest deadline, not what is written loudest; advertising comes last, even with "
    '"only today".',
    "Urge lo que vence primero, no lo que grita más; la publicidad va al final, aunque diga “solo hoy”.",
)
NEEDS = Words(
    "Ask what is different in the world once the message is done: a thing exchanged, a question answered, a "
    "paper sent, an hour moved.",
    "Pregúntate qué cambia en el mundo cuando el mensaje queda resuelto: una cosa cambiada, una duda "
    "aclarada, un papel enviado, una hora movida.",
)
FITS = Words(
    "A friendly reply to something else doesn't help. The better one takes up what the person asked for.",
    "Una respuesta amable a otra cosa no ayuda. La mejor retoma lo que la persona pidió.",
)


@dataclass(frozen=True)
class Letter:
    name: str
    kind: dict[str, Any]
    rank: int
    text: str


def asked(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], list[Asked]]:
    letters = inbox(language, draw)
    stimulus = tuple(Quote(letter.text, letter.name) for letter in draw.shuffled(letters))
    one, other = draw.some([letter for letter in letters if "reply" in letter.kind], 2)
    return stimulus, [order(letters, language, draw), act(one, language, draw), reply(other, language, draw)]


def inbox(language: str, draw: Draw) -> list[Letter]:
    """Five messages, the most urgent first; the last is advertising."""
    words = LETTERS[language]
    ranks = sorted(draw.some(range(len(words["when"])), 4))
    kinds = draw.shuffled(ANSWERED)
    senders = people(draw, 5)
    letters = [
        Letter(person.first, kind, rank, _text(kind, words["when"][rank], language, draw))
        for person, kind, rank in zip(senders, kinds, ranks, strict=False)
    ]
    noise = next(kind for kind in KINDS if "reply" not in kind)
    return [*letters, Letter(senders[4].first, noise, 99, draw.one(noise["says"][language]))]


def _text(kind: dict[str, Any], when: str, language: str, draw: Draw) -> str:
    slots = {"when": when, "thing": draw.one(things(language)).noun, "day": day(draw, language)[0]}
    return str(draw.one(kind["says"][language])).format_map(slots)


def order(letters: list[Letter], language: str, draw: Draw) -> Asked:
    options = tuple(Option(letter.name, letter.name) for letter in draw.shuffled(letters))
    right = [letter.name for letter in letters]
    return (
        Field("order", ORDER.in_(language), "ranking", options=options),
        Key("ranking", right, shown=", ".join(right)),
        URGENT,
    )


def act(letter: Letter, language: str, draw: Draw) -> Asked:
    options = tuple(Option(kind["name"], kind["act"][language]) for kind in draw.shuffled(KINDS))
    field = Field("act", ACT.in_(language).format(name=letter.name), "choice", options=options)
    return field, Key("choice", letter.kind["name"], shown=letter.kind["act"][language]), NEEDS


def reply(letter: Letter, language: str, draw: Draw) -> Asked:
    other = draw.one([kind for kind in ANSWERED if kind is not letter.kind])
    texts = {"fits": draw.one(letter.kind["reply"][language]), "other": draw.one(other["reply"][language])}
    right, wrong = draw.shuffled(["a", "b"])
    said = {right: texts["fits"], wrong: texts["other"]}
    options = tuple(Option(side, said[side]) for side in ("a", "b"))
    field = Field("reply", REPLY.in_(language).format(name=letter.name), "compare", options=options)
    return field, Key("choice", right, shown=texts["fits"]), FITS
