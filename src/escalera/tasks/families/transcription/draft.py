"""What an automatic transcript gets wrong: lost small words, words that sound alike, figures that changed."""

from __future__ import annotations

import re

from escalera.tasks.families.phrases import Draw

SMALL_WORDS = "the a an of to at is and in for el la los las un una de en y que se por lo me su no con"
SMALL = set(SMALL_WORDS.split())
LIKE = {
    "en": {
        "our": "are",
        "there": "their",
        "their": "there",
        "two": "too",
        "would": "could",
        "could": "should",
        "because": "before",
        "before": "because",
        "close": "clothes",
        "new": "knew",
        "one": "won",
        "know": "now",
        "now": "no",
        "some": "same",
        "month": "mouth",
        "week": "weak",
        "until": "and till",
        "with": "without",
    },
    "es": {
        "porque": "por qué",
        "ahora": "hora",
        "hasta": "basta",
        "otra": "otro",
        "alguien": "alguno",
        "calle": "clase",
        "nombre": "hombre",
        "cierra": "tierra",
        "queda": "quedaba",
        "puede": "pueden",
        "mañana": "semana",
        "cuenta": "cuenda",
        "tarde": "tarda",
        "viejas": "hojas",
        "puente": "puerta",
    },
}


def spoiled(text: str, draw: Draw, *, figures: bool) -> str:
    """The text with two or three mistakes, never without any."""
    words = text.split()
    places = draw.shuffled(range(len(words)))
    if figures:
        places.sort(key=lambda place: not any(sign.isdigit() for sign in words[place]))
    wanted, done = draw.number(2, 3), 0
    for place in places:
        changed = _changed(words[place], draw)
        if changed is not None and done < wanted:
            words[place] = changed
            done += 1
    return " ".join(word for word in words if word)


def _changed(word: str, draw: Draw) -> str | None:
    """The word misheard, "" when it got lost, or None where it would not be."""
    bare = re.sub(r"\W", "", word).lower()
    for likes in LIKE.values():
        if bare in likes:
            return likes[bare]
    if bare.isdigit():
        return word.replace(re.sub(r"\W*$", "", word), _misheard(re.sub(r"\W*$", "", word), draw))
    if bare in SMALL:
        return ""
    return re.sub(r"s(\W*)$", r"\1", word) if len(bare) > 4 and bare.endswith("s") else None


def _misheard(figure: str, draw: Draw) -> str:
    """Two different digits change places, or one digit becomes another."""
    at = [
        place
        for place in range(len(figure) - 1)
        if (figure[place : place + 2]).isdigit() and figure[place] != figure[place + 1]
    ]
    if at and figure[0] != "0" and draw.yes():
        place = draw.one(at)
        return figure[:place] + figure[place + 1] + figure[place] + figure[place + 2 :]
    place = draw.one([place for place, sign in enumerate(figure) if sign.isdigit()])
    return figure[:place] + str((int(figure[place]) + draw.number(1, 8)) % 10) + figure[place + 1 :]
