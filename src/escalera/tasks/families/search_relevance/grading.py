"""Levels 1 and 2: two results, each with a grade; at level 2 also the detail that does not fit."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Text
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.search_relevance.ware import GRADES, Found, found, wish

INSTRUCTIONS = {
    1: Words(
        "Somebody searched in an online shop. Grade each result by the guideline. The brand in brackets "
        "doesn't matter.",
        "Alguien buscó en una tienda en línea. Califica cada resultado según la guía. La marca entre "
        "paréntesis no importa.",
    ),
    2: Words(
        "Somebody searched in an online shop; the search may be misspelled. Grade each result by the "
        "guideline. A price "
        "limit is a detail like color or kind. Then say what in result 1 does not fit. The brand doesn't "
        "matter.",
        "Alguien buscó en una tienda en línea; la búsqueda puede traer errores. Califica cada resultado "
        "según la guía. El "
        "límite de precio es un detalle como el color o el tipo. Luego di qué no coincide en el resultado 1. "
        "La "
        "marca no importa.",
    ),
}
GUIDELINE = Words(
    "Guideline.\nPerfect: the thing itself with every detail asked for.\nGood: the thing itself, one detail "
    "differs.\n"
    "Weak: the thing with two or more details off, or something else of its kind or that goes with it.\nBad: "
    "nothing to do with it.",
    "Guía.\nPerfecto: la cosa misma con todos los detalles pedidos.\nBueno: la cosa misma, pero un detalle "
    "cambia.\n"
    "Débil: la cosa con dos o más detalles distintos, u otra cosa de su tipo o que va con ella.\nMalo: no "
    "tiene nada que ver.",
)
EXAMPLE = Words(
    'Search "red cup with lid". A red cup without lid: good. A lid alone: weak. A garden chair: bad.',
    'Búsqueda "taza con tapa color rojo". Una taza roja sin tapa: bueno. Una tapa sola: débil. Una silla de '
    "jardín: malo.",
)
HINT = Words(
    "First ask: is it the thing itself? Only then count the details that differ.",
    "Primero pregunta: ¿es la cosa misma? Solo entonces cuenta los detalles que cambian.",
)
NAMES = {
    "perfect": Words("Perfect", "Perfecto"),
    "good": Words("Good", "Bueno"),
    "weak": Words("Weak", "Débil"),
    "bad": Words("Bad", "Malo"),
}
OFF = {
    "nothing": Words("Everything fits", "Todo coincide"),
    "colour": Words("Only the color", "Solo el color"),
    "feature": Words("Only the kind or feature", "Solo el tipo o característica"),
    "price": Words("Only the price", "Solo el precio"),
    "several": Words("Several details", "Varios detalles"),
    "thing": Words("It is another thing", "Es otra cosa"),
}
RULE = {
    "perfect": Words(
        "It is the thing itself and no detail differs; extra words or another brand don't lower the grade.",
        "Es la cosa misma y ningún detalle cambia; palabras de más u otra marca no bajan la calificación.",
    ),
    "good": Words(
        "It is the thing itself, but exactly one of the details asked for differs.",
        "Es la cosa misma, pero cambia exactamente uno de los detalles pedidos.",
    ),
    "weak": Words(
        "Two details differ, or it is not the thing itself though it shares words with the search.",
        "Cambian dos detalles, o no es la cosa misma aunque comparta palabras con la búsqueda.",
    ),
    "bad": Words(
        "Nobody with this search would want to see it.",
        "Nadie que busque esto querría verlo.",
    ),
}
DETAIL = Words(
    "Go through what was asked for word by word - thing, color, feature, price - and compare each with the "
    "result.",
    "Recorre palabra por palabra lo que se pidió (cosa, color, característica, precio) y compáralo con el "
    "resultado.",
)


def item(language: str, draw: Draw, *, level: int) -> Item:
    wanted = wish(draw, language, limited=level > 1)
    results = [found(wanted, grade, draw, language) for grade in (draw.one(GRADES), draw.one(GRADES))]
    query = wanted.asked(language)
    fields = [_field(place, language, draw) for place in (1, 2)]
    keys = {
        field.name: Key("choice", one.grade, shown=NAMES[one.grade].in_(language))
        for field, one in zip(fields, results, strict=True)
    }
    feedback = {field.name: RULE[one.grade].in_(language) for field, one in zip(fields, results, strict=True)}
    if level == 2:
        query = _misspelt(query, draw)
        fields.append(_which(language))
        keys["off"] = Key("choice", _off(results[0]), shown=OFF[_off(results[0])].in_(language))
        feedback["off"] = DETAIL.in_(language)
    searched = Words("Search", "Búsqueda").in_(language)
    name = Words("Result", "Resultado").in_(language)
    quotes = tuple(Quote(one.shown(), f"{name} {place}") for place, one in enumerate(results, start=1))
    return Item(
        instructions=INSTRUCTIONS[level].in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(Text(GUIDELINE.in_(language)), Quote(query, searched), *quotes),
        fields=tuple(fields),
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback=feedback,
    )


def _field(place: int, language: str, draw: Draw) -> Field:
    label = Words(f"How good is result {place}?", f"¿Qué tan bueno es el resultado {place}?").in_(language)
    options = tuple(Option(grade, NAMES[grade].in_(language)) for grade in GRADES)
    return Field(f"grade-{place}", label, "choice", options=options)


def _which(language: str) -> Field:
    label = Words("What in result 1 does not fit?", "¿Qué no coincide en el resultado 1?").in_(language)
    return Field(
        "off",
        label,
        "choice",
        options=tuple(Option(name, words.in_(language)) for name, words in OFF.items()),
    )


def _off(result: Found) -> str:
    if result.off:
        return result.off[0] if len(result.off) == 1 else "several"
    return "nothing" if result.grade == "perfect" else "thing"


def _misspelt(query: str, draw: Draw) -> str:
    """Two letters swapped in one of the longer words, as thumbs do; sometimes none."""
    words = query.split()
    long = [
        place for place, word in enumerate(words) if len(word) > 5 and word.isalpha() and word != "dollars"
    ]
    if not long or draw.yes(0.3):
        return query
    place = draw.one(long)
    word, at = words[place], draw.number(2, len(words[place]) - 2)
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at + 1 < len(word) else word[:-1]
    return " ".join(words)
