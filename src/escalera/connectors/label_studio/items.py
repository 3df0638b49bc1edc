"""A task of Label Studio as an item of ours: its labelling configuration in our own widgets, filled with its data."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop as _

from escalera.connectors.label_studio.config import Asked, Config, Shown
from escalera.connectors.label_studio.pictures import Seen
from escalera.connectors.politeness import Refused
from escalera.people.plain_text import storable
from escalera.tasks.families.family import Field, Item, Option, Stimulus, Text
from escalera.tasks.foreign.keys import PEER
from escalera.tasks.foreign.making import MadeItem

LONGEST = 20_000  # characters of one text
WIDGETS = {
    "textarea": "text",
    "labels": "spans",
    "rectanglelabels": "boxes",
    "rating": "choice",
    "number": "number",
    "pairwise": "compare",
}
SIDES = {"en": ("The first", "The second"), "es": ("Lo primero", "Lo segundo")}
ALT = {"en": "The picture of this task", "es": "La imagen de esta tarea"}
PictureOf = Callable[[str], Seen]


def item_of(
    config: Config, data: Mapping[str, Any], *, instructions: str, language: str, picture_of: PictureOf
) -> MadeItem:
    """Raises Refused where the task lacks what its project shows."""
    shown = {piece.name or str(place): piece for place, piece in enumerate(config.shown)}
    compared = {name for one in config.asked if one.tag == "pairwise" for name in one.to}
    sides = {name: words_of(shown[name], data) for name in compared if shown[name].tag != "image"}
    seen = {name: picture_of(words_of(piece, data)) for name, piece in shown.items() if piece.tag == "image"}
    parts: dict[str, Stimulus] = {
        name: replace(seen[name].picture, alt=ALT[language]) if name in seen else Text(words_of(piece, data))
        for name, piece in shown.items()
        if name not in sides
    }
    places = {name: place for place, name in enumerate(parts)}
    fields = tuple(
        field_of(one, number, places=places, sides=sides, language=language)
        for number, one in enumerate(config.asked, 1)
    )
    key = {field.name: PEER for field in fields}
    made = Item(instructions, "", "", tuple(parts.values()), fields, key, 0.0, {}).as_json()
    for name, picture in seen.items():  # they want to be told the size of the picture as it was
        made["content"]["stimulus"][places[name]]["original"] = picture.original
    return MadeItem(made["content"], made["key"], 0.0, is_scored=False, has_inputs=True)


def field_name(number: int) -> str:
    """A name of our own: theirs may be anything, such as one that the player sends itself."""
    return f"asked-{number}"


def field_of(
    one: Asked, number: int, *, places: Mapping[str, int], sides: Mapping[str, str], language: str
) -> Field:
    """Options have numbers as values, since labels of spans and boxes must be plain words."""
    options = tuple(Option(str(place), words) for place, words in enumerate(one.called, 1))
    field = Field(field_name(number), one.label, widget_of(one), hint=one.hint, options=options)
    if one.tag == "pairwise":
        return replace(field, options=pair(one, sides, language))
    return replace(field, on=places[one.to[0]]) if field.widget in ("spans", "boxes") else field


def widget_of(one: Asked) -> str:
    if one.tag == "choices":
        return "choices" if one.many else "choice"
    return "longtext" if one.long else WIDGETS[one.tag]


def pair(one: Asked, sides: Mapping[str, str], language: str) -> tuple[Option, Option]:
    """The two texts themselves; pictures stand above, so their options only say which."""
    left, right = (sides.get(name, SIDES[language][place]) for place, name in enumerate(one.to))
    return Option("left", left), Option("right", right)


def words_of(piece: Shown, data: Mapping[str, Any]) -> str:
    """Raises Refused."""
    if not piece.value.startswith("$"):
        return piece.value
    value = data.get(piece.value[1:])
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(_("has nothing to show under %(name)s"), name=piece.value[1:])
    if len(str(value)) > LONGEST and not str(value).startswith("data:"):
        raise Refused(_("has more than 20,000 characters under %(name)s"), name=piece.value[1:])
    return storable(str(value))
