"""Which skills a clause names: first by its words, then by words with others between, then by likeness."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from escalera.jobs import ambiguous
from escalera.jobs.clauses import Clause, fold_in_place
from escalera.jobs.likeness import Likely
from escalera.jobs.taxonomy import LONGEST, Key, Taxonomy, key_of
from escalera.jobs.words import Word, content_words

# How often each way of matching was right on our own postings; see docs/algorithms/reading-a-posting.md.
SAME_WORDS, ONE_WORD, DOUBTFUL_WORD, WORDS_APART = 0.95, 0.85, 0.55, 0.75
# Below this likeness brings more wrong skills than right ones that are not found otherwise.
LIKELY = 0.70
EXTRA_WORDS = 2


class Likeness(Protocol):
    """Finds the skill that a piece of a clause asks for most likely."""

    def likely(self, text: str) -> Likely | None: ...


@dataclass(frozen=True, slots=True)
class Match:
    """A skill named in a clause between two places of it;
    `share` divides a wording among the skills it may mean.
    """

    skill: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a clause, and its place in it."""

    text: str
    start: int
    end: int


def by_words(clause: Clause, taxonomy: Taxonomy) -> tuple[Match, ...]:
    """Return the skills whose wordings stand in the clause; the longest wording wins where two overlap."""
    words = content_words(clause.text)
    taken = [False] * len(words)
    found = list(_together(clause, words, taken, taxonomy))
    found += _apart(words, taken, taxonomy)
    return tuple(found)


def pieces(clause: Clause, named: Sequence[Match]) -> Iterator[Piece]:
    """Yield what stands between conjunctions and that none of the named skills explains: two to twelve words that
    tell neither pay nor hours.
    """
    for match in _PIECE.finditer(clause.text):
        start, end = match.span()
        is_named = any(one.start < end and start < one.end for one in named)
        if not is_named and 2 <= len(content_words(match.group())) <= 12 and not _TERMS.search(match.group()):
            yield Piece(match.group(), start, end)


def by_likeness(pieces: Iterable[Piece], likeness: Likeness) -> tuple[Match, ...]:
    """Return the skills that the pieces ask for in words of their own."""
    found = ((piece, likeness.likely(piece.text)) for piece in pieces)
    return tuple(
        Match(likely.skill, piece.start, piece.end, likely.confidence)
        for piece, likely in found
        if likely is not None and likely.confidence >= LIKELY
    )


def _together(
    clause: Clause, words: Sequence[Word], taken: list[bool], taxonomy: Taxonomy
) -> Iterator[Match]:
    at = 0
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if _key(words, at, n) in taxonomy.skills_by_key), 0)
        if length == 0:
            at += 1
            continue
        key = _key(words, at, length)
        confidence = SAME_WORDS if length > 1 else _confidence_of_word(clause, words, key[0])
        if confidence:
            yield from _matches(words[at : at + length], taxonomy.skills_by_key[key], confidence)
            taken[at : at + length] = [True] * length
        at += length


def _key(words: Sequence[Word], at: int, length: int) -> Key:
    return key_of(words[at : at + length]) if at + length <= len(words) else ()


def _confidence_of_word(clause: Clause, words: Sequence[Word], form: str) -> float:
    if form in ambiguous.LANGUAGES:
        return DOUBTFUL_WORD if len(words) <= 3 else 0.0
    if form not in ambiguous.WORDS:
        return ONE_WORD
    is_listed = len(words) == 1 and clause.section in ("asks", "wishes")
    return DOUBTFUL_WORD if is_listed or ambiguous.CUE.search(fold_in_place(clause.text)) else 0.0


def _apart(words: Sequence[Word], taken: list[bool], taxonomy: Taxonomy) -> Iterator[Match]:
    """Wordings of several words that stand close together, in any order, with up to two others between."""
    stems = [word.stem for word in words]
    for at, stem in enumerate(stems):
        for key in taxonomy.keys_by_word.get(stem, ()):
            reach = len(key) + EXTRA_WORDS
            first, last = max(0, at - reach + 1), min(len(words), at + reach)
            places = _places(stems, key, first, last)
            if places and max(places) - min(places) < reach and not all(taken[place] for place in places):
                for place in places:
                    taken[place] = True
                places.sort()
                inside = words[places[0] : places[-1] + 1]
                yield from _matches(inside, taxonomy.skills_by_key[key], WORDS_APART)


def _places(stems: Sequence[str], key: Key, first: int, last: int) -> list[int]:
    """Where the words of the key stand;
    two words must keep their order ("español e inglés" is no "inglés-español").
    """
    places: list[int] = []
    for word in key:
        start = places[-1] + 1 if len(key) == 2 and places else first
        place = next((p for p in range(start, last) if stems[p] == word and p not in places), None)
        if place is None:
            return []
        places.append(place)
    return places


def _matches(words: Sequence[Word], skills: tuple[str, ...], confidence: float) -> Iterator[Match]:
    for order, skill in enumerate(skills):
        # A wording that several skills claim says less about each, and least about those named
        # after the first.
        yield Match(
            skill, words[0].start, words[-1].end, confidence * (0.9 if len(skills) > 1 else 1.0) * 0.8**order
        )


_PIECE = re.compile(r"(?:(?![,:;]|\s(?:y|e|and|&|o|u|or)\s).)+", re.DOTALL | re.IGNORECASE)
# What the work brings and when and where it is done asks for nothing.
_TERMS = re.compile(
    r"[$€]|\b\d+ ?(?:horas?|hours?|hrs?|years?|años?|meses|months?|días?|days?)\b"
    r"|\b(?:pago|paga|pagamos|pay|trabajo|work) (?:por|en l[ií]nea|desde casa|from home|per)\b"
    r"|\b(?:nivel|level) \w+\W*$|\b(?:medio tiempo|tiempo completo|part[- ]time|full[- ]time)\b",
    re.IGNORECASE,
)
