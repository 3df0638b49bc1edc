"""Every text marked for translation in a package has its Spanish in that package's catalogue."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "escalera"
PACKAGES = sorted(folder.parent for folder in SOURCE.rglob("locale"))
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package.relative_to(SOURCE)))
def test_every_marked_text_has_its_spanish(package):
    catalogue = package / "locale" / "es_MX" / "LC_MESSAGES" / "django.po"
    with catalogue.open("rb") as source:
        translated = {message_id(m.id): m.string for m in read_po(source, locale="es_MX") if m.id}

    assert sorted(text for text in marked_in(package) if not translated.get(text)) == []


def marked_in(package: Path) -> set[str]:
    inside = [
        file for file in package.rglob("*") if file.suffix in {".py", ".html"} and owner(file) == package
    ]
    return {text for file in inside for text in texts_of(file)}


def owner(file: Path) -> Path:
    """The nearest package above a file that has a catalogue of its own."""
    return next((folder for folder in file.parents if folder in PACKAGES), SOURCE)


def texts_of(file: Path) -> Iterator[str]:
    source = file.read_text()
    if file.suffix == ".html":
        source = templatize(source)
    for _line, _function, texts, _comments in extract_python(BytesIO(source.encode()), MARKS, [], {}):
        text = texts[0] if isinstance(texts, tuple) else texts
        if text:
            yield text


def message_id(identifier: str | tuple[str, str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]
