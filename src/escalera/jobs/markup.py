"""HTML to plain text in one pass.

A page comes from anybody, and the usual parsers take minutes on a megabyte of unclosed tags
(see docs/algorithms/reading-a-posting.md), so this reader never looks back and never nests.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINKED_DATA = "application/ld+json"
# Enough for any real page; keeps a page of nothing but scripts from costing more than its length.
MAX_LINKED_DATA = 20


@dataclass(frozen=True)
class Page:
    title: str
    text: str
    linked_data: tuple[str, ...]


def looks_like_html(text: str) -> bool:
    return bool(_KNOWN_TAG.search(text, 0, 20_000))


def read(source: str) -> Page:
    """Return title, visible text with one line per block, and the JSON-LD scripts,
    in time linear in the source.
    """
    page = _Reader()
    page.feed(source)
    text = page.text() or page.text(with_margins=True)
    return Page(_line(page.headings or page.titles), text, tuple(page.linked_data[:MAX_LINKED_DATA]))


def unescape(text: str) -> str:
    # html.unescape raises on numbers of thousands of digits.
    return html.unescape(_HUGE_ENTITY.sub(" ", text))


@dataclass
class _Reader:
    pieces: list[tuple[bool, str]] = field(default_factory=list)  # (inside a margin, text)
    headings: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    _margins: int = 0
    _heading: int | None = None
    _is_title: bool = False

    def feed(self, source: str) -> None:
        for tag, attributes, text in _tokens(source):
            if tag in _RAW:
                self._raw(tag, attributes, text)
            elif tag:
                self._tag(tag)
            else:
                self._text(unescape(text))

    def text(self, *, with_margins: bool = False) -> str:
        return tidy("".join(piece for margin, piece in self.pieces if with_margins or not margin))

    def _raw(self, tag: str, attributes: str, text: str) -> None:
        if tag == "script" and LINKED_DATA in attributes.casefold():
            self.linked_data.append(text)
        elif tag == "title" and not self.titles:
            self.titles.append(unescape(text))

    def _text(self, text: str) -> None:
        text = " ".join(text.split()) if text.strip() else " "
        self.pieces.append((self._margins > 0, f" {text} " if text != " " else " "))

    def _tag(self, tag: str) -> None:
        name = tag.lstrip("/")
        if name in _MARGINS:
            self._margins = max(0, self._margins + (-1 if tag[0] == "/" else 1))
        if name in _HEADINGS:
            self._is_title = name in ("h1", "h2")
            self._turn_heading(opens=tag[0] != "/")
        elif tag == "li":
            self.pieces.append((self._margins > 0, "\n• "))
        elif name in _BLOCKS:
            self.pieces.append((self._margins > 0, "\n"))
        elif tag in ("td", "th"):
            self.pieces.append((self._margins > 0, "; "))

    def _turn_heading(self, *, opens: bool) -> None:
        """A heading becomes a line that ends in a colon, which is how a plain posting writes it."""
        if opens:
            self.pieces.append((self._margins > 0, "\n"))
            self._heading = len(self.pieces)
        elif self._heading is not None:
            words = " ".join("".join(piece for _, piece in self.pieces[self._heading :]).split())
            if words and self._is_title and not self.headings:
                self.headings.append(words)
            ending = ":\n" if words and words[-1].isalnum() else "\n"
            self.pieces.append((self._margins > 0, ending))
            self._heading = None


def tidy(text: str) -> str:
    """One space between words, no empty lines, no blank before a comma."""
    lines = (_BEFORE_POINT.sub(r"\1", " ".join(line.split())) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip(" ;•:"))


def _line(parts: list[str]) -> str:
    return " ".join(" ".join(parts[:1]).split())[:300]


def _tokens(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (tag, attributes, text); an unclosed comment or script swallows the rest,
    as it does in browsers.
    """
    at = 0
    while at < len(source):
        match = _TAG.search(source, at)
        if match is None:
            yield "", "", source[at:]
            return
        if match.start() > at:
            yield "", "", source[at : match.start()]
        tag, attributes = (match["tag"] or "").lower(), match["attributes"] or ""
        at = match.end()
        if match["comment"]:
            at = _after(source, "-->", at)
        elif tag in _RAW:
            end = _RAW[tag].search(source, at)
            yield tag, attributes, source[at : end.start() if end else len(source)]
            at = end.end() if end else len(source)
        elif tag:
            yield tag, attributes, ""


def _after(source: str, what: str, at: int) -> int:
    found = source.find(what, at)
    return len(source) if found < 0 else found + len(what)


_KNOWN_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|span|ul|ol|li|h[1-6]|table|script|strong|b|em|section"
    r"|article)\b[^<>]*>",
    re.I,
)
_TAG = re.compile(
    r"(?P<comment><!--)|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9:-]{0,30})(?P<attributes>[^<>]*)>?|<[!?][^<>]*>?"
)
_RAW = {
    name: re.compile(rf"</{name}\b[^<>]*>?", re.I)
    for name in ("script", "style", "title", "textarea", "noscript", "template", "svg", "iframe", "select")
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend"})
_MARGINS = frozenset({"nav", "footer", "aside"})
_BLOCKS = frozenset(
    {"p", "div", "br", "ul", "ol", "/li", "tr", "table", "section", "article", "header", "main",
    "blockquote", "dd", "dl", "hr", "pre"}
    | {"form", "fieldset", "figure", "details", "summary", "address", "nav", "footer", "aside", "body",
    "head", "caption"}
)  # fmt: skip
_HUGE_ENTITY = re.compile(r"&#x?[0-9a-f]{8,};?", re.I)
_BEFORE_POINT = re.compile(r"\s+([,.;:!?])")
