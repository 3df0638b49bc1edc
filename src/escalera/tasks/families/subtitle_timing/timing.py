"""Levels 1 and 2: the break and the seconds of a subtitle, and five of them checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Table, Text
from escalera.tasks.families.phrases import Draw, briefs

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
LINE, PACE = 42, 15  # letters of a line; letters that most people read in a second


@dataclass(frozen=True)
class Subtitle:
    text: str
    start: int
    end: int

    @property
    def letters(self) -> int:
        return len(self.text)

    @property
    def needs(self) -> int:
        return seconds(self.text)


def one(draw: Draw, language: str) -> Item:
    """Level 1: where the line breaks, and how long it stays."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    first = brief.facts["day"].says(draw.number(0, 1)).rstrip(".")
    second = words["and"].format(hour=brief.facts["hour"].right.text)
    said = first + second
    breaks = [said, *(_cut(said, place) for place in (2, -1))]
    right = _cut(said, len(first.split()))
    spoken = Quote(said, words["spoken"])
    exact = f"{round(len(said) / PACE, 1):g}"
    because = words["seconds_because"].format(
        letters=len(said), pace=PACE, exact=exact, seconds=seconds(said)
    )
    label = words["seconds"].format(letters=len(said))
    parts = (
        asked.one_of(
            draw, "break", words["break"], right, breaks, words["break_because"].format(right=right)
        ),
        Asked(Field("needed", label, "number"), Key("number", seconds(said)), because),
    )
    return asked.item(words["1"], (_rules(language), spoken), parts)


def five(draw: Draw, language: str) -> Item:
    """Level 2: one subtitle goes too soon, one comes before the other is gone."""
    words = WORDING[language]
    quick, overlap = draw.some(range(1, 5), 2)
    shown = _spoilt(_timed(draw, language), quick, overlap)
    rows = tuple(
        (f"{number}. {one.text}", words["stays"].format(start=one.start, end=one.end), str(one.letters))
        for number, one in enumerate(shown, 1)
    )
    table = Table(words["caption"], tuple(words["header"]), rows)
    hurried, slots = shown[quick], {"number": quick + 1, "letters": shown[quick].letters}
    until = hurried.start + hurried.needs
    slots |= {"seconds": hurried.needs, "start": hurried.start, "until": until}
    late = words["overlap_because"].format(
        number=overlap + 1, start=shown[overlap].start, end=shown[overlap - 1].end
    )
    soon = words["quick_because"].format(end=hurried.end, **slots)
    parts = (
        _which(words, "quick", quick, len(shown), soon),
        _which(words, "overlap", overlap, len(shown), late),
        Asked(
            Field("until", words["until"].format(number=quick + 1), "number"),
            Key("number", until),
            words["until_because"].format(**slots),
        ),
    )
    return asked.item(words["2"], (_rules(language), table), parts)


def seconds(text: str) -> int:
    return ceil(len(text) / PACE)


def _cut(said: str, place: int) -> str:
    words = said.split()
    return " ".join([*words[:place], "/", *words[place:]])


def _timed(draw: Draw, language: str) -> list[Subtitle]:
    """Five subtitles one after the other, each with a second to spare and a second of rest after it."""
    brief = briefs.brief(draw, language)
    told = [brief.hook, brief.gain, *(brief.facts[slug].says(0) for slug in ("day", "place", "how"))]
    made, start = [], draw.number(1, 4)
    for text in told:
        end = start + seconds(text) + draw.number(0, 1)
        made.append(Subtitle(text, start, end))
        start = end + draw.number(0, 2)
    return made


def _spoilt(shown: list[Subtitle], quick: int, overlap: int) -> list[Subtitle]:
    hurried, late = shown[quick], shown[overlap]
    shown[quick] = replace(hurried, end=hurried.start + hurried.needs - 1)
    # It comes while the one above is still there, and stays as long as before, so it is not too quick.
    shown[overlap] = replace(late, start=shown[overlap - 1].end - 1)
    return shown


def _rules(language: str) -> Text:
    return Text(WORDING[language]["rules"].format(line=LINE, pace=PACE))


def _which(words: dict[str, Any], name: str, place: int, many: int, because: str) -> Asked:
    labels: Sequence[str] = [words["number"].format(number=number) for number in range(1, many + 1)]
    options = tuple(Option(str(number), label) for number, label in enumerate(labels, 1))
    key = Key("choice", str(place + 1), shown=labels[place])
    return Asked(Field(name, words[name], "choice", options=options), key, because)
