"""Break a posting down into the skills it asks for, each with its level and the phrase that says so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from escalera.jobs import clauses, fraud, levels, matching, sections
from escalera.jobs import likeness as likenesses
from escalera.jobs.clauses import Clause
from escalera.jobs.fraud import Sign
from escalera.jobs.intake import Intake
from escalera.jobs.matching import Likeness, Match, Piece
from escalera.jobs.pay import Pay
from escalera.jobs.taxonomy import Taxonomy

# Likeness costs most and says least: it is tried only on the first so many pieces of clauses.
MOST_ALIKE = 150
LEAST_CONFIDENCE = 0.30
LONGEST_PHRASE = 200


@dataclass(frozen=True)
class RequiredSkill:
    """`level` and `confidence` are in [0, 1]; `required` is False for what is only wished for."""

    id: str
    label: str
    level: float
    phrase: str
    confidence: float
    required: bool = True


@dataclass(frozen=True)
class BreakDown:
    title: str
    language: str
    skills: tuple[RequiredSkill, ...]
    pay: Pay | None
    signs: tuple[Sign, ...]
    notes: tuple[str, ...]


def break_down(intake: Intake, taxonomy: Taxonomy, *, likeness: Likeness | None = None) -> BreakDown:
    """Return what a posting asks for, surest first.
    An empty `skills` with the note "asks_for_nothing" is an answer.
    """
    language = "en" if intake.language == "en" else "es"
    usual = levels.usual(intake.text)
    found = _found(asked(intake, taxonomy), likeness or likenesses.of(taxonomy))
    skills = _merged((_required(one, usual) for one in found), taxonomy, language)
    notes = intake.notes if skills else (*intake.notes, "asks_for_nothing")
    return BreakDown(intake.title, intake.language, skills, intake.pay, fraud.signs(intake.text), notes)


def _clauses(intake: Intake) -> tuple[Clause, ...]:
    """A title that is the start of the text says nothing more,
    and may be anything: a plain text has no title.
    """
    asked = clauses.split(intake.text)
    if intake.text.startswith(intake.title):
        return asked
    return (Clause(intake.title, 0, 0, sections.TITLE, intake.title), *asked)


Found = tuple[Clause, Match]


def _found(
    asking: Iterable[tuple[Clause, tuple[Match, ...], list[Piece]]], likeness: Likeness
) -> Iterator[Found]:
    for clause, matches, pieces in asking:
        for match in (*matches, *matching.by_likeness(pieces, likeness)):
            yield clause, match


def asked(intake: Intake, taxonomy: Taxonomy) -> Iterator[tuple[Clause, tuple[Match, ...], list[Piece]]]:
    """Yield each clause that may ask for skills, with those it names and the pieces that no wording explains."""
    tried: set[str] = set()
    for clause in _clauses(intake):
        if not clause.asks:
            continue
        matches = matching.by_words(clause, taxonomy)
        new = [piece for piece in matching.pieces(clause, matches) if piece.text not in tried]
        tried |= {piece.text for piece in new}
        yield clause, matches, new if len(tried) <= MOST_ALIKE else []


def _required(found: Found, usual: float) -> tuple[RequiredSkill, bool]:
    """Return the skill as this clause asks for it, and whether the clause says the level."""
    clause, match = found
    asked = levels.asked(clause, start=match.start, end=match.end, usual=usual)
    confidence = match.confidence * _WEIGHTS[clause.section]
    phrase = " ".join(clause.text.split())[:LONGEST_PHRASE].strip(" .,;:•*·-–>+")
    return RequiredSkill(match.skill, "", asked.level, phrase, confidence, asked.required), asked.said


def _merged(
    asked: Iterable[tuple[RequiredSkill, bool]], taxonomy: Taxonomy, language: str
) -> tuple[RequiredSkill, ...]:
    by_skill: dict[str, list[tuple[RequiredSkill, bool]]] = {}
    for one in asked:
        by_skill.setdefault(one[0].id, []).append(one)
    merged = (_one(skill, asks, taxonomy.by_id[skill].labels, language) for skill, asks in by_skill.items())
    kept = [skill for skill in merged if skill.confidence >= LEAST_CONFIDENCE]
    return tuple(sorted(kept, key=lambda skill: (not skill.required, -skill.confidence, skill.id)))


def _one(
    skill: str, asks: list[tuple[RequiredSkill, bool]], labels: Mapping[str, str], language: str
) -> RequiredSkill:
    """One requirement out of several: the level that is said outweighs the usual one,
    the surest clause is quoted.
    """
    best = max((ask for ask, _ in asks), key=lambda ask: (ask.required, ask.confidence))
    said = [ask.level for ask, is_said in asks if is_said]
    # Different clauses are not independent witnesses, so each further one removes only a fifth of the doubt.
    doubt = (1 - max(ask.confidence for ask, _ in asks)) * 0.8 ** min(
        4, len({ask.phrase for ask, _ in asks}) - 1
    )
    return RequiredSkill(
        id=skill,
        label=labels.get(language) or labels.get("en") or skill,
        level=round(max(said) if said else best.level, 2),
        phrase=best.phrase,
        confidence=round(1 - doubt, 2),
        required=best.required,
    )


_WEIGHTS: Mapping[str, float] = {
    sections.ASKS: 1.0,
    sections.DOES: 0.95,
    sections.WISHES: 0.95,
    sections.TITLE: 0.9,
    sections.UNSAID: 0.85,
}
