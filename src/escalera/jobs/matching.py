"""Which skills a clause names: first by its words, then by words with others between, then by likeness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from escalera.jobs import ambiguous
from escalera.jobs.clauses import Clause, fold_in_place
from escalera.jobs.ngrams import Nearest
from escalera.jobs.taxonomy import LONGEST, Key, Taxonomy, key_of
from escalera.jobs.words import Word, content_words, forms

# How often each way of matching was right on our own postings; see docs/algorithms/reading-a-posting.md.
SAME_WORDS, ONE_WORD, DOUBTFUL_WORD, WORDS_APART = 0.95, 0.85, 0.55, 0.75
ALIKE = 0.62
EXTRA_WORDS = 2


class Likeness(Protocol):
    """Finds the skill whose wording is most like a text: letters by default,
    meaning where an encoder is at hand.
    """

    def nearest(self, text: str) -> Nearest | None: ...


@dataclass(frozen=True, slots=True)
class Match:
    """A skill named in a clause between two places of it;
    `share` divides a wording among the skills it may mean.
    """

    skill: str
    start: int
    end: int
    confidence: float


def by_words(clause: Clause, taxonomy: Taxonomy) -> tuple[Match, ...]:
    """Return the skills whose wordings stand in the clause; the longest wording wins where two overlap."""
    words = content_words(clause.text)
    taken = [False] * len(words)
    found = list(_together(clause, words, taken, taxonomy))
    found += _apart(words, taken, taxonomy)
    return tuple(found)


def by_likeness(clause: Clause, likeness: Likeness) -> tuple[Match, ...]:
    """Return the skill whose wording is most like the whole clause, if it is like enough."""
    words = content_words(clause.text)
    if not 2 <= len(words) <= 7:
        return ()
    nearest = likeness.nearest(forms(words))
    if nearest is None or nearest.cosine < ALIKE:
        return ()
    confidence = 0.40 + 0.40 * (nearest.cosine - ALIKE) / (1 - ALIKE)
    return (Match(nearest.id, words[0].start, words[-1].end, confidence),)


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
