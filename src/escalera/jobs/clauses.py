"""Split a posting into clauses, each knowing whether it asks for something, wishes, offers,
or tells about the employer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from escalera.jobs import sections
from escalera.jobs.words import fold

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence; `start` and `end` are its place in the posting,
    `section` one of sections.SECTIONS.
    """

    text: str
    start: int
    end: int
    section: str
    sentence: str

    @property
    def asks(self) -> bool:
        return self.section in sections.ASKING


def split(text: str) -> tuple[Clause, ...]:
    """Return all clauses in order, in time linear in the text."""
    return tuple(
        clause for section, start, end in _sentences(text) for clause in _clauses(text, section, start, end)
    )


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    section, listed = sections.UNSAID, False
    for line in _LINE.finditer(text):
        bulleted = bool(_BULLET.match(line.group()))
        if listed and not bulleted and section != sections.UNSAID:
            section = sections.UNSAID  # the list under the heading is over
        listed = bulleted
        for heading, start, end in _under_headings(line.group()):
            section = heading if heading is not None else section
            for first, last in _pieces(line.group(), start, end):
                yield section, line.start() + first, line.start() + last


def _under_headings(line: str) -> Iterator[tuple[str | None, int, int]]:
    """Yield (section or None for "as before", start, end) of the parts of a line between its headings."""
    at: int = 0
    section: str | None = None
    for match in sections.HEADING.finditer(fold_in_place(line)):
        if match.start() > at or section is not None:
            yield section, at, match.start()
        section, at = sections.of_heading(match.group()), match.end()
    if at == 0 and sections.is_other_heading(line):
        section = sections.UNSAID
    yield section, at, len(line)


def _pieces(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(line, start, end):
        for first in range(match.start(), match.end(), LONGEST):
            yield first, min(first + LONGEST, match.end())


def _clauses(text: str, section: str, start: int, end: int) -> Iterator[Clause]:
    sentence = text[start:end]
    folded = sections.without_employer(fold_in_place(sentence))
    section = sections.of_sentence(folded, section)
    for first, last in _places(folded):
        own = sections.of_clause(folded[first:last], section)
        yield Clause(_shown(sentence, folded, first, last), start + first, start + last, own, sentence)


def _places(folded: str) -> list[tuple[int, int]]:
    """Where the clauses are; one that only qualifies ("Canva, deseable") belongs to the one before it."""
    places: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(folded):
        if places and sections.only_qualifies(match.group()):
            places[-1] = (places[-1][0], match.end())
        elif match.group().strip():
            places.append(match.span())
    return places


def _shown(sentence: str, folded: str, first: int, last: int) -> str:
    """The clause as written, with what describes the employer blanked as it is in the folded sentence."""
    pairs = zip(sentence[first:last], folded[first:last], strict=True)
    return "".join(" " if blank == "\0" else char for char, blank in pairs)


def fold_in_place(text: str) -> str:
    """Fold case and accents but keep every character's place."""
    return "".join(folded if len(folded := fold(char)) == 1 else char for char in text)


_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s{0,4}(?:[•*·▪◦‣✔✓➤►+>-]|\d{1,2}[.)])\s")
_SENTENCE = re.compile(r"(?:[^.;!?•|\n]|\.(?=\S))+[.;!?•|]?")
_CLAUSE = re.compile(r"(?:(?!,|:\s|\s(?:pero|but|aunque|although)\s).)+", re.DOTALL)
