"""Level 3: what does somebody want with these words, and in which order do four results serve it?"""

from __future__ import annotations

from dataclasses import dataclass

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Text
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.search_relevance.ware import GRADES, LISTS, found, wish

INSTRUCTIONS = Words(
    "Read the search and decide what the person wants. Then order the four results from the most to the "
    "least useful for "
    "that. Words in common don't matter; what it is good for does.",
    "Lee la búsqueda y decide qué quiere la persona. Luego ordena los cuatro resultados del más al menos "
    "útil para eso. No "
    "importan las palabras en común, sino para qué sirve cada uno.",
)
GUIDELINE = Words(
    "Guideline.\nFirst: does exactly what is wanted.\nSecond: nearly, but one thing is missing (another color, "
    "another town, "
    "only part of the answer).\nThird: same subject, other purpose.\nLast: another subject.",
    "Guía.\nPrimero: cumple justo lo que se quiere.\nSegundo: casi, pero falta algo (otro color, otra ciudad, "
    "solo parte de la "
    "respuesta).\nTercero: mismo tema, otro propósito.\nÚltimo: otro tema.",
)
EXAMPLE = Words(
    '"cup repair Toledo" wants a place. First a workshop in Toledo, then a workshop in Dayton, then cups for '
    "sale, then shoes.",
    '"reparar tazas Durango" quiere un lugar. Primero un taller en Durango, luego uno en Tepic, luego tazas '
    "en venta, luego zapatos.",
)
HINT = Words(
    '"How to" wants instructions, a town\'s name wants a place, colors and features want something to buy.',
    '"Cómo" pide instrucciones, el nombre de una ciudad pide un lugar, colores y características piden algo '
    "que comprar.",
)
INTENTS = {
    "buy": Words("Buy something", "Comprar algo"),
    "learn": Words("Learn how to do something", "Aprender a hacer algo"),
    "place": Words("Find a place nearby", "Encontrar un lugar cercano"),
    "news": Words("Read the news", "Leer noticias"),
}
RULES = {
    "intent": Words(
        "Ask what the person will do after reading: pay, do it with their hands, or go there.",
        "Pregunta qué hará la persona después de leer: pagar, hacerlo con sus manos o ir al lugar.",
    ),
    "order": Words(
        "Start with the purpose. A page that sells the thing doesn't teach how to fix it, even with all the "
        "same words.",
        "Empieza por el propósito. Una página que vende la cosa no enseña a arreglarla, aunque tenga las "
        "mismas palabras.",
    ),
}
TASKS = (
    Words("clean", "limpiar"),
    Words("repair", "reparar"),
    Words("pack", "empacar"),
    Words("store", "guardar"),
    Words("take a photo of", "fotografiar"),
)


@dataclass(frozen=True)
class Search:
    query: str
    intent: str
    results: tuple[str, str, str, str]
    """From best to worst."""


def item(language: str, draw: Draw) -> Item:
    search = draw.one([_buying, _learning, _going])(language, draw)
    letters = draw.shuffled("ABCD")
    lettered = dict(zip(letters, search.results, strict=True))
    fields = _fields(language, sorted(lettered))
    name = Words("Result", "Resultado").in_(language)
    keys = {
        "intent": Key("choice", search.intent, shown=INTENTS[search.intent].in_(language)),
        "order": Key("ranking", letters, shown=", ".join(letters), weight=2.0),
    }
    quotes = tuple(Quote(lettered[letter], f"{name} {letter}") for letter in sorted(lettered))
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(
            Text(GUIDELINE.in_(language)),
            Quote(search.query, Words("Search", "Búsqueda").in_(language)),
            *quotes,
        ),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={field: rule.in_(language) for field, rule in RULES.items()},
    )


def _fields(language: str, letters: list[str]) -> tuple[Field, Field]:
    name = Words("Result", "Resultado").in_(language)
    intents = tuple(Option(value, words.in_(language)) for value, words in INTENTS.items())
    wants = Words("What does the person want?", "¿Qué quiere la persona?").in_(language)
    order = Words("From most to least useful", "Del más útil al menos útil").in_(language)
    options = tuple(Option(letter, f"{name} {letter}") for letter in letters)
    return Field("intent", wants, "choice", options=intents), Field(
        "order", order, "ranking", options=options
    )


def _buying(language: str, draw: Draw) -> Search:
    wanted = wish(draw, language, limited=draw.yes())
    first, second, third, last = (found(wanted, grade, draw, language).shown() for grade in GRADES)
    return Search(wanted.asked(language), "buy", (first, second, third, last))


def _learning(language: str, draw: Draw) -> Search:
    ware, task = draw.one(LISTS["ware"]), draw.one(TASKS)
    thing, a = ware[language], ware["a"][language]
    brand, last = draw.one(LISTS["brands"]["names"]), draw.one(LISTS["unrelated"])[language]
    steps = draw.number(4, 9)
    return Search(
        Words(f"how to {task.en} {a} at home", f"cómo {task.es} {a} en casa").in_(language),
        "learn",
        (
            Words(
                f"{task.en.capitalize()} {a} at home: {steps} steps with photos",
                f"{task.es.capitalize()} {a} en casa: {steps} pasos con fotos",
            ).in_(language),
            Words(
                f"Can I {task.en} {a} at home? Short answer: yes, with care",
                f"¿Puedo {task.es} {a} en casa? Respuesta corta: sí, con cuidado",
            ).in_(language),
            Words(
                f"{brand} {thing} for your home, what a find! ${draw.number(40, 400)}",
                f"{thing.capitalize()} {brand} para tu casa, ¡te va a encantar! ${draw.number(400, 4000)}",
            ).in_(language),
            Words(f"How to choose: {last}", f"Cómo escoger: {last}").in_(language),
        ),
    )


def _going(language: str, draw: Draw) -> Search:
    ware, town = draw.one(LISTS["ware"]), draw.one(LISTS["town"])
    thing, here, there = ware[language], town[language], town["other"][language]
    street, opens = draw.number(2, 90), draw.number(7, 10)
    return Search(
        Words(f"{thing} repair {here}", f"taller para reparar {thing} {here}").in_(language),
        "place",
        (
            Words(
                f"Workshop for {thing} repair, {street} Main Street, {here}. Opens at {opens}",
                f"Taller de reparación de {thing}, calle Juárez {street}, {here}. Abre a las {opens}",
            ).in_(language),
            Words(
                f"Workshop for {thing} repair, {street} Main Street, {there}. Opens at {opens}",
                f"Taller de reparación de {thing}, calle Juárez {street}, {there}. Abre a las {opens}",
            ).in_(language),
            Words(
                f"New {thing} {draw.one(LISTS['brands']['names'])}, home delivery in {here}",
                f"{thing.capitalize()} {draw.one(LISTS['brands']['names'])} de este año, envío a {here}",
            ).in_(language),
            Words(
                f"{draw.one(LISTS['unrelated'])['en']}, sent to {here}",
                f"{draw.one(LISTS['unrelated'])['es']}, envío a {here}",
            ).in_(language),
        ),
    )
