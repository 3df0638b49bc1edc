"""Learning gains as a picture: task types down, skills across, darker where more is learned, hatched where it
is not sure.

One SVG without scripts: readable numbers, a title and a description for those who do not see it, light and dark
by the viewer's own setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from escalera.lab.gains_table import Row

CELL_W, CELL_H, TOP, MARGIN, LETTER = 74, 30, 118, 12, 7.2
# Five steps of one hue, light to dark; the figure in each cell keeps 4.5 : 1 against its ground.
LIGHT = ("#f3f7fb", "#cfe1f2", "#93c4de", "#2a74ae", "#0b4a8f")
DARK = ("#16202b", "#1d3a57", "#22547f", "#5fa8d8", "#a9d6f5")


@dataclass(frozen=True)
class Words:
    """The picture's words in one language."""

    title: str
    axis: str
    most: str
    nothing: str
    unsure: str
    key: str
    cell: str


ENGLISH = Words(
    title="What each task type teaches",
    axis="Gain of one attempt in hundredths of a level; task types down, skills across.",
    most="Most is learned from",
    nothing="Nothing is known to be taught.",
    unsure="hatched: the 90 % interval includes no gain at all",
    key="darker: more is learned",
    cell="{task_type} teaches {skill}: {gain} hundredths ({low} to {high})",
)
SPANISH = Words(
    title="Qué enseña cada tipo de tarea",
    axis="Avance de un intento en centésimas de nivel; tipos de tarea hacia abajo, habilidades a lo ancho.",
    most="Se aprende más con",
    nothing="No se sabe que se enseñe nada.",
    unsure="rayado: el intervalo del 90 % incluye que no se avance nada",
    key="más oscuro: se aprende más",
    cell="{task_type} enseña {skill}: {gain} centésimas ({low} a {high})",
)
LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def heatmap(rows: Sequence[Row], *, language: str = "en") -> str:
    """Return the picture of these gains as an SVG document. Raises KeyError for a language we do not speak."""
    words = LANGUAGES[language]
    types = list(dict.fromkeys(row.task_type for row in sorted(rows, key=lambda row: row.task_type)))
    skills = list(dict.fromkeys(row.skill for row in sorted(rows, key=lambda row: row.skill)))
    left = 2 * MARGIN + int(LETTER * max((len(name) for name in types), default=0))
    width = max(left + CELL_W * len(skills) + TOP, 470)
    height = TOP + CELL_H * len(types) + 64
    most = max((row.gain for row in rows), default=0.0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" lang="{language}" role="img" aria-labelledby="gains-title gains-text">',
        f'<title id="gains-title">{words.title}</title>',
        f'<desc id="gains-text">{escape(_description(rows, words))}</desc>',
        _style(),
        f'<rect class="page" width="{width}" height="{height}"/>',
        *(_skill(name, left + CELL_W * (at + 0.5)) for at, name in enumerate(skills)),
        *(_type(name, left - MARGIN, TOP + CELL_H * (at + 0.65)) for at, name in enumerate(types)),
    ]
    for row in rows:
        x, y = left + CELL_W * skills.index(row.skill), TOP + CELL_H * types.index(row.task_type)
        parts.append(_cell(row, x, y, most, words))
    parts += [_key(height, words), "</svg>"]
    return "\n".join(parts) + "\n"


def _cell(row: Row, x: int, y: int, most: float, words: Words) -> str:
    step = min(int(5 * max(row.gain, 0.0) / most), 4) if most > 0 else 0
    gain, low, high = (_hundredths(value) for value in (row.gain, row.low, row.high))
    told = words.cell.format(task_type=row.task_type, skill=row.skill, gain=gain, low=low, high=high)
    box = f'x="{x + 1}" y="{y + 1}" width="{CELL_W - 2}" height="{CELL_H - 2}" rx="3"'
    hatch = "" if row.certain else f'<rect class="hatch" {box}/>'
    # The figure stands on a plain patch, so that the hatching does not run through it.
    patch = (
        ""
        if row.certain
        else f'<rect class="s{step}" x="{x + 18}" y="{y + 6}" width="{CELL_W - 36}" height="{CELL_H - 12}"/>'
    )
    return (
        f'<g><title>{escape(told)}</title><rect class="s{step}" {box}/>{hatch}{patch}'
        f'<text class="t{step}" x="{x + CELL_W / 2:g}" y="{y + CELL_H * 0.65:g}" text-anchor="middle">{gain}</text></g>'
    )


def _skill(name: str, x: float) -> str:
    return f'<text x="{x:g}" y="{TOP - 8}" transform="rotate(-40 {x:g} {TOP - 8})">{escape(name)}</text>'


def _type(name: str, x: int, y: float) -> str:
    return f'<text x="{x}" y="{y:g}" text-anchor="end">{escape(name)}</text>'


def _key(height: int, words: Words) -> str:
    y = height - 34
    swatches = "".join(
        f'<rect class="s{step}" x="{MARGIN + 16 * step}" y="{y - 11}" width="15" height="14"/>'
        for step in range(5)
    )
    hatched = (
        f'<rect class="s1" x="{MARGIN}" y="{y + 9}" width="30" height="14"/>'
        f'<rect class="hatch" x="{MARGIN}" y="{y + 9}" width="30" height="14"/>'
    )
    return (
        f'{swatches}<text x="{MARGIN + 90}" y="{y}">{words.key}</text>'
        f'{hatched}<text x="{MARGIN + 40}" y="{y + 20}">{words.unsure}</text>'
    )


def _style() -> str:
    light = _colours(LIGHT, page="#ffffff", ink="#1b1b1b", dark_from=3, on_dark="#ffffff", line="#5a6b7a")
    dark = _colours(DARK, page="#0e141b", ink="#e8eef4", dark_from=3, on_dark="#0e141b", line="#9fb2c3")
    return (
        f"<style>text{{font:13px system-ui,sans-serif}}.hatch{{fill:url(#unsure)}}{light}"
        f"@media (prefers-color-scheme:dark){{{dark}}}</style>"
        '<defs><pattern id="unsure" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="line" d="M0 0v6"/></pattern></defs>'
    )


def _colours(steps: Sequence[str], *, page: str, ink: str, dark_from: int, on_dark: str, line: str) -> str:
    fills = "".join(f".s{at}{{fill:{colour}}}" for at, colour in enumerate(steps))
    inks = "".join(f".t{at}{{fill:{on_dark if at >= dark_from else ink}}}" for at in range(len(steps)))
    return f"text{{fill:{ink}}}.page{{fill:{page}}}.line{{stroke:{line};stroke-width:1.5}}{fills}{inks}"


def _description(rows: Sequence[Row], words: Words) -> str:
    best = sorted((row for row in rows if row.gain > 0), key=lambda row: -row.gain)[:5]
    if not best:
        return f"{words.axis} {words.nothing}"
    told = "; ".join(
        f"{row.task_type}, {row.skill}: {_hundredths(row.gain)}{'' if row.certain else ' (?)'}"
        for row in best
    )
    return f"{words.axis} {words.most} {told}."


def _hundredths(value: float) -> str:
    return f"{100 * value + 0.0:.1f}".replace("-0.0", "0.0")
