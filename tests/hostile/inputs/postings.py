"""Postings: the form with a file, and `jobs break FILE`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile.inputs.hostile import Hostile, Places, command, file, large
from hostile.inputs.imports import zipped
from hostile.inputs.tables import RIGHT_TO_LEFT

BREAK = command("jobs", "break", "posting")
HONEST = "Capturista de datos. Requisitos: Excel intermedio, captura de pedidos. "
REFUSED = r"(?i)too (long|large|big)|larger|text|PDF|document|picture|nothing|archive|paste|read"


def upload(places: Places) -> dict[str, Any]:
    known = places.known
    return {
        "http": {
            "path": "/postings/new/",
            "file": str(places.folder / "posting"),
            "field": "file",
            "session": known["session"],
        }
    }


def both(
    name: str,
    kind: str,
    content: bytes | str | Callable[[Places], None],
    *,
    says: str = REFUSED,
    refused: bool = True,
    quick: bool = False,
) -> Iterator[Hostile]:
    make = content if callable(content) else file("posting", content)
    yield Hostile(name, kind, "jobs break", make, BREAK, says, refused, quick)
    yield Hostile(name, kind, "posting form", make, upload, r"\A302 /" if not refused else REFUSED, refused)


def inputs() -> Iterator[Hostile]:
    yield from both("100 MB", "size", large("posting", HONEST.encode(), 100_000_000 // len(HONEST)))
    yield from both("a PDF", "encoding", b"%PDF-1.7 " + b"x" * 999, quick=True)
    yield from both(
        "a zip bomb under the name of a document",
        "zip bomb",
        zipped({"word/document.xml": b" " * 20_000_000}),
    )
    yield from both("a picture", "encoding", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    yield from both("signs that nobody sees", "encoding", "\u200b\u202e\ufeff" * 9000)
    yield from both(
        "UTF-16 with half characters",
        "encoding",
        HONEST.encode("utf-16") + b"\x00\xd8",
        says="Task types",
        refused=False,
    )
    yield from both(
        "broken UTF-8",
        "encoding",
        HONEST.encode() + b"\xc0\xaf\xed\xa0\x80",
        says="Task types",
        refused=False,
    )
    yield from both("turned writing", "encoding", HONEST + RIGHT_TO_LEFT, says="Task types", refused=False)
    yield from both(
        "script",
        "script",
        f"<h1>Capturista</h1><script>alert(1)</script><p onclick=alert(2)>{HONEST}<svg/onload=alert(3)>",
        says="Task types",
        refused=False,
    )
    yield from both(
        "an address of the inside to be led to",
        "address",
        f'<meta http-equiv=refresh content="0;url=http://169.254.169.254/"><base href="file:///etc/">{HONEST}<iframe src="file:///etc/passwd">',
        says="Task types",
        refused=False,
    )
    yield from both(
        "HTML that never ends",
        "unterminated",
        f"<p>{HONEST}" + "<div title='" * 20_000,
        says="Task types",
        refused=False,
    )
    yield from both(
        "a comment that never ends",
        "unterminated",
        f"<p>{HONEST}<!-- " * 3000,
        says="Task types",
        refused=False,
    )
    yield from both(
        "linked data without end",
        "nesting",
        f"{HONEST}<script type=application/ld+json>" + '{"a":[' * 50_000,
        says="Task types",
        refused=False,
    )
    yield from both(
        "pay of thousands of digits",
        "number",
        f"{HONEST} Sueldo ${'9' * 5000} al mes, $1e999 la hora, -$5",
        says="Task types",
        refused=False,
    )
    yield Hostile(
        "an endless device",
        "path",
        "jobs break",
        lambda places: Path(places.folder / "posting").symlink_to("/dev/zero"),
        BREAK,
        REFUSED,
    )
    yield Hostile(
        "an entity that is a file",
        "entity",
        "jobs break",
        lambda places: file(
            "posting", f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{places.canary}">]><p>&x; {HONEST}'
        )(places),
        BREAK,
        "Task types",
        is_refused=False,
    )


INPUTS = list(inputs())
