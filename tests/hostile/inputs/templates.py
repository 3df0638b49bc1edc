"""Folders of templates for `tasks import-templates`."""

import os
from collections.abc import Callable, Iterator

from hostile.inputs.hostile import Hostile, Places, command, file, large, several
from hostile.inputs.tables import broken

PAGE = file("given/one/template.html", "<p>${seed}</p><input name=price>")
ROWS = file("given/one/batch.csv", "seed,Answer.price\nmaíz,12\n")
IMPORT = command("tasks", "import-templates", "given", "--json")
REFUSED = r'"why": "'
EITHER = r'"imported": \["one"\]|"why": "'


def inside(make: Callable[[Places], None]) -> Callable[[Places], None]:
    """The same input one folder deeper."""

    def made(places: Places) -> None:
        folder = places.folder / "given" / "one"
        folder.mkdir(parents=True, exist_ok=True)
        make(Places(folder, places.canary, places.port, places.known))

    return made


def of(
    name: str,
    kind: str,
    *makers: Callable[[Places], None],
    says: str = REFUSED,
    refused: bool = True,
    quick: bool = False,
) -> Hostile:
    return Hostile(name, kind, "import-templates", several(*makers), IMPORT, says, refused, quick)


def linked(name: str, target: Callable[[Places], str]) -> Callable[[Places], None]:
    return inside(lambda places: (places.folder / name).symlink_to(target(places)))


def tables() -> Iterator[Hostile]:
    for one in broken("batch.csv", "seed,Answer.price", "maíz,12"):
        yield of(one.name, one.kind, PAGE, inside(one.make), quick=one.kind == "unterminated")


def odd() -> Iterator[Hostile]:
    yield of(
        "a template that is a link to a secret file",
        "path",
        ROWS,
        linked("template.html", lambda places: str(places.canary)),
        quick=True,
    )
    yield of(
        "a batch that is a link to a secret file",
        "path",
        PAGE,
        linked("batch.csv", lambda places: str(places.canary)),
    )
    yield of(
        "a template that is an endless device", "path", ROWS, linked("template.html", lambda _: "/dev/zero")
    )
    yield of(
        "a template that is a pipe",
        "path",
        ROWS,
        inside(lambda places: os.mkfifo(places.folder / "template.html")),
    )
    yield of("a template of 100 MB", "size", ROWS, large("given/one/template.html", b"<p>", 33_000_000))
    yield of(
        "a batch of 100 MB",
        "size",
        PAGE,
        large("given/one/batch.csv", b"maiz,12\n", 12_000_000, before=b"seed,Answer.price\n"),
    )
    yield of(
        "a cell that makes a page of gigabytes",
        "size",
        file("given/one/template.html", "<input name=price>" + "${seed}" * 10_000),
        file("given/one/batch.csv", f"seed,Answer.price\n{'x' * 900_000},1\n"),
    )
    yield of(
        "a template in UTF-16",
        "encoding",
        ROWS,
        file("given/one/template.html", "<input name=price>".encode("utf-16")),
    )
    yield of(
        "a folder named with turned writing",
        "encoding",
        file("given/\u202egpj/template.html", "<input name=price>"),
        file("given/\u202egpj/batch.csv", "seed,Answer.price\nm,1\n"),
        says='"items": 1',
        refused=False,
    )
    yield of(
        "a name with a formula",
        "formula",
        file("given/=1+1/template.html", "<input name=price>"),
        file("given/=1+1/batch.csv", "Title,seed,Answer.price\n=HYPERLINK(1),m,1\n"),
        says='"items": 1',
        refused=False,
    )
    nested = "<table><tr><td>" * 8000
    yield of(
        "tables nested eight thousand deep",
        "nesting",
        ROWS,
        file("given/one/template.html", f"{nested}<input name=price>"),
        says=EITHER,
        refused=False,
    )
    yield of(
        "labels of labels",
        "nesting",
        ROWS,
        file("given/one/template.html", "<label>" * 12_000 + "<input name=price>"),
        says=EITHER,
        refused=False,
    )
    yield of(
        "rows that each hold a page of half-open tags",
        "unterminated",
        PAGE,
        file(
            "given/one/batch.csv",
            "seed,Answer.price\n" + "".join(f"{n}<input{'<a ' * 20_000},1\n" for n in range(60)),
        ),
        says=EITHER,
        refused=False,
    )
    yield of(
        "answers that are numbers beyond all numbers",
        "number",
        PAGE,
        file("given/one/batch.csv", "seed,Answer.price\nm,1e999\nm,NaN\nm,-inf\n"),
        says=EITHER,
        refused=False,
    )


INPUTS = [*tables(), *odd()]
