"""Take a posting in, whatever shape it comes in: text, HTML, schema.org JobPosting.
The net is never asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from escalera.jobs import language, linked_data, markup, pay, uploads
from escalera.jobs.linked_data import JobPosting
from escalera.jobs.pay import Pay
from escalera.jobs.uploads import NothingToRead, NotText, TooLong, Unreadable
from escalera.people.redaction import redact

__all__ = ["Intake", "NotText", "NothingToRead", "TooLong", "Unreadable", "read"]

MAX_TEXT = 300_000
# A posting whose linked data says less than this has its text on the page.
SAYS_LITTLE = 80
LONGEST_TITLE = 160
# A longer first line is the text itself, so its first sentence has to do for a title.
LONGEST_FIRST_LINE = 80


@dataclass(frozen=True)
class Intake:
    """A posting ready to be broken down and kept: its contact data is already cut.

    `language` is es, en or mixed; `source_format` text, html or json-ld;
    `notes` are codes of escalera.jobs.advice.
    """

    title: str
    text: str
    language: str
    pay: Pay | None
    source_format: str
    notes: tuple[str, ...] = ()
    cuts: Mapping[str, int] = field(default_factory=dict)


def read(upload: bytes | str) -> Intake:
    """Return the posting in an upload.
    Raises TooLong, NothingToRead, NotText (all Unreadable), nothing else.
    """
    source = uploads.decode(upload)
    if linked_data.looks_like_json(source):
        posting = linked_data.find(source)
        if posting is None:
            raise NothingToRead
        return _from_posting(posting, "")
    if not markup.looks_like_html(source):
        return _made("", markup.tidy(source), "text")
    page = markup.read(source)
    posting = linked_data.find(*page.linked_data)
    if posting is not None:
        return _from_posting(posting, page.text)
    return _made(page.title, page.text, "html")


def _from_posting(posting: JobPosting, page_text: str) -> Intake:
    text = (
        posting.text
        if len(posting.text) >= SAYS_LITTLE
        else "\n".join(filter(None, (posting.text, page_text)))
    )
    stated = pay.from_linked_data(posting.pay, currency=posting.currency)
    notes = ("several_postings",) if posting.several else ()
    return _made(posting.title, text, "json-ld", stated, notes)


def _made(
    title: str, text: str, source_format: str, stated: Pay | None = None, notes: tuple[str, ...] = ()
) -> Intake:
    title, text = uploads.clean(title), uploads.clean(text)
    if len(text.encode()) > MAX_TEXT:
        raise TooLong
    if not any(map(str.isalpha, title + text)):
        raise NothingToRead
    spoken = language.of(f"{title}\n{text}")
    marks = "en" if spoken == "en" else "es"
    cut, cut_title = redact(text, language=marks), redact(title or _first_line(text), language=marks)
    stated = stated or pay.from_text(cut.text)
    notes += ("contact_data_cut",) if cut.cuts else ()
    notes += ("no_pay_stated",) if stated is None else stated.notes
    return Intake(cut_title.text[:LONGEST_TITLE], cut.text, spoken, stated, source_format, notes, cut.cuts)


def _first_line(text: str) -> str:
    first = text.splitlines()[0].strip(" •:;-*#") if text else ""
    if len(first) > LONGEST_FIRST_LINE:
        first = re.split(r"[:.!?]\s|\s[|–—]\s", first, maxsplit=1)[0]
    return first if len(first) <= LONGEST_TITLE else first[:LONGEST_TITLE].rsplit(" ", 1)[0]
