"""What an item family is made of: plain frozen values that turn into JSON and need no Django."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from escalera.reference.words import Words

if TYPE_CHECKING:
    from escalera.tasks.families.materials import Materials

DIFFICULTY = {1: 0.30, 2: 0.55, 3: 0.80}
# The last three work on a stimulus, which they show themselves: words of a text, a picture, a table.
WIDGETS = ("number", "text", "longtext", "choice", "choices", "ranking", "compare", "spans", "boxes", "cells")
RULES = (
    "exact",
    "number",
    "edit",
    "wer",
    "set",
    "choice",
    "ranking",
    "rubric",
    "peer",
    "spans",
    "boxes",
    "cells",
)


@dataclass(frozen=True)
class Level:
    number: int
    title: Words
    skills: Mapping[str, float]
    minutes: float
    can_do: Words

    def __post_init__(self) -> None:
        if abs(sum(self.skills.values()) - 1) > 1e-9:
            raise ValueError(f"the skill weights of {self.title.en!r} do not sum to 1")

    @property
    def difficulty(self) -> float:
        """Level l in [0, 1], as DESIGN fixes it for family levels 1, 2, 3."""
        return DIFFICULTY[self.number]


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Quote:
    """Words of somebody else, e.g. a customer or an AI."""

    text: str
    who: str = ""


@dataclass(frozen=True)
class Picture:
    """An SVG document without scripts, links or outside files; `alt` describes it, but not the answer."""

    svg: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Sound:
    """`file` is a path below the static root, e.g. "tasks/speech/es/012.mp3"."""

    file: str
    seconds: float
    bytes: int


@dataclass(frozen=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Stimulus = Text | Quote | Picture | Sound | Table
KINDS = {Text: "text", Quote: "quote", Picture: "picture", Sound: "sound", Table: "table"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """`widget` is one of WIDGETS.

    Options belong to choice, compare (two things side by side, perhaps a tie), choices and ranking; spans and boxes
    take them as labels. `on` is the place of the stimulus that spans, boxes or cells work on, or of the sound that is written down. `fixed` counts the
    columns of a table that cannot be changed.
    """

    name: str
    label: str
    widget: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    on: int = -1
    fixed: int = 0


@dataclass(frozen=True)
class Key:
    """How a field is scored.

    rule    one of RULES
    right   the right answer: str (exact, edit, wer, choice), list of accepted str (exact), number (number),
            list of option values (set, ranking), list of marks (spans, boxes, cells), list of criteria (rubric; see scoring.rubric), None (peer)
    shown   the right answer as people read it; empty = derived from `right`
    weight  its share in the item's score
    detail  settings of the rule, listed in each file of scoring/
    """

    rule: str
    right: Any
    shown: str = ""
    weight: float = 1.0
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One piece of work with a known answer.

    `chance` is the score expected from answering at random (see guessing.py).
    """

    instructions: str
    example: str
    hint: str
    stimulus: tuple[Stimulus, ...]
    fields: tuple[Field, ...]
    key: Mapping[str, Key]
    chance: float
    feedback: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Shown content apart from what stays hidden until the answer is in."""
        return {
            "content": {
                "instructions": self.instructions,
                "example": self.example,
                "hint": self.hint,
                "stimulus": [{"kind": KINDS[type(part)], **_plain(part)} for part in self.stimulus],
                "fields": [_plain(field) for field in self.fields],
            },
            "key": {name: _plain(key) for name, key in self.key.items()},
            "feedback": dict(self.feedback),
            "chance": self.chance,
        }


@dataclass(frozen=True)
class Family:
    """Makes endless items of three levels.

    `make(level number, "en" | "es", rng)`: the same state of rng makes the same item. `cut`, where there is one,
    takes the materials of a posting besides, and the same state and materials make the same item.
    """

    slug: str
    title: Words
    levels: tuple[Level, Level, Level]
    make: Callable[[int, str, np.random.Generator], Item]
    opt_in: bool = False
    cut: Callable[[int, str, np.random.Generator, Materials], Item] | None = None

    def task_type(self, number: int) -> str:
        return f"{self.slug}-{number}"

    def level(self, number: int) -> Level:
        return self.levels[number - 1]


def _plain(value: Any) -> Any:
    """Frozen values, tuples and mappings as dicts and lists."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.item() if isinstance(value, np.generic) else value
