"""Spanish is complete before merge."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src" / "escalera"
FILES = sorted(SOURCE.rglob("*.po"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_text_waits_for_its_spanish(file):
    with file.open("rb") as source:
        catalogue = read_po(source, locale="es_MX")

    waiting = [
        message.id
        for message in catalogue
        if message.id and (message.fuzzy or not all(texts(message.string)))
    ]

    assert waiting == []


def texts(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


def test_there_are_translations():
    assert len(FILES) >= 3
