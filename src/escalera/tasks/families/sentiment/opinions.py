"""Level 1, clear opinions among facts, and level 3, opinions behind irony, denial, a turn or a comparison."""

from __future__ import annotations

from escalera.tasks.families.family import Field, Item, Key, Option, Quote
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.sentiment import reviews
from escalera.tasks.families.sentiment.reviews import LISTS, WORDING, Reviewer

TRAPS = {trap["slug"]: trap for trap in LISTS["trap"]}


def clear(draw: Draw, language: str) -> Item:
    words, writer = WORDING[language], reviews.reviewer(draw, language)
    polarity = draw.one(("positive", "negative", "neutral"))
    plain = writer.facts(3 if polarity == "neutral" else 2)
    opinion = None if polarity == "neutral" else writer.write(draw.one(LISTS["clear"][polarity]))
    sentences = _with(draw, plain, opinion)
    asked = reviews.polarity_asked(
        "opinion", words["opinion"], polarity, ("positive", "negative", "neutral"), language
    )
    shown = reviews.sentence_asked(words["words"], sentences, opinion, otherwise=words["no_words"])
    because = (
        words["opinion_because"].format(words=opinion, polarity=words[polarity].lower())
        if opinion
        else words["neutral_because"]
    )
    return _item(writer, "1", sentences, {"opinion": asked, "words": shown}, because)


def hidden(draw: Draw, language: str) -> Item:
    words, writer = WORDING[language], reviews.reviewer(draw, language)
    trap = draw.one(tuple(TRAPS))
    polarity = "mixed" if trap == "both" else draw.one(("positive", "negative"))
    plain = writer.facts(2, without="price", long=draw.yes(0.75))
    opinion = writer.write(draw.one(TRAPS[trap][polarity]))
    sentences = _with(draw, plain, opinion)
    offered = ("positive", "negative", "mixed", "neutral")
    asked = reviews.polarity_asked("opinion", words["opinion"], polarity, offered, language)
    shown = reviews.sentence_asked(words["words"], sentences, opinion, otherwise=words["no_words"])
    because = words["trap_because"].format(
        words=opinion, reason=TRAPS[trap][language], polarity=words[polarity].lower()
    )
    parts = {"opinion": asked, "reason": _reason_asked(trap, language), "words": shown}
    return _item(writer, "3", sentences, parts, because)


def _reason_asked(trap: str, language: str) -> tuple[Field, Key]:
    options = tuple(Option(slug, one[language]) for slug, one in TRAPS.items())
    field = Field("reason", WORDING[language]["reason"], "choice", options=options)
    return field, Key("choice", trap, shown=TRAPS[trap][language])


def _with(draw: Draw, plain: list[str], opinion: str | None) -> list[str]:
    """The opinion stands among the facts, never first: the first one says what the review is about."""
    if opinion is None:
        return plain
    place = draw.number(1, len(plain))
    return [*plain[:place], opinion, *plain[place:]]


def _item(
    writer: Reviewer,
    level: str,
    sentences: list[str],
    parts: dict[str, tuple[Field, Key]],
    because: str,
) -> Item:
    words = WORDING[writer.language]
    fields = tuple(field for field, _ in parts.values())
    key = {name: one for name, (_, one) in parts.items()}
    return Item(
        instructions=words[level]["instructions"],
        example=words[level]["example"],
        hint=words[level]["hint"],
        stimulus=(Quote(" ".join(sentences), words["review_by"].format(first=writer.author)),),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback=dict.fromkeys(key, because),
    )
