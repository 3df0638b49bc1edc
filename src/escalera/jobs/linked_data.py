"""A schema.org JobPosting, however it is wrapped, to a few plain fields."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from escalera.jobs import markup

MAX_NODES = 20_000


@dataclass(frozen=True)
class JobPosting:
    title: str
    text: str
    pay: tuple[object, ...]  # baseSalary and its like, as found
    currency: str
    several: bool = False


def find(*sources: str) -> JobPosting | None:
    """Return the first JobPosting of these JSON texts;
    what is no JSON, or holds no posting, is passed over.
    """
    found = [node for source in sources for node in _postings(source)]
    if not found:
        return None
    posting = _read(found[0])
    return JobPosting(posting.title, posting.text, posting.pay, posting.currency, several=len(found) > 1)


def looks_like_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[") and _loaded(text) is not None


def _loaded(source: str) -> object:
    try:
        return json.loads(source, parse_float=Decimal, parse_int=Decimal, strict=False)
    except (ValueError, ArithmeticError, RecursionError):
        return None


def _postings(source: str) -> Iterator[dict[str, object]]:
    waiting: list[object] = [_loaded(source)]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        if isinstance(node, dict):
            if _is_posting(node):
                yield node
            else:
                waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _is_posting(node: dict[str, object]) -> bool:
    kinds = " ".join(_texts(node.get("@type")))
    return "JobPosting" in kinds or (not kinds and "title" in node and "description" in node)


def _read(node: dict[str, object]) -> JobPosting:
    title = " ".join(_texts(node.get("title") or node.get("name")))[:300]
    parts = [_plain(node.get("description"))]
    spanish = _is_spanish(title + " " + parts[0])
    for heading_es, heading_en, names in _SECTIONS:
        lines = [line for name in names for line in _lines(node.get(name), spanish)]
        if lines:
            parts.append(
                (heading_es if spanish else heading_en) + "\n" + "\n".join(f"• {line}" for line in lines)
            )
    pay = tuple(node[name] for name in _PAY if node.get(name) not in (None, "", [], {}))
    currency = " ".join(_texts(node.get("salaryCurrency")))[:10]
    return JobPosting(_plain(title).replace("\n", " "), "\n".join(filter(None, parts)), pay, currency)


def _lines(value: object, spanish: bool) -> Iterator[str]:
    months = value.get("monthsOfExperience") if isinstance(value, dict) else None
    if isinstance(months, Decimal) and 0 < months < 600:
        years = max(1, round(months / 12))
        yield f"{years} años de experiencia" if spanish else f"{years} years of experience"
        return
    for text in _texts(value):
        yield from (line.lstrip("• ") for line in _plain(text).splitlines())


def _texts(value: object) -> list[str]:
    """The words in a value that may be a text, a list of them, or things with a name."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("description") or one.get("value") or one.get("@value")
        if isinstance(one, str) and one.strip():
            found.append(one)
    return found[:200]


def _plain(value: object) -> str:
    text = "\n".join(_texts(value))
    if "&lt;" in text:  # many sites escape the description twice
        text = markup.unescape(text)
    if markup.looks_like_html(text):
        return markup.read(text).text
    return markup.tidy(markup.unescape(text))


def _is_spanish(text: str) -> bool:
    words = text.casefold().split()
    return sum(word in _SPANISH for word in words) > sum(word in _ENGLISH for word in words)


_PAY = ("baseSalary", "estimatedSalary", "salary")
_SECTIONS = (
    ("Actividades:", "Responsibilities:", ("responsibilities",)),
    ("Requisitos:", "Requirements:", ("skills", "qualifications", "experienceRequirements")),
    ("Ofrecemos:", "Benefits:", ("jobBenefits", "incentiveCompensation")),
)
_SPANISH = frozenset({"de", "la", "el", "y", "en", "para", "con", "los", "las", "que", "un", "una"})
_ENGLISH = frozenset({"the", "and", "to", "of", "for", "in", "with", "you", "a", "our", "we", "is"})
