"""Tables uploaded in the browser to make a task type, and pictures asked for."""

from collections.abc import Callable, Iterator
from typing import Any

from hostile.inputs.hostile import Hostile, Places, file, large
from hostile.inputs.imports import zipped
from hostile.inputs.tables import RIGHT_TO_LEFT, broken

TAKEN = r"\A302 /"
REFUSED = r"\A4\d\d "
FINE = (
    "Latin-1",
    "UTF-16",
    "broken UTF-8",
)  # Excel writes the first two; the third is read as Windows text, and said


def upload(places: Places) -> dict[str, Any]:
    path = f"/drafts/{places.known['draft']}/table/"
    return {
        "http": {
            "path": path,
            "file": str(places.folder / "table.csv"),
            "field": "file",
            "session": places.known["session"],
        }
    }


def of(
    name: str,
    kind: str,
    make: Callable[[Places], None],
    *,
    refused: bool = True,
    says: str = "",
    quick: bool = False,
) -> Hostile:
    return Hostile(
        name, kind, "authoring form", make, upload, says or (REFUSED if refused else TAKEN), refused, quick
    )


def inputs() -> Iterator[Hostile]:
    for one in broken("table.csv", "seed,price", "maíz,12"):
        if one.kind != "path":
            refused = one.name not in FINE and one.name != "rows of other lengths"
            yield of(one.name, one.kind, one.make, refused=refused, quick=one.kind == "encoding" and refused)
    yield of(
        "a zip bomb under the name of a table",
        "zip bomb",
        file("table.csv", zipped({"a.csv": b"," * 20_000_000})),
    )
    yield of(
        "formulas and markup in cells",
        "formula",
        file("table.csv", "seed,price\n=1+1,<script>alert(1)</script>\n@SUM(1),-1+cmd|x\n"),
        refused=False,
    )
    yield of(
        "turned writing in names",
        "encoding",
        file("table.csv", f"{RIGHT_TO_LEFT},price\nm,1\n"),
        refused=False,
    )
    yield of(
        "five hundred rows of digits",
        "number",
        file("table.csv", "a,b\n" + ("1" * 900 + ",2\n") * 500),
        refused=False,
    )
    yield of(
        "a megabyte of at signs",
        "number",
        file("table.csv", "a\n" + ("@." * 490 + "\n") * 500),
        refused=False,
    )
    yield of("100 MB of rows", "size", large("table.csv", b"maiz,12\n", 12_500_000, before=b"seed,price\n"))


def pictures() -> Iterator[Hostile]:
    paths = {
        "a picture that climbs out": "/items/{item}/pictures/../../../../etc/passwd",
        "a picture beyond all numbers": "/items/{item}/pictures/99999999999999999999999.svg",
        "a file of a frame that climbs out": "/foreign/x/%2e%2e/%2e%2e/%2e%2e/settings.py",
    }
    for name, path in paths.items():
        yield Hostile(name, "path", "pictures", lambda _: None, asked(path), REFUSED)


def asked(path: str) -> Callable[[Places], dict[str, Any]]:
    return lambda places: {
        "http": {
            "path": path.format(**places.known),
            "method": "GET",
            "type": "text/plain",
            "session": places.known["session"],
        }
    }


INPUTS = [*inputs(), *pictures()]
