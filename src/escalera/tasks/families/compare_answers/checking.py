"""Levels 1 and 2: which answer agrees with the notice, and which statements don't?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.compare_answers import notices
from escalera.tasks.families.compare_answers.notices import Fact, Notice
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Text
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
VERDICTS = ("a", "b", "both", "neither")
STATEMENTS = 3


def one_fact(draw: Draw, language: str) -> Item:
    """Level 1: two short answers about one fact of the notice."""
    words = WORDING[language]
    notice = notices.notice(draw, language, 4)
    fact, verdict = draw.one(notice.facts), draw.one(VERDICTS)
    answers = (
        fact.true[0] if verdict in ("a", "both") else fact.false[0],
        fact.true[1] if verdict in ("b", "both") else fact.false[1],
    )
    lines = tuple(Option(str(place), one.says) for place, one in enumerate(notice.facts, 1))
    fields = (
        _verdict_asked("better", words["better"], words),
        Field("line", words["evidence"], "choice", options=lines),
    )
    line = notice.facts.index(fact) + 1
    key = {
        "better": Key("choice", verdict, shown=words[verdict]),
        "line": Key("choice", str(line), shown=fact.says),
    }
    because = words["evidence_because"].format(says=fact.says)
    stimulus = shown(notice, [fact], answers, words)
    return item(language, "1", stimulus, fields, key, {"better": because, "line": because})


def statements(draw: Draw, language: str) -> Item:
    """Level 2: two answers of three statements each, none to two of them false."""
    words = WORDING[language]
    notice = notices.notice(draw, language, 5)
    told = [draw.some(notice.facts, STATEMENTS) for _ in "AB"]
    wrong = set(draw.some(range(2 * STATEMENTS), draw.one((0, 1, 1, 2))))
    claims = [
        _claim(fact, way=side, false=side * STATEMENTS + place in wrong)
        for side, facts in enumerate(told)
        for place, fact in enumerate(facts)
    ]
    facts = told[0] + told[1]
    verdict = _verdict(wrong)
    fields = (_verdict_asked("answer", words["which_false"], words), _statements_asked(claims, words))
    right = [_number(place) for place in sorted(wrong)] or ["none"]
    key = {
        "answer": Key("choice", verdict, shown=words[verdict]),
        "statements": Key(
            "set", right, shown=" ".join(claims[place] for place in sorted(wrong)) or words["none"]
        ),
    }
    because = _false_because(claims, facts, wrong, words)
    answers = (" ".join(claims[:STATEMENTS]), " ".join(claims[STATEMENTS:]))
    return item(language, "2", shown(notice, [], answers, words), fields, key, dict.fromkeys(key, because))


def shown(
    notice: Notice, asked: Sequence[Fact], answers: Sequence[str], words: Mapping[str, Any]
) -> tuple[Stimulus, ...]:
    questions = [Quote(" ".join(fact.ask for fact in asked), words["question"])] if asked else []
    quoted = [
        Quote(text, words["answer"].format(letter=letter)) for letter, text in zip("AB", answers, strict=True)
    ]
    return (Text(notice.text), *questions, *quoted)


def item(
    language: str,
    level: str,
    stimulus: tuple[Stimulus, ...],
    fields: tuple[Field, ...],
    key: Mapping[str, Key],
    feedback: Mapping[str, str],
) -> Item:
    words = WORDING[language][level]
    return Item(
        instructions=words["instructions"],
        example=words["example"],
        hint=words["hint"],
        stimulus=stimulus,
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback=feedback,
    )


def _claim(fact: Fact, *, way: int, false: bool) -> str:
    return fact.false[way] if false else fact.true[way]


def _number(place: int) -> str:
    return f"{'AB'[place // STATEMENTS]}{place % STATEMENTS + 1}"


def _verdict(wrong: set[int]) -> str:
    sides = {place // STATEMENTS for place in wrong}
    return "neither" if not sides else "both" if len(sides) == 2 else "ab"[sides.pop()]


def _verdict_asked(name: str, label: str, words: Mapping[str, Any]) -> Field:
    return Field(
        name, label, "choice", options=tuple(Option(verdict, words[verdict]) for verdict in VERDICTS)
    )


def _statements_asked(claims: Sequence[str], words: Mapping[str, Any]) -> Field:
    options = [Option(_number(place), f"{_number(place)}. {claim}") for place, claim in enumerate(claims)]
    return Field(
        "statements", words["false_ones"], "choices", options=(*options, Option("none", words["none"]))
    )


def _false_because(
    claims: Sequence[str], facts: Sequence[Fact], wrong: set[int], words: Mapping[str, Any]
) -> str:
    told = [
        words["false_because"].format(claim=claims[place], says=facts[place].says) for place in sorted(wrong)
    ]
    return " ".join(told) or str(words["none_false_because"])
