"""One item: clips to write down and, from level 2 on, a clip whose draft has to be corrected."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Sound, Stimulus, Text
from escalera.tasks.families.phrases import Draw, read
from escalera.tasks.families.transcription.draft import spoiled

SENTENCES = read(__file__, "sentences.toml")
CLIPS: dict[str, tuple[float, int]] = json.loads(
    (Path(__file__).parent / "clips.json").read_text(encoding="utf-8")
)
NAMES = {
    "Toledo",
    "Fresno",
    "Okafor",
    "Ramirez",
    "Cedar",
    "Nguyen",
    "Toluca",
    "Tepic",
    "Ixchel",
    "Pech",
    "Ramírez",
    "Cedro",
}

CLIPS_EACH = 3  # of 24: fewer, and two hundred items would repeat
FIGURES = {"nine": "9", "six": "6", "two": "2", "nueve": "9", "seis": "6", "dos": "2"}

INSTRUCTIONS = {
    1: Words(
        "Listen to each recording and write every word you hear. You may listen as often as you like. "
        "Capitals and punctuation are not counted.",
        "Escucha cada grabación y escribe todas las palabras que oigas. Puedes escucharla las veces que "
        "quieras. "
        "No cuentan las mayúsculas ni la puntuación.",
    ),
    2: Words(
        "Write every word of recordings 1 and 2. For recording 3 there is an automatic draft with mistakes: write "
        "the whole "
        "sentence as it is really said. Leave out coughs and noise. Capitals and punctuation are not "
        "counted.",
        "Escribe todas las palabras de las grabaciones 1 y 2. La grabación 3 tiene un borrador automático con "
        "errores: escribe "
        "la frase completa como se dice de verdad. No escribas ruidos. No cuentan las mayúsculas ni la "
        "puntuación.",
    ),
    3: Words(
        "Write recordings 1 and 2, and correct the draft of recording 3 by writing the whole sentence. Guideline: "
        "numbers in "
        "figures (350, 6:45), codes said digit by digit without spaces (4719), currencies as words "
        "(dollars).",
        "Escribe las grabaciones 1 y 2 y corrige el borrador de la grabación 3 escribiendo la frase completa. Guía: "
        "números con "
        "cifras (350, 6:45), claves dictadas cifra por cifra sin espacios (4719), monedas con palabras "
        "(pesos) y con acentos.",
    ),
}
EXAMPLE = {
    1: Words(
        'You hear "the shop opens at nine" and write: The shop opens at nine.',
        'Oyes "la tienda abre a las nueve" y escribes: La tienda abre a las nueve.',
    ),
    2: Words(
        'The draft says "the shop open nine"; you hear and write: The shop opens at nine.',
        'El borrador dice "la tienda abren las nueve"; oyes y escribes: La tienda abre a las nueve.',
    ),
    3: Words(
        'You hear "three hundred fifty dollars on March second" and write: 350 dollars on March 2.',
        'Oyes "trescientos cincuenta pesos el dos de marzo" y escribes: 350 pesos el 2 de marzo.',
    ),
}
HINT = Words(
    "Listen once to the whole, then again in pieces of four or five words, writing between them. "
    "At the end, listen while you read what you wrote.",
    "Escucha primero todo y luego por partes de cuatro o cinco palabras, escribiendo entre una y otra. "
    "Al final, escucha mientras lees lo que escribiste.",
)
RULES = {
    "heard": Words(
        "Write what is said, not what you would have said: small words (the, a, of) count too.",
        "Escribe lo que se dice, no lo que tú dirías: también cuentan las palabras chicas (el, de, a).",
    ),
    "draft": Words(
        "Automatic drafts drop small words and swap words that sound alike: read along with your finger "
        "while you listen.",
        "Los borradores automáticos se comen palabras chicas y cambian palabras que suenan parecido: "
        "síguelos con el dedo al oír.",
    ),
    "figures": Words(
        "Check every figure twice: 13 and 30, 60 and 16 sound alike, and digits change places easily.",
        "Revisa cada cifra dos veces: 60 y 70, 2 y 12 suenan parecido, y las cifras cambian fácil de lugar.",
    ),
}
ASKED = Words("What does recording {} say?", "¿Qué dice la grabación {}?")
DRAFT = Words("Draft of a machine: {}", "Borrador de una máquina: {}")
CORRECTED = Words("What does recording {} really say?", "¿Qué dice en realidad la grabación {}?")


@dataclass(frozen=True)
class Clip:
    text: str
    sound: Sound

    @property
    def accepted(self) -> list[str]:
        """With dictated digits joined (4 7 1 9 is 4719), as printed, and with small numbers as figures."""
        joined = re.sub(r"(?<=\b\d) (?=\d\b)", "", self.text)
        figures = re.sub(r"\w+", lambda word: FIGURES.get(word[0], word[0]), self.text)
        return list(dict.fromkeys([joined, self.text, figures]))


def item(language: str, draw: Draw, *, level: int) -> Item:
    clips = [_clip(language, level, place) for place in draw.some(range(24), CLIPS_EACH)]
    draft = spoiled(clips[-1].accepted[0], draw, figures=level == 3) if level > 1 else ""
    fields = tuple(
        _field(place, language, draft if place == len(clips) else "") for place in range(1, len(clips) + 1)
    )
    keys = {
        field.name: _key(clip, language, level, draft if clip is clips[-1] else "")
        for field, clip in zip(fields, clips, strict=True)
    }
    return Item(
        instructions=INSTRUCTIONS[level].in_(language),
        example=EXAMPLE[level].in_(language),
        hint=HINT.in_(language),
        stimulus=_stimulus(clips, language),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback=_feedback(fields, language, level),
    )


def _clip(language: str, level: int, place: int) -> Clip:
    name = f"{language}/{level}-{place:02}.mp3"
    seconds, size = CLIPS[name]
    sound = Sound(file=f"tasks/speech/{name}", seconds=seconds, bytes=size)
    return Clip(text=SENTENCES[language][f"level{level}"][place], sound=sound)


def _field(place: int, language: str, draft: str) -> Field:
    """The sound stands at its field, and so does the draft that is mended there."""
    label = (CORRECTED if draft else ASKED).in_(language).format(place)
    hint = DRAFT.in_(language).format(draft) if draft else ""
    return Field(f"recording-{place}", label, "longtext", hint=hint, on=place - 1)


def _key(clip: Clip, language: str, level: int, draft: str) -> Key:
    detail = {"accents": "kept"} if level == 3 and language == "es" else {}
    return Key(
        "wer", clip.accepted, shown=clip.accepted[0], detail=detail | ({"draft": draft} if draft else {})
    )


def _stimulus(clips: list[Clip], language: str) -> tuple[Stimulus, ...]:
    names = sorted({word for clip in clips for word in re.findall(r"\w+", clip.text)} & NAMES)
    spelled = Words("Names you may hear: ", "Nombres que puedes oír: ").in_(language) + ", ".join(names)
    sounds = tuple(clip.sound for clip in clips)
    return (*sounds, *((Text(spelled),) if names else ()))


def _feedback(fields: tuple[Field, ...], language: str, level: int) -> dict[str, str]:
    last = {1: "heard", 2: "draft", 3: "figures"}[level]
    rules = {field.name: RULES["heard"].in_(language) for field in fields}
    return rules | {fields[-1].name: RULES[last].in_(language)}
