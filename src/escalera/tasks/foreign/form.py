"""The inputs of a form as HTML says them: names, kinds, options, and words for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from escalera.tasks.families.family import Option

KINDS = {"radio": "radio", "checkbox": "checkbox", "number": "number", "range": "range", "hidden": "hidden"}
NOT_ASKED = {"submit", "button", "reset", "image", "file", "password"}
LONGEST_LABEL = 140
HUGE_ENTITY = re.compile(
    r"&#x?[0-9a-f]{8,};?", re.I
)  # html.unescape raises on numbers of thousands of digits
MOST_STEPS = 11  # a slider with up to so many places is a choice


@dataclass(frozen=True)
class Input:
    """Something to answer. kind: radio checkbox select text longtext number range hidden."""

    name: str
    kind: str
    label: str
    options: tuple[Option, ...] = ()


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(HUGE_ENTITY.sub(" ", html[: end(html)]), "html.parser")


def end(html: str) -> int:
    """Where the last tag ends: what is opened behind it never ends, and the parser looks through it again and again."""
    opened = html.find("<", html.rfind(">") + 1)
    return len(html) if opened < 0 else opened


def inputs(soup: BeautifulSoup) -> dict[str, Input]:
    """Inputs by name, in the order of the page; radios and checkboxes of one name are one input."""
    found: dict[str, Input] = {}
    for tag in soup.find_all(
        ["input", "select", "textarea", re.compile("^crowd-(input|text-area|checkbox|radio-button|slider)$")]
    ):
        name, kind = attribute(tag, "name"), kind_of(tag)
        if not name or kind in NOT_ASKED:
            continue
        options = tuple(options_of(tag, kind))
        if name in found:
            found[name] = replace(found[name], options=merged(found[name].options, options))
        else:
            found[name] = Input(name, kind, label_of(soup, tag, kind) or in_words(name), options)
    return found


def asks_for_password(soup: BeautifulSoup) -> bool:
    return soup.find("input", {"type": "password"}) is not None


def attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value.strip() if isinstance(value, str) else ""


def kind_of(tag: Tag) -> str:
    if tag.name == "select":
        return "select"
    if tag.name in ("textarea", "crowd-text-area"):
        return "longtext"
    crowd = {"crowd-checkbox": "checkbox", "crowd-radio-button": "radio", "crowd-slider": "range"}
    kind = crowd.get(tag.name) or attribute(tag, "type").lower()
    return kind if kind in NOT_ASKED else KINDS.get(kind, "text")


def options_of(tag: Tag, kind: str) -> Iterator[Option]:
    if kind == "select":
        for option in tag.find_all("option"):
            words = text_of(option)
            value = option.get("value")
            if value != "" and not option.has_attr("disabled"):
                yield Option(str(words if value is None else value).strip(), words)
    elif kind in ("radio", "checkbox"):
        value = attribute(tag, "value") or "on"
        yield Option(value, own_label(tag) or value)
    elif kind == "range":
        yield from (Option(str(step), str(step)) for step in steps(tag))


def steps(tag: Tag) -> range:
    try:
        low, high = (int(attribute(tag, name) or default) for name, default in (("min", "0"), ("max", "100")))
        step = int(attribute(tag, "step") or "1")
    except ValueError:
        return range(0)
    places = range(low, high + 1, max(step, 1))
    return places if len(places) <= MOST_STEPS else range(0)


def merged(first: tuple[Option, ...], more: tuple[Option, ...]) -> tuple[Option, ...]:
    known = {option.value for option in first}
    return first + tuple(option for option in more if option.value not in known)


def own_label(tag: Tag) -> str:
    """The words beside one radio or checkbox."""
    if identity := attribute(tag, "id"):
        root = tag.find_parents()[-1]
        label = root.find("label", {"for": identity})
        if isinstance(label, Tag) and text_of(label):
            return text_of(label)
    if isinstance(parent := tag.find_parent("label"), Tag) and text_of(parent):
        return text_of(parent)
    if words := text_of(tag):
        return words
    after = tag.next_sibling
    return clean(str(after)) if isinstance(after, NavigableString) else ""


def label_of(soup: BeautifulSoup, tag: Tag, kind: str) -> str:
    """The words of the question: its label, or the last text before it."""
    if kind == "hidden":
        return ""
    if words := attribute(tag, "aria-label") or (own_label(tag) if kind not in ("radio", "checkbox") else ""):
        return clean(words)
    for text in tag.find_all_previous(string=True, limit=40):
        holder = text.find_parent(["script", "style", "option", "label", "button"])
        if holder is None and len(clean(text)) > 3:
            return clean(text)
    return ""


def text_of(tag: Tag) -> str:
    return clean(tag.get_text(" "))


def clean(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip()
    return words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1].rstrip() + "…"


def in_words(name: str) -> str:
    """`h_o2_coherence` as people may read it."""
    words = re.sub(r"[_\-.]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip()
    return words[:1].upper() + words[1:]
