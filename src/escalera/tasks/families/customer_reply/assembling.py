"""Levels 1 and 2: choose among replies, and put the parts of one in order."""

from __future__ import annotations

from collections.abc import Mapping

from escalera.tasks.families.customer_reply import cases
from escalera.tasks.families.customer_reply.cases import DEFECTS, PARTS, WORDING, Case
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.materials import Materials
from escalera.tasks.families.phrases import Draw

REPLIES = 4
Parts = dict[str, tuple[Field, Key]]


def choose(draw: Draw, language: str, own: Materials) -> Item:
    """Level 1: one of four replies is right; what is wrong with one of the others?"""
    one = cases.case(draw, language, own)
    words = WORDING[language]
    written = draw.shuffled(["", *draw.some(tuple(DEFECTS), REPLIES - 1)])
    replies = [_reply(draw, one, defect) for defect in written]
    best, asked = (
        written.index("") + 1,
        draw.one([number for number, defect in enumerate(written, 1) if defect]),
    )
    told = {number: words["reply"].format(number=number) for number in range(1, REPLIES + 1)}
    options = tuple(Option(str(number), label) for number, label in told.items())
    defects = tuple(Option(slug, defect[language]) for slug, defect in DEFECTS.items())
    wrong = written[asked - 1]
    asked_of = words["what_is_wrong"].format(number=asked)
    fields: Parts = {
        "best": (
            Field("best", words["best"], "choice", options=options),
            Key("choice", str(best), shown=told[best]),
        ),
        "defect": (
            Field("defect", asked_of, "choice", options=defects),
            Key("choice", wrong, shown=DEFECTS[wrong][language]),
        ),
    }
    feedback = {
        "best": words["best_because"].format(number=best),
        "defect": words["wrong_because"].format(number=asked, defect=_small(DEFECTS[wrong][language])),
    }
    quoted = [Quote(text, told[number]) for number, text in enumerate(replies, 1)]
    return item(language, "1", cases.stimulus(draw, one, quoted), fields, feedback)


def order(draw: Draw, language: str, own: Materials) -> Item:
    """Level 2: the parts in order, and the one sentence that may be added."""
    one = cases.case(draw, language, own)
    words = WORDING[language]
    texts = cases.parts(draw, one)
    letters = dict(zip(draw.shuffled(PARTS), "abcde", strict=True))
    options = tuple(Option(letter, texts[part]) for part, letter in letters.items())
    right = [letters[part] for part in PARTS]
    added, feedback = _extra_asked(draw, one)
    fields: Parts = {
        "order": (
            Field("order", words["order"], "ranking", options=options),
            Key("ranking", right, shown=" ".join(texts.values()), weight=2.0),
        ),
        "extra": added,
    }
    told = {"order": words["order_because"], "extra": feedback}
    return item(language, "2", cases.stimulus(draw, one), fields, told)


def item(
    language: str, level: str, stimulus: tuple[Stimulus, ...], parts: Parts, feedback: Mapping[str, str]
) -> Item:
    words = WORDING[language][level]
    fields = tuple(field for field, _ in parts.values())
    key = {name: one for name, (_, one) in parts.items()}
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


def _reply(draw: Draw, one: Case, defect: str) -> str:
    """A reply with the defect, or a right one; all of them about as long."""
    texts = cases.parts(draw, one)
    if defect in ("wrong_fact", "no_solution"):
        texts["solution"] = cases.bad(draw, one, defect)
    if defect in ("blame", "rude"):
        texts["sorry"] = cases.bad(draw, one, defect)
    more = cases.bad(draw, one, defect) if defect in ("private", "promise") else cases.addition(draw, one)
    farewell = texts.pop("farewell")
    return " ".join((*texts.values(), more, farewell))


def _extra_asked(draw: Draw, one: Case) -> tuple[tuple[Field, Key], str]:
    words = WORDING[one.language]
    defects = draw.some(("blame", "private", "promise", "rude"), 3)
    fine = cases.addition(draw, one)
    sentences = {fine: "", **{cases.bad(draw, one, defect): defect for defect in defects}}
    shown = draw.shuffled(list(sentences))
    options = tuple(Option(str(number), sentence) for number, sentence in enumerate(shown, 1))
    field = Field("extra", words["extra"], "choice", options=options)
    others = "; ".join(_small(DEFECTS[defect][one.language]) for defect in defects)
    feedback = words["extra_because"].format(sentence=fine, others=others)
    return (field, Key("choice", str(shown.index(fine) + 1), shown=fine)), feedback


def _small(text: str) -> str:
    return text[0].lower() + text[1:]
