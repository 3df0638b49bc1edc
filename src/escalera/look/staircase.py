"""The path as a picture: each stair a skill, the person on the one they stand on, the job on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from escalera.look.amounts import brief

WIDTH, HEIGHT, MARGIN, TOP, WIDEST = 328, 150, 4, 42, 64
ROOM_FOR_MINUTES = 46


@dataclass(frozen=True)
class Stair:
    label: str
    state: str  # done, now or ahead
    minutes: float | None = None


@dataclass(frozen=True)
class Block:
    """Where a stair stands in the picture."""

    left: float
    top: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)


def staircase_picture(stairs: Sequence[Stair], *, goal: str) -> SafeString:
    """The whole staircase as SVG, with a title and a description for those who do not see it."""
    blocks = blocks_of(len(stairs) + 1)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="staircase-title staircase-text">'
        '<title id="staircase-title">{}</title><desc id="staircase-text">{}</desc>{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        summary(stairs, goal),
        description(stairs),
        format_html_join("", "{}", ((stair_block(*pair),) for pair in zip(stairs, blocks, strict=False))),
        goal_block(blocks[-1]),
        minutes_above(stairs, blocks),
        person_on(blocks[standing_on(stairs)]),
    )


def blocks_of(count: int) -> list[Block]:
    """`count` blocks that rise from left to right, as wide as there is room for, in the middle."""
    pitch = min((WIDTH - 2 * MARGIN) / count, WIDEST)
    first = (WIDTH - pitch * count) / 2
    rise = (HEIGHT - TOP - 40) / max(count - 1, 1)
    return [
        Block(round(first + pitch * n, 1), round(HEIGHT - 34 - rise * n, 1), round(pitch - 2, 1))
        for n in range(count)
    ]


def stair_block(stair: Stair, block: Block) -> SafeString:
    rect = rectangle(stair.state, block)
    if stair.state != "done":
        return rect
    x, y = block.middle, block.top + 14
    return rect + format_html('<path class="on" d="M{} {}l3 3.5 6-7"/>', round(x - 4.5, 1), round(y, 1))


def rectangle(css: str, block: Block) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        css,
        block.left,
        block.top,
        block.width,
        round(HEIGHT - MARGIN - block.top, 1),
    )


def goal_block(block: Block) -> SafeString:
    flag = format_html(
        '<path class="flag" d="M{x} {y}v-24l16 6-16 6"/>', x=round(block.middle - 4, 1), y=block.top
    )
    return rectangle("goal", block) + flag


def minutes_above(stairs: Sequence[Stair], blocks: Sequence[Block]) -> SafeString:
    """Minutes over the stairs still to climb, where there is room to read them."""
    if blocks[0].width < ROOM_FOR_MINUTES:
        return SafeString("")
    ahead = [(b.middle, round(b.top - 7, 1), brief(s.minutes)) for s, b in zip(stairs, blocks, strict=False)
             if s.state == "ahead" and s.minutes]  # fmt: skip
    texts = format_html_join("", '<text class="soft" x="{}" y="{}">{}</text>', ahead)
    return format_html('<g font-size="11" text-anchor="middle">{}</g>', texts)


def person_on(block: Block) -> SafeString:
    return format_html(
        '<g transform="translate({} {})"><circle class="figure" r="7" cy="-28"/>'
        '<path class="figure" d="M-8-1q0-18 8-18t8 18z"/></g>',
        round(block.middle - (block.width / 4 if block.top <= TOP + 1 else 0), 1),
        block.top,
    )


def standing_on(stairs: Sequence[Stair]) -> int:
    """The index of the stair the person stands on; past the last one it is the goal itself."""
    return next((n for n, stair in enumerate(stairs) if stair.state != "done"), len(stairs))


def summary(stairs: Sequence[Stair], goal: str) -> str:
    done = sum(stair.state == "done" for stair in stairs)
    if done == len(stairs):
        return _("All the stairs are climbed. You are at the top: %(goal)s.") % {"goal": goal}
    return ngettext(
        "A staircase with %(count)s stair. Climbed: %(done)s. At the top: %(goal)s.",
        "A staircase with %(count)s stairs. Climbed: %(done)s. At the top: %(goal)s.",
        len(stairs),
    ) % {"count": len(stairs), "done": done, "goal": goal}


def description(stairs: Sequence[Stair]) -> str:
    return "; ".join(f"{n}. {stair.label}: {state_name(stair.state)}" for n, stair in enumerate(stairs, 1))


def state_name(state: str) -> str:
    return {"done": _("done"), "now": _("you are here"), "ahead": _("ahead")}[state]
