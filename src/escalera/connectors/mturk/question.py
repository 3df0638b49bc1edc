"""The layout of a batch: HTML with ${variables}, as it is or inside MTurk's HTMLQuestion XML."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from escalera.connectors.mturk import table
from escalera.connectors.mturk.faults import BadFile, shown
from escalera.tasks.foreign.folder import LARGEST_TEMPLATE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_LEVELS = 4  # HTMLQuestion has two
OTHERS = {
    "ExternalQuestion": "is an ExternalQuestion: its page stands on somebody else's server, and the sandbox lets "
    "nothing in from there. Give the page itself, as an HTML file or an HTMLQuestion",
    "QuestionForm": "is a QuestionForm, MTurk's older language for forms, which is not read here. "
    "Write it as HTML with inputs, as an HTMLQuestion",
}


def layout(path: Path) -> str:
    """The HTML of a template file. Raises BadFile."""
    text = table.contents(path, LARGEST_TEMPLATE, "A page without pictures is smaller.")
    if path.suffix.lower() == ".xml" or re.match(r"\s*(<\?xml|<(\w+:)?(HTML|External)?Question)", text):
        return html_of(shown(path.name), text)
    if not text.strip():
        raise BadFile(f"{shown(path.name)} is empty.")
    return text


def html_of(name: str, xml: str) -> str:
    """What stands in HTMLContent; no entity, no declaration of a type, nothing from elsewhere is read."""
    root = parsed(name, xml)
    kind = local(root)
    if kind in OTHERS:
        raise BadFile(f"{name} {OTHERS[kind]}.")
    if kind != "HTMLQuestion":
        raise BadFile(f"{name} holds no HTMLQuestion. Give an HTML file or an HTMLQuestion.")
    found = [one for one in root if local(one) == "HTMLContent"]
    if any(len(one) for one in found):
        raise BadFile(f"{name}: put the page into <![CDATA[ ... ]]>, else its tags are XML.")
    if len(found) != 1 or not (found[0].text or "").strip():
        raise BadFile(f"{name} needs one HTMLContent with the page in it.")
    return found[0].text or ""


def parsed(name: str, xml: str) -> "Element":
    refuse_depth(name, xml)
    try:
        root: Element = fromstring(xml.strip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadFile(
            f"{name} declares its own types or entities (<!DOCTYPE, <!ENTITY). Take them out."
        ) from error
    except ParseError as error:
        line, column = error.position
        raise BadFile(f"{name} is not proper XML, see line {line}, sign {column + 1}.") from error
    except ValueError as error:
        raise BadFile(f"{name} is not proper XML: {error}.") from error
    return root


def refuse_depth(name: str, xml: str) -> None:
    """Expat builds what is nested a hundred thousand deep, and taking it down again breaks the interpreter."""
    outside = re.sub(r"<!\[CDATA\[.*?(\]\]>|\Z)|<!--.*?(-->|\Z)", "", xml, flags=re.S)
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)\w([^<>]*)>", outside):
        depth += -1 if tag[1] else 0 if tag[2].endswith("/") else 1
        deepest = max(deepest, depth)
    if deepest > MOST_LEVELS:
        raise BadFile(f"{name} is nested deeper than an HTMLQuestion is.")


def local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]
