"""Tables that are none, for every door that takes one: each with what is wrong, as a kind and bytes."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from hostile.inputs.hostile import Places, file, large

RIGHT_TO_LEFT = "\u202egpj.exe\u2066"


@dataclass(frozen=True)
class Broken:
    name: str
    kind: str
    make: Callable[[Places], None]


def broken(name: str, header: str, row: str, *, separator: str = ",") -> Iterator[Broken]:
    """The table `name` with this header and such rows, broken in every way."""
    right = f"{header}\n{row}\n"
    yield Broken("UTF-16", "encoding", file(name, right.encode("utf-16")))
    yield Broken("UTF-16 without a mark", "encoding", file(name, right.encode("utf-16-le")))
    yield Broken("Latin-1", "encoding", file(name, f"{header}\n{row}á\n".encode("latin-1")))
    yield Broken(
        "broken UTF-8", "encoding", file(name, right.encode() + b"\xc0\xaf\xed\xa0\x80\xff" + row.encode())
    )
    yield Broken("NUL signs", "encoding", file(name, f"{header}\n\0{row}\0\n"))
    yield Broken(
        "a quotation mark that never ends",
        "unterminated",
        file(name, f'{header}\n"{row}\n' + f"{row}\n" * 20),
    )
    yield Broken(
        "a column twice", "header", file(name, f"{header}{separator}{header}\n{row}{separator}{row}\n")
    )
    yield Broken("rows of other lengths", "header", file(name, f"{right}{row}{separator}x{separator}y\nx\n"))
    yield Broken("one cell of 100 MB", "size", large(name, b"x", 100_000_000, before=right.encode()))
    yield Broken("a first line of 100 MB", "size", large(name, b"x", 100_000_000))
    columns = "".join(f"{separator}c{number}" for number in range(1_000_000))
    yield Broken("a million columns", "size", file(name, f"{header}{columns}\n{row}\n"))
    yield Broken("a spreadsheet under another name", "encoding", file(name, spreadsheet()))
    yield Broken("nothing at all", "header", file(name, b""))
    yield Broken("only marks of byte order", "encoding", file(name, b"\xef\xbb\xbf" * 9))
    yield Broken("a folder in place of the file", "path", lambda places: (places.folder / name).mkdir())


def spreadsheet() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return out.getvalue()
