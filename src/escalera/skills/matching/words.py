"""Labels and queries made comparable: plain text, its singular, its words, its n-grams of letters."""

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

BUCKETS = 1 << 18
SIZES = (3, 4, 5)
LONGEST = 300  # letters of a text that are compared: a page pasted by mistake must not take minutes


def fold(text: str) -> str:
    """Lower case, without accents; ñ stays, since año is not ano."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("ñ", "\0"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("\0", "ñ")


def plain(text: str) -> str:
    """Lower case, without punctuation that says nothing: the encoder knows few words in capitals."""
    composed = unicodedata.normalize("NFC", text).lower()
    return " ".join(_NO_WORD.sub(" ", composed).split())


def of_one_gender(text: str) -> str:
    """ "Vendedor/a", "asesor(a)" and "técnic@s", as postings address everybody, in the one form that labels have."""
    return _AT_SIGN.sub("o", _BOTH_GENDERS.sub("", text))


def forms_of_label(label: str) -> tuple[str, ...]:
    """Split "director técnico/directora técnica", as ESCO writes Spanish occupations, into its two forms."""
    parts = [part.strip() for part in label.split("/")]
    same = len(parts) == 2 and len(parts[0].split()) == len(parts[1].split())
    alike = same and all(part and part[:3].lower() == parts[0][:3].lower() for part in parts)
    return tuple(parts) if alike and len(label) > 14 else (label,)


def singular(text: str) -> str:
    """The head of a title in the singular, as labels are: "técnicos de sonido" is "técnico de sonido"."""
    found = plain(_ASIDE.sub(" ", text)).split()
    head = next((at for at, word in enumerate(found) if word in _AFTER_HEAD), len(found))
    return " ".join([*(_one(word) for word in found[:head]), *found[head:]])


def _one(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + instead
    return word


def tokens(text: str) -> list[str]:
    """The stems of the words, those that mean the same in both languages replaced by one name."""
    found = _TOKEN.findall(fold(text))
    return [stem(word) for word in found if word not in FUNCTION_WORDS] or found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut a folded word down to what its forms in either language share; at least four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def grams(text: str) -> list[str]:
    """The n-grams of each word with its borders."""
    return [gram for word in _TOKEN.findall(fold(text)) for gram in _grams_of(word)]


@lru_cache(maxsize=50_000)
def _grams_of(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in SIZES for at in range(max(1, len(padded) - size + 1)))


@lru_cache(maxsize=400_000)
def bucket(feature: str) -> int:
    """Where a feature is counted: hashing spares the index a dictionary."""
    return crc32(feature.encode()) % BUCKETS


_NO_WORD = re.compile(r"[^\w+#./&-]+")
_TOKEN = re.compile(r"[\w+#]+")
_BOTH_GENDERS = re.compile(r"(?<=\w{3})(?:\((?:[ao]s?|es|oras?)\)|/(?:[ao]s?|oras?)\b)", re.IGNORECASE)
_AT_SIGN = re.compile(r"(?<=[a-zñáéíóú]{3})@(?=s?(?:\s|$))", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|,? en general\b|,? n\.?c\.?o\.?p\.?", re.IGNORECASE)
_WORDS_AFTER = "de del en para con por a al of in for to with"
_AFTER_HEAD = frozenset(_WORDS_AFTER.split())
_PLURALS = (
    ("ciones", "ción"), ("siones", "sión"), ("ores", "or"), ("ales", "al"), ("ares", "ar"), ("eres", "er"),
    ("ines", "ín"), ("ices", "iz"), ("antes", "ante"), ("entes", "ente"), ("ñiles", "ñil"), ("iles", "il"),
    ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ries", "ry"), ("cies", "cy"),
    ("s", ""),
)  # fmt: skip
_ENDINGS_OF_BOTH = (
    "aciones acion ciones cion ations ation tions tion adores adoras ador adora ator ators edores "
    "edor edora idores idor idora ando iendo amiento imiento mientos ments ment mente ados adas idos "
    "idas ado ada ido ida ing ings ers er ors ora oras ores or ed ar ir ico ica icos icas ist ists "
    "ista istas ly es as os s a o e y ies"
)
_ENDINGS = tuple(sorted(_ENDINGS_OF_BOTH.split(), key=len, reverse=True))
_SAYING_LITTLE = (
    "a al con de del e el en es la las lo los o para por que se sin sobre su sus u un una unas unos "
    "y an and as at by for from in into is of on or the to with etc"
)
FUNCTION_WORDS = frozenset(_SAYING_LITTLE.split())
