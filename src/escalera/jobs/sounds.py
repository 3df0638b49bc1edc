"""Words as they sound in Mexican Spanish, so that a search survives spelling: "kapturista", "aser bideos"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from escalera.jobs.words import FUNCTION_WORDS, fold, stem

SAME, BEGINS_ALIKE, ALIKE = 1.0, 0.8, 0.7
ALIKE_ENOUGH = 0.75
LONG_ENOUGH = 4  # letters below which a likeness is chance


def words(text: str) -> Iterator[str]:
    """The words that carry meaning, each as the sound of its stem; short forms written out."""
    for word in _WORD.findall(fold(text.replace("tik tok", "tiktok"))):
        written = SHORT_FORMS.get(word, word)
        if written not in SMALL_WORDS and written not in FUNCTION_WORDS:
            yield sound(stem(written))


def sound(word: str) -> str:
    """Letters that sound alike in Mexico as one: b and v, s, z and soft c, ll and y; h is silent."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


@dataclass(frozen=True)
class Heard:
    """The words one may mean: which of them a query's word sounds like, and how surely."""

    known: Mapping[str, float]
    kept: dict[str, Mapping[str, float]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, known: Iterable[str]) -> "Heard":
        return cls(dict.fromkeys(known, SAME))

    def meant_by(self, word: str) -> Mapping[str, float]:
        if word not in self.kept:
            if len(self.kept) > MOST_KEPT:
                self.kept.clear()
            self.kept[word] = dict(self._meant(word))
        return self.kept[word]

    def _meant(self, word: str) -> Iterator[tuple[str, float]]:
        if len(word) >= LONG_ENOUGH and word not in self.known:
            near = [one for one in self.known if abs(len(one) - len(word)) <= 2 and one[0] == word[0]]
            for one in get_close_matches(word, near, n=3, cutoff=ALIKE_ENOUGH):
                yield one, ALIKE
        if len(word) >= LONG_ENOUGH:
            for one in self.known:
                if len(one) >= LONG_ENOUGH and (one.startswith(word) or word.startswith(one)):
                    yield one, BEGINS_ALIKE
        if word in self.known:
            yield word, SAME


MOST_KEPT = 10_000
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ch", "x"),
        (r"qu(?=[ei])|q|c(?![eiy])|ck", "k"),
        (r"sc(?=[ei])|c|z|ss", "s"),
        (r"ph", "f"),
        (r"h|(?<=g)u(?=[ei])", ""),
        (r"v", "b"),
        (r"ll", "y"),
        (r"g(?=[ei])", "j"),
        (r"ñ", "n"),
        (r"(.)\1+", r"\1"),
    )
)
SHORT_FORMS = {
    "cel": "celular",
    "cels": "celular",
    "compu": "computadora",
    "compus": "computadora",
    "face": "facebook",
    "feis": "facebook",
    "fotito": "foto",
    "fotitos": "fotos",
    "insta": "instagram",
    "ig": "instagram",
    "mail": "correo",
    "mails": "correos",
    "pc": "computadora",
    "tiktoks": "tiktok",
    "vids": "videos",
    "wasap": "whatsapp",
    "wats": "whatsapp",
    "watsap": "whatsapp",
    "whats": "whatsapp",
    "yt": "youtube",
}
# What a search says around its matter; "trabajo" and "hacer" fit every job.
SMALL_WORDS = frozenset(
    [
        "algo",
        "asi",
        "busco",
        "buscar",
        "chamba",
        "como",
        "cosa",
        "cosas",
        "cual",
        "cuando",
        "dinero",
        "do",
        "donde",
        "else",
        "estoy",
        "from",
        "ganar",
        "get",
        "good",
        "have",
        "help",
        "her",
        "him",
        "his",
        "home",
        "how",
        "its",
        "job",
        "jobs",
        "la",
        "las",
        "le",
        "les",
        "like",
        "lo",
        "los",
        "make",
        "making",
        "me",
        "mi",
        "mis",
        "mucho",
        "muy",
        "my",
        "need",
        "no",
        "onda",
        "online",
        "others",
        "para",
        "people",
        "por",
        "pa",
        "puedo",
        "que",
        "q",
        "quiero",
        "quisiera",
        "saber",
        "se",
        "ser",
        "si",
        "sin",
        "sobre",
        "soy",
        "some",
        "someone",
        "something",
        "stuff",
        "su",
        "sus",
        "tener",
        "than",
        "that",
        "there",
        "thing",
        "things",
        "to",
        "trabajar",
        "trabajo",
        "trabajos",
        "trabaja",
        "tu",
        "un",
        "una",
        "uno",
        "unos",
        "unas",
        "via",
        "want",
        "what",
        "work",
        "working",
        "ya",
        "yo",
        "hacer",
        "hago",
        "aser",
        "haciendo",
        "gusta",
        "gustaria",
        "poder",
        "puede",
        "can",
        "could",
        "would",
        "able",
        "am",
        "about",
        "casa",
        "pueda",
        "alguien",
        "otra",
        "otro",
        "otros",
        "otras",
        "people",
        "persona",
        "personas",
        "gente",
    ]
)
