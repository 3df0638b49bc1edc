"""An index is kept once and found again; a broken one is made anew."""

import os
from pathlib import Path

import pytest

from escalera.skills import matching
from escalera.skills.matching import Label, Matcher, keeping

LABELS = [Label(str(number), f"label number {number} of many") for number in range(keeping.WORTH_KEEPING)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESCALERA_HOME", str(tmp_path))
    return tmp_path


def answers() -> list[tuple[matching.Match, ...]]:
    return list(matching.of_labels(LABELS, semantic=False).match_all(["number 7", "many labels"]))


def test_what_was_kept_answers_the_same(home, monkeypatch):
    before = answers()
    monkeypatch.setattr(keeping, "build", lambda *_: pytest.fail("made again"))

    assert answers() == before


def test_other_labels_have_an_index_of_their_own(home):
    keeping.index_of(LABELS, None)
    keeping.index_of([*LABELS, Label("x", "one more")], None)

    assert len(list((home / "matching").iterdir())) == 2


def test_a_broken_index_is_made_anew(home):
    before = answers()
    for file in (home / "matching").glob("*/letters-weights.npy"):
        file.write_bytes(file.read_bytes()[:100])

    assert answers() == before
    assert answers() == before


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    index = keeping.index_of(LABELS, None, home=blocked / "matching")

    assert Matcher(index, None).match("number 7")[0].id == "7"


def test_nothing_half_made_is_left_beside(home):
    answers()

    assert not list((home / "matching").glob(".making-*"))


def test_only_the_indexes_used_last_stay(home, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)
    for number in range(3):
        keeping.index_of([*LABELS, Label("x", f"one more {number}")], None)
        for at, place in enumerate(
            sorted((home / "matching").iterdir(), key=lambda one: one.stat().st_mtime)
        ):
            os.utime(place, (at, at))

    keeping.index_of([*LABELS, Label("x", "one more 1")], None)
    keeping.index_of([*LABELS, Label("x", "one more 3")], None)

    kept = {place.name for place in (home / "matching").iterdir()}
    assert kept == {keeping.key([*LABELS, Label("x", f"one more {number}")], None) for number in (1, 3)}
