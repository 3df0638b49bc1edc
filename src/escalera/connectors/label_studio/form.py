"""Items of ours as a labelling configuration with the data of its tasks, and annotations as answers."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any
from xml.etree.ElementTree import (
    Element,
    SubElement,
    tostring,
)  # writes only; what is read goes through defusedxml

from escalera.connectors.label_studio.items import field_name
from escalera.tasks.models import Item

ITEM = "escalera_item"  # our own number of the item, which travels with the task
LONGEST, MOST = 20_000, 200
Content = Mapping[str, Any]
Field = Mapping[str, Any]
Region = Mapping[str, Any]


def config_of(items: Sequence[Item]) -> str:
    """One set-up for all items, which have one shape."""
    content = items[0].content
    view = Element("View")
    SubElement(view, "Header", value="$instructions")
    for place, part in enumerate(content["stimulus"]):
        tag = "Image" if part["kind"] == "picture" else "Text"
        SubElement(view, tag, name=f"part-{place}", value=f"$part_{place}")
    if not content["stimulus"]:  # questions need something that they are about
        SubElement(view, "Text", name="part-0", value="$instructions")
    for number, field in enumerate(content["fields"], 1):
        SubElement(view, "Header", value=f"$label_{number}")
        ask(view, field, number, labels=options_of(items, number))
    return tostring(view, encoding="unicode")


def options_of(items: Iterable[Item], number: int) -> dict[str, str]:
    """Every option of a field with its label, over all items."""
    fields = (item.content["fields"][number - 1] for item in items)
    return {option["value"]: option["label"] for field in fields for option in field["options"]}


def ask(view: Element, field: Field, number: int, *, labels: Mapping[str, str]) -> None:
    """Add the question; options differ from item to item, so choices come with the task."""
    about = {"name": field_name(number), "toName": f"part-{max(field['on'], 0)}"}
    if field["widget"] in ("spans", "boxes"):
        tag = SubElement(view, "Labels" if field["widget"] == "spans" else "RectangleLabels", about)
        for value, label in labels.items():
            SubElement(tag, "Label", value=label, alias=value)
    elif field["widget"] in ("choice", "compare", "choices"):
        many = "multiple" if field["widget"] == "choices" else "single"
        SubElement(view, "Choices", about, choice=many, value=f"$options_{number}")
    elif field["widget"] == "number":
        SubElement(view, "Number", about)
    else:
        rows = "5" if field["widget"] == "longtext" else "1"
        SubElement(view, "TextArea", about, rows=rows, maxSubmissions="1")


def data_of(item: Item) -> dict[str, Any]:
    """What the task of an item holds; never its key."""
    content = item.content
    data: dict[str, Any] = {ITEM: str(item.pk), "instructions": instructions(content)}
    for place, part in enumerate(content["stimulus"]):
        data[f"part_{place}"] = shown(part)
    for number, field in enumerate(content["fields"], 1):
        data[f"label_{number}"] = " ".join(filter(None, (field["label"], field["hint"])))
        data[f"options_{number}"] = [{"value": option["label"]} for option in field["options"]]
    return data


def instructions(content: Content) -> str:
    return "\n".join(filter(None, (content["instructions"], content["example"])))


def shown(part: Mapping[str, Any]) -> str:
    if part["kind"] == "picture":
        return f"data:image/svg+xml;base64,{base64.b64encode(part['svg'].encode()).decode()}"
    if part["kind"] == "table":
        lines = [part["caption"], *(" | ".join(row) for row in (part["header"], *part["rows"]))]
        return "\n".join(lines)
    return f"{part['who']}: {part['text']}" if part.get("who") else str(part["text"])


def answer_of(content: Content, regions: Iterable[Region]) -> dict[str, str | list[str]]:
    """The answer that these regions mean; what can't be read is left out."""
    found: dict[str, list[str]] = {}
    names = {field_name(number): field for number, field in enumerate(content["fields"], 1)}
    for region in list(regions)[:MOST]:
        if not isinstance(region, Mapping):
            continue
        field, value = names.get(str(region.get("from_name"))), region.get("value")
        if field is not None and isinstance(value, Mapping):
            found.setdefault(field["name"], []).extend(read(field, content, value))
    lists = {field["name"] for field in content["fields"] if field["widget"] in ("choices", "spans", "boxes")}
    return {name: values if name in lists else values[-1] for name, values in found.items() if values}


def read(field: Field, content: Content, value: Mapping[str, Any]) -> list[str]:
    """What one region says about a field, as our widgets would."""
    part = content["stimulus"][field["on"]] if field["on"] >= 0 else {}
    if field["widget"] == "spans":
        return [
            f"{label}:{words}" for label in said(field, value.get("labels")) for words in span(part, value)
        ]
    if field["widget"] == "boxes":
        return [
            f"{label} {corners}"
            for label in said(field, value.get("rectanglelabels"))
            for corners in box(part, value)
        ]
    if field["widget"] in ("choice", "compare", "choices"):
        return said(field, value.get("choices"))
    if field["widget"] == "number":
        return [f"{value['number']:g}"] if is_number(value.get("number")) else []
    texts = value.get("text")
    return [str(one).strip()[:LONGEST] for one in (texts if isinstance(texts, list) else [texts]) if one]


def said(field: Field, labels: Any) -> list[str]:
    """Our values of the labels or aliases that were chosen."""
    by_words = {option["label"]: option["value"] for option in field["options"]}
    known = by_words | {value: value for value in by_words.values()}
    return [known[str(one)] for one in (labels if isinstance(labels, list) else []) if str(one) in known]


def span(part: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
    """The numbers of the words that the characters touch."""
    start, end = value.get("start"), value.get("end")
    if not (isinstance(start, int) and isinstance(end, int)):
        return []
    words = re.finditer(r"\S+", str(part["text"]))
    touched = [number for number, word in enumerate(words, 1) if word.start() < end and word.end() > start]
    return [f"{touched[0]}-{touched[-1]}"] if touched else []


def box(part: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
    """Left, top, right and bottom in units of our picture."""
    numbers = [float(one) for name in ("x", "y", "width", "height") if is_number(one := value.get(name, ""))]
    if len(numbers) < 4:
        return []
    x, y, wide, high = (min(max(one, 0.0), 100.0) for one in numbers)
    across, down = part["width"] / 100, part["height"] / 100
    corners = (x * across, y * down, min(x + wide, 100) * across, min(y + high, 100) * down)
    return [" ".join(str(round(corner)) for corner in corners)]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
