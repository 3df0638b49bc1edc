"""Lines and labels for `skills match`."""

from collections.abc import Callable, Iterator
from pathlib import Path

from hostile.inputs.hostile import Hostile, Places, command, file, large, several
from hostile.inputs.tables import RIGHT_TO_LEFT

LABELS = file("labels.tsv", "a\tdata entry\nb\tcaptura de datos\nc\ttype orders\n")
MATCH = command("skills", "match", "--labels", "labels.tsv", stdin="lines")
LINES = file("lines", "captura\n")


def line(
    name: str,
    kind: str,
    content: bytes | str | Callable[[Places], None],
    *,
    says: str,
    refused: bool = True,
    quick: bool = False,
) -> Hostile:
    make = content if callable(content) else file("lines", content)
    return Hostile(name, kind, "skills match: lines", several(LABELS, make), MATCH, says, refused, quick)


def labels(
    name: str,
    kind: str,
    content: bytes | str | Callable[[Places], None],
    *,
    says: str = "(?i)line|label|UTF-8|file|long",
    refused: bool = True,
) -> Hostile:
    make = content if callable(content) else file("labels.tsv", content)
    return Hostile(name, kind, "skills match: labels", several(LINES, make), MATCH, says, refused)


def inputs() -> Iterator[Hostile]:
    found = '"matches"'
    yield line("one line of 100 MB", "size", large("lines", b"x", 100_000_000), says="(?i)line 1 .*long")
    yield line("broken UTF-8", "encoding", b"captura\n\xc0\xaf\n", says="line 2 .*UTF-8")
    yield line("UTF-16", "encoding", "captura\n".encode("utf-16"), says="UTF-8")
    yield line("NUL signs", "encoding", "cap\0tura\n", says=found, refused=False)
    yield line(
        "turned writing and signs nobody sees",
        "encoding",
        f"{RIGHT_TO_LEFT}\u200bcaptura\n",
        says=found,
        refused=False,
    )
    yield line(
        "a letter under five thousand marks",
        "encoding",
        "e" + "\u0301" * 5000 + "\n",
        says=found,
        refused=False,
    )
    yield line(
        "one letter of Arabic that stands for eighteen",
        "encoding",
        "ﷺ" * 3000 + "\n",
        says=found,
        refused=False,
    )
    yield line(
        "a formula and markup",
        "formula",
        "=HYPERLINK(1)\n<script>alert(1)</script>\n",
        says=found,
        refused=False,
    )
    yield line("a million brackets", "nesting", "([{" * 300_000 + "\n", says="(?i)line 1 .*long")
    yield line("ten thousand empty lines", "header", "\n" * 10_000, says=found, refused=False)
    yield labels("no tab", "header", "data entry\n")
    yield labels("two tabs", "header", "a\tb\tc\n")
    yield labels("nothing", "header", "")
    yield labels("UTF-16", "encoding", "a\tdata entry\n".encode("utf-16"))
    yield labels("broken UTF-8", "encoding", b"a\tdata \xff entry\n")
    yield labels("one label of 100 MB", "size", large("labels.tsv", b"x", 100_000_000, before=b"a\t"))
    yield labels(
        "an endless device", "path", lambda places: Path(places.folder / "labels.tsv").symlink_to("/dev/zero")
    )
    yield labels(
        "labels that are formulas and markup",
        "formula",
        "=1+1\t@SUM(1)\nb\t<script>alert(1)</script>\n",
        says=found,
        refused=False,
    )


INPUTS = list(inputs())
