"""A labelling configuration, read: what is shown, and what is asked. Its XML comes from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_noop as _

from escalera.connectors.politeness import Refused
from escalera.tasks.foreign.form import in_words

NOT_YET = _("It can't be done here yet: %(what)s")
LONGEST, MOST_TAGS = 200_000, 2_000
SHOWN = ("header", "text", "image")
ASKED = ("choices", "textarea", "labels", "rectanglelabels", "rating", "number", "pairwise")
WORKS_ON = {"labels": "text", "rectanglelabels": "image"}  # tags that work on a piece of one kind only
LAYOUT = ("view", "style", "choice", "label")  # without a meaning of their own for us


@dataclass(frozen=True)
class Shown:
    """`value` is "$name" for what each task holds under that name, else fixed words."""

    name: str
    tag: str
    value: str


@dataclass(frozen=True)
class Asked:
    """`options` are what Label Studio wants to be sent; `called` the words that people read."""

    name: str
    tag: str
    to: tuple[str, ...]
    label: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    many: bool = False
    long: bool = False


@dataclass(frozen=True)
class Config:
    shown: tuple[Shown, ...]
    asked: tuple[Asked, ...]


def read(xml: str) -> Config:
    """Raises Refused, naming the first tag that can't be done here."""
    tags = list(elements(xml))
    shown = tuple(piece(tag) for tag in tags if kind(tag) in SHOWN and not is_label(tag, tags))
    asked = tuple(
        question(tag, before) for tag, before in zip(tags, [None, *tags], strict=False) if asks(tag)
    )
    if not asked:
        raise Refused(_("It asks for nothing: its labelling set-up has no Choices, TextArea or the like."))
    check_targets(shown, asked)
    return Config(shown, asked)


def elements(xml: str) -> Iterator[Element]:
    """In the order of the document. Raises Refused."""
    if len(xml) > LONGEST:
        raise Refused(_("Its labelling set-up is longer than 200,000 characters."))
    try:
        root = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(_("Its labelling set-up can't be read as XML.")) from error
    tags = list(root.iter())
    if len(tags) > MOST_TAGS:
        raise Refused(_("Its labelling set-up has more than 2,000 tags."))
    for tag in tags:
        check(tag)
    return (tag for tag in tags if kind(tag) in (*SHOWN, *ASKED))


def check(tag: Element) -> None:
    """Raises Refused for what would come out wrong here."""
    if kind(tag) not in (*SHOWN, *ASKED, *LAYOUT):
        raise Refused(NOT_YET, what=f"<{tag.tag}>")
    if tag.get("perRegion", "").lower() == "true":
        raise Refused(NOT_YET, what=f"<{tag.tag} perRegion>")
    if kind(tag) == "choice" and any(kind(inner) == "choice" for inner in tag):
        raise Refused(NOT_YET, what="<Choice> in <Choice>")
    if kind(tag) in ASKED and tag.get("value", "").startswith("$"):
        raise Refused(NOT_YET, what=f"<{tag.tag} value>")
    if kind(tag) == "text" and tag.get("valueType") == "url":
        raise Refused(NOT_YET, what="<Text valueType>")


def kind(tag: Element) -> str:
    return str(tag.tag).lower()


def asks(tag: Element) -> bool:
    return kind(tag) in ASKED


def is_label(tag: Element, tags: list[Element]) -> bool:
    """A heading with fixed words right before a question is that question's label."""
    after = tags.index(tag) + 1
    return fixed_heading(tag) != "" and after < len(tags) and asks(tags[after])


def fixed_heading(tag: Element | None) -> str:
    value = tag.get("value", "") if tag is not None and kind(tag) == "header" else ""
    return "" if value.startswith("$") else value.strip()


def piece(tag: Element) -> Shown:
    return Shown(tag.get("name", ""), kind(tag), tag.get("value", ""))


def question(tag: Element, before: Element | None) -> Asked:
    """Raises Refused."""
    name, tag_kind = tag.get("name", ""), kind(tag)
    to = tuple(part.strip() for part in tag.get("toName", "").split(",") if part.strip())
    options = [(sent(inner), inner.get("value", "")) for inner in choices(tag)]
    if tag_kind == "rating":
        options = [(str(n), str(n)) for n in range(1, most_stars(tag) + 1)]
    if tag_kind in ("choices", "labels", "rectanglelabels") and not all(
        value for value, _ in options or [("", "")]
    ):
        raise Refused(_("Its question %(name)s has no options, or one without a value."), name=name)
    return Asked(
        name=name,
        tag=tag_kind,
        to=to,
        label=fixed_heading(before) or in_words(name),
        hint=tag.get("placeholder", ""),
        options=tuple(value for value, _ in options),
        called=tuple(words or value for value, words in options),
        many=tag.get("choice") == "multiple",
        long=tag_kind == "textarea" and tag.get("rows", "1") != "1",
    )


def sent(choice: Element) -> str:
    """What Label Studio keeps when this is chosen."""
    return choice.get("alias", "") or choice.get("value", "")


def choices(tag: Element) -> list[Element]:
    return [inner for inner in tag.iter() if kind(inner) in ("choice", "label")]


def most_stars(tag: Element) -> int:
    """Raises Refused."""
    written = tag.get("maxRating", "5")
    if not written.isascii() or not written.isdecimal() or not 1 <= int(written) <= 100:
        raise Refused(_("Its <Rating> has no number of stars from 1 to 100."))
    return int(written)


def check_targets(shown: tuple[Shown, ...], asked: tuple[Asked, ...]) -> None:
    """Raises Refused."""
    tags = {one.name: one.tag for one in shown if one.name}
    for one in asked:
        if not one.name or not one.to or not set(one.to) <= set(tags):
            raise Refused(_("Its question %(name)s asks about something that is not shown."), name=one.name)
        wanted = WORKS_ON.get(one.tag)
        if wanted and tags[one.to[0]] != wanted:
            raise Refused(NOT_YET, what=f"<{one.tag}> + <{tags[one.to[0]]}>")
        if one.tag == "pairwise" and len(one.to) != 2:
            raise Refused(_("Its <Pairwise> does not name two things."))
