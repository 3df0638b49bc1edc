"""Counts by month of a small organization, as a table and as a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Picture, Table
from escalera.tasks.families.phrases import Draw, cast

LISTS: dict[str, Any] = phrases.read(__file__, "series.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
MONTHS, WIDTH, HEIGHT, FOOT, HEAD = 5, 330, 220, 30, 16
BAR, PITCH, LEFT = 38, 62, 20


@dataclass(frozen=True)
class Series:
    language: str
    of: str
    unit: str
    guess: str
    months: tuple[str, ...]
    values: tuple[int, ...]
    stems: tuple[str, ...]
    sentence: str

    @property
    def high(self) -> int:
        """The place of the highest month; values differ, so there is one."""
        return self.values.index(max(self.values))

    @property
    def low(self) -> int:
        return self.values.index(min(self.values))

    @property
    def table(self) -> Table:
        words = WORDING[self.language]
        caption = words["caption"].format(of=_capital(self.of), unit=self.unit)
        header = tuple(part.format(unit=_capital(self.unit)) for part in words["header"])
        rows = zip(self.months, map(str, self.values), strict=True)
        return Table(caption, header, tuple((_capital(month), value) for month, value in rows))

    @property
    def chart(self) -> Picture:
        alt = WORDING[self.language]["alt"].format(
            count=len(self.months), first=self.months[0], last=self.months[-1]
        )
        bars = "".join(self._bar(place) for place in range(len(self.months)))
        base = HEIGHT - FOOT
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
            f'height="{HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdf5"/>'
            f'<g font-family="sans-serif" font-size="14" fill="#2b2622" text-anchor="middle">{bars}</g>'
            f'<path d="M8 {base}H{WIDTH - 8}" stroke="#2b2622" stroke-width="1.5"/></svg>'
        )
        return Picture(svg, alt, WIDTH, HEIGHT)

    def says(self, place: int) -> str:
        slots = {"month": self.months[place], "of": self.of, "v": self.values[place]}
        return phrases.fill(self.sentence, slots)

    def _bar(self, place: int) -> str:
        tall = round((HEIGHT - FOOT - HEAD - 14) * self.values[place] / max(self.values))
        x, y = LEFT + place * PITCH, HEIGHT - FOOT - tall
        middle = x + BAR // 2
        return (
            f'<rect x="{x}" y="{y}" width="{BAR}" height="{tall}" fill="#1d5a86"/>'
            f'<text x="{middle}" y="{y - 5}">{self.values[place]}</text>'
            f'<text x="{middle}" y="{HEIGHT - 10}">{self.months[place][:3]}</text>'
        )


def series(draw: Draw, language: str) -> Series:
    entry = draw.one(LISTS["series"])
    name, start = cast.place(draw), draw.number(0, len(LISTS["months"]) - MONTHS)
    months = tuple(month[language] for month in LISTS["months"][start : start + MONTHS])
    return Series(
        language=language,
        of=entry["of"][language].format(name=name),
        unit=entry["unit"][language],
        guess=entry["guess"][language],
        months=months,
        values=_values(draw, entry["scale"]),
        stems=tuple(entry["stems"]),
        sentence=entry["sentence"][language],
    )


def _values(draw: Draw, scale: int) -> tuple[int, ...]:
    """All different, all differences too, and nobody has exactly twice as many as another."""
    while True:
        values = tuple(scale * number for number in draw.some(range(14, 60), MONTHS))
        gaps = [abs(one - other) for place, one in enumerate(values) for other in values[:place]]
        doubled = any(2 * one == other for one in values for other in values)
        if len(set(gaps)) == len(gaps) and min(gaps) >= 2 * scale and not doubled:
            return values


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
