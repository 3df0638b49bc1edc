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


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_each_text_stands_once_with_one_translation(file):
    """What a merge leaves behind: a second translation of a text is not read, and nobody notices."""
    lines = file.read_text(encoding="utf-8").splitlines()
    texts_there = [n for n, line in enumerate(lines) if line.startswith("msgid ")]
    translations = [n for n, line in enumerate(lines) if line.startswith(("msgstr ", "msgstr[0] "))]
    with file.open("rb") as source:
        read = len(read_po(source, locale="es_MX")) + 1  # the heading

    assert len(texts_there) == len(translations) == read
