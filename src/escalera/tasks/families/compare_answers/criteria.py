"""Level 3: two answers judged by four criteria, the most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families.compare_answers import checking, notices
from escalera.tasks.families.compare_answers.checking import WORDING
from escalera.tasks.families.compare_answers.notices import Fact, Notice
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Table, Text
from escalera.tasks.families.phrases import Draw

CRITERIA = ("true", "complete", "supported", "short")
LIMIT = 30


@dataclass(frozen=True)
class Answer:
    letter: str
    text: str
    broken: tuple[str, ...]  # in the order of CRITERIA


def item(draw: Draw, language: str) -> Item:
    words = WORDING[language]
    notice = notices.notice(draw, language, 5)
    asked = draw.some(notice.facts, 2)
    answers = [
        Answer(letter, _written(draw, language, asked, way, broken), broken)
        for way, (letter, broken) in enumerate(zip("AB", _two_different(draw), strict=True))
    ]
    decisive = next(one for one in CRITERIA if (one in answers[0].broken) != (one in answers[1].broken))
    better = next(answer for answer in answers if decisive not in answer.broken)
    fields = (
        *(_breaks_asked(answer, words) for answer in answers),
        _best_asked(words),
        _decides_asked(words),
    )
    key = {f"breaks_{answer.letter.lower()}": _breaks_key(answer, words) for answer in answers} | {
        "best": Key("choice", better.letter.lower(), shown=words[better.letter.lower()]),
        "decides": Key("choice", decisive, shown=criterion(decisive, words).capitalize()),
    }
    stimulus = _stimulus(notice, asked, answers, words)
    return checking.item(language, "3", stimulus, fields, key, _feedback(answers, decisive, words))


def criterion(slug: str, words: Mapping[str, Any]) -> str:
    text = str(words["criterion"][slug])
    return f"{text}: {words['limit'].format(limit=LIMIT)}" if slug == "short" else text


def _two_different(draw: Draw) -> list[tuple[str, ...]]:
    """What each answer breaks: none to two criteria, never the same for both."""
    first = tuple(one for one in CRITERIA if one in draw.some(CRITERIA, draw.one((0, 1, 1, 2))))
    other = first
    while other == first:
        breaks = draw.some(CRITERIA, draw.one((0, 1, 1, 2)))
        other = tuple(one for one in CRITERIA if one in breaks)
    return [first, other]


def _written(draw: Draw, language: str, asked: Sequence[Fact], way: int, broken: Sequence[str]) -> str:
    told = list(asked[:1] if "complete" in broken else asked)
    false = draw.one(told) if "true" in broken else None
    sentences = [fact.false[way] if fact is false else fact.true[way] for fact in told]
    if "supported" in broken:
        sentences.append(notices.invention(draw, language))
    if "short" in broken:
        sentences.insert(draw.one((0, len(sentences))), notices.filler(draw, language, words=LIMIT))
    return " ".join(sentences)


def _breaks_asked(answer: Answer, words: Mapping[str, Any]) -> Field:
    options = [Option(one, words["defect"][one]) for one in CRITERIA]
    options.append(Option("none", words["nothing"]))
    label = words["breaks"].format(letter=answer.letter)
    return Field(f"breaks_{answer.letter.lower()}", label, "choices", options=tuple(options))


def _breaks_key(answer: Answer, words: Mapping[str, Any]) -> Key:
    return Key("set", list(answer.broken) or ["none"], shown=_broken_shown(answer, words))


def _broken_shown(answer: Answer, words: Mapping[str, Any]) -> str:
    return ", ".join(words["defect"][one].lower() for one in answer.broken) or str(words["nothing"]).lower()


def _best_asked(words: Mapping[str, Any]) -> Field:
    return Field("best", words["best"], "choice", options=(Option("a", words["a"]), Option("b", words["b"])))


def _decides_asked(words: Mapping[str, Any]) -> Field:
    options = tuple(Option(one, criterion(one, words).capitalize()) for one in CRITERIA)
    return Field("decides", words["decides"], "choice", options=options)


def _stimulus(
    notice: Notice, asked: Sequence[Fact], answers: Sequence[Answer], words: Mapping[str, Any]
) -> tuple[Stimulus, ...]:
    rows = tuple((str(place), criterion(one, words)) for place, one in enumerate(CRITERIA, 1))
    quoted = [
        Quote(one.text, words["answer_words"].format(letter=one.letter, count=len(one.text.split())))
        for one in answers
    ]
    return (
        Text(notice.text),
        Table(words["criteria_caption"], tuple(words["criteria_header"]), rows),
        Quote(" ".join(fact.ask for fact in asked), words["question"]),
        *quoted,
    )


def _feedback(answers: Sequence[Answer], decisive: str, words: Mapping[str, Any]) -> dict[str, str]:
    best = words["best_because"].format(criterion=criterion(decisive, words))
    told = {
        f"breaks_{one.letter.lower()}": words["breaks_because"].format(
            letter=one.letter, broken=_broken_shown(one, words)
        )
        for one in answers
    }
    return told | {"best": best, "decides": best}
