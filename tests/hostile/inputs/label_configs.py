"""Labelling configurations of Label Studio, where its connector is there."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

from hostile.inputs.hostile import Hostile, Places, file
from hostile.inputs.layouts import LAUGHS

CHOICES = '<Choices name="c" toName="t"><Choice value="a"/><Choice value="b"/></Choices>'
TEXT = '<Text name="t" value="$text"/>'
XML = r"can't be read as XML"


def read(places: Places) -> dict[str, Any]:
    return {"label_config": str(places.folder / "config.xml")}


def of(
    name: str, kind: str, xml: str | Callable[[Places], str], says: str, *, refused: bool = True
) -> Hostile:
    def make(places: Places) -> None:
        file("config.xml", xml(places) if callable(xml) else xml)(places)

    return Hostile(name, kind, "label configuration", make, read, says, refused)


def view(inside: str, before: str = "") -> str:
    return f"{before}<View>{inside}</View>"


def inputs() -> Iterator[Hostile]:
    yield of("a billion laughs", "entity", view("&l11;", f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'), XML)
    yield of(
        "an entity that is a file",
        "entity",
        lambda places: view(
            f"{TEXT}{CHOICES}&a;", f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{places.canary}">]>'
        ),
        XML,
    )
    yield of(
        "a type that is an address",
        "entity",
        lambda places: view(TEXT, f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{places.port}/a.dtd">'),
        XML,
    )
    yield of("a tag that never ends", "unterminated", "<View><Text", XML)
    yield of("a view that never ends", "unterminated", f"<View>{TEXT}{CHOICES}", XML)
    yield of("views nested fifteen thousand deep", "nesting", "<View>" * 15_000 + "</View>" * 15_000, "tags")
    yield of("three thousand tags", "size", view("<View/>" * 3000), "tags")
    yield of("300 kB", "size", view(TEXT + " " * 300_000 + CHOICES), "longer than")
    yield of("NUL signs", "encoding", view(f"{TEXT}\0{CHOICES}"), XML)
    yield of("nothing", "header", "", XML)
    yield of("script", "script", view(f"<script>alert(1)</script>{TEXT}{CHOICES}"), "can't be done here")
    yield of(
        "markup that is shown as such",
        "script",
        view(f'<HyperText name="t" value="$h"/>{CHOICES}'),
        "can't be done here",
    )
    yield of(
        "a text that is an address of the inside",
        "address",
        view(f'<Text name="t" value="$url" valueType="url"/>{CHOICES}'),
        "can't be done here",
    )
    yield of(
        "a billion stars",
        "number",
        view(f'{TEXT}<Rating name="r" toName="t" maxRating="1000000000"/>'),
        "stars",
    )
    yield of(
        "choices that are script and formulas",
        "script",
        view(
            f'{TEXT}<Choices name="c" toName="t"><Choice value="&lt;script&gt;alert(1)&lt;/script&gt;"/><Choice value="=1+1"/></Choices>'
        ),
        "asks for 1",
        refused=False,
    )


INPUTS = list(inputs()) if find_spec("escalera.connectors.label_studio.config") else []
