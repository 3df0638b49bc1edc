"""Cells that leave the product: a spreadsheet runs none of them, and each is read back as it was."""

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from escalera.look import spreadsheet
from escalera.look.spreadsheet import defused, restored

NASTY = st.text(alphabet="=+-@＝＋－＠';,\t\n\r\"\u200b\ufeff a1.|", max_size=12)
CELLS = st.one_of(NASTY, st.text(max_size=20))


@given(CELLS)
@example(";\n=")
@example("'=1")
@example("'-5")
@example("';'=")
def test_a_cell_is_read_back_as_it_was(cell):
    assert restored(defused(cell)) == cell


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_a_table_is_read_back_as_it_was(lines):
    for text in (spreadsheet.written(lines).removeprefix("\ufeff"), spreadsheet.plain(lines)):
        found = csv.reader(io.StringIO(text, newline=""))
        assert [[restored(cell) for cell in line] for line in found] == lines


@given(CELLS)
def test_no_program_meets_a_formula_whatever_it_takes_for_a_separator(cell):
    for part in (
        defused(cell.replace("-)", "")).replace(";", "\n").replace("\t", "\n").replace("\r", "\n").split("\n")
    ):
        begins = part.lstrip(" \u200b\ufeff")
        assert not begins.startswith(tuple("=+-@＝＋－＠")) or spreadsheet.NUMBER.fullmatch(part)


@pytest.mark.parametrize(
    "cell",
    ["=1+1", " =1", "\u00a0=1", "\ufeff=1", "＝1", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "\tx", "\r=1"],
)
def test_a_formula_has_an_apostrophe_before_it(cell):
    assert defused(cell).startswith("'")


@pytest.mark.parametrize(
    "cell", ["-5", "+3.50", "-0,5", "12", "maíz; frijol", "it's - so", "bien ;-)", "", "'tis"]
)
def test_numbers_and_plain_words_stay_as_they_are(cell):
    assert defused(cell) == cell


def test_a_cell_full_of_line_ends_takes_no_time():
    cell = "\n" * 100_000

    before = time.process_time()
    assert restored(defused(cell)) == cell

    assert time.process_time() - before < 1
