import codecs

import pytest

from escalera.look import spreadsheet
from escalera.tasks.authoring import table
from escalera.tasks.authoring.problems import TableRefused


def read(source):
    return table.read(source if isinstance(source, bytes) else source.encode(), language="en")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_excels_semicolons_and_tabs_are_read_alike(separator):
    found = read(f"order{separator}total\nbeans{separator}76\n")

    assert found.header == ("order", "total")
    assert found.rows == ((2, ("beans", "76")),)


def test_the_mark_at_the_beginning_is_no_part_of_the_first_name():
    assert read(codecs.BOM_UTF8 + b"order,total\nbeans,76").header[0] == "order"


def test_what_excel_calls_unicode_text_is_read():
    assert read("order\ttotal\nañil\t76".encode("utf-16")).rows[0][1] == ("añil", "76")


def test_old_windows_text_is_read_and_said_to_be_so():
    found = read("order,total\nañil,76".encode("cp1252"))

    assert found.rows[0][1][0] == "añil"
    assert found.notes == ("windows_text",)


def test_rows_are_numbered_as_a_spreadsheet_does_even_with_line_ends_inside_a_cell():
    found = read('order,total\n"two\nlines",1\n\nbeans,2\n')

    assert [number for number, _ in found.rows] == [2, 4]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "empty"),
        (b"order,total\n", "no_rows"),
        (b",\n1,2", "no_header"),
        (b"order,,total\n1,2,3", "unnamed_column"),
        (b"order,order\n1,2", "column_twice"),
        (b"PK\x03\x04zip", "not_csv"),
        (b"\xd0\xcf\x11\xe0xls", "not_csv"),
        (b"order,total\nbe\0ans,1", "not_text"),
        (b"order,total\n\x81\x8d\xff,1", "not_text"),
        ("order,total\nbe\0ans,1".encode("utf-16"), "not_text"),
        (b'order,total\n"never closed,1', "broken"),
        (b"order,total\n" + b"x" * table.LARGEST, "too_large"),
        (b"order,total\n" + b"a,1\n" * (table.MOST_ROWS + 1), "too_many_rows"),
        (b",".join(b"c%d" % n for n in range(40)) + b"\n1", "too_many_columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_the_reason(source, code):
    with pytest.raises(TableRefused) as refused:
        read(source)

    assert refused.value.problem.code == code


def test_contact_data_is_cut_and_said_to_be():
    found = read("customer,total\ncall me at 55 1234 5678 or amina@example.org,76")

    assert "5678" not in str(found.rows) and "amina@" not in str(found.rows)
    assert found.notes == ("contacts_cut",)


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tA1"])
def test_no_cell_written_out_is_a_formula(cell):
    assert f"'{cell}" in spreadsheet.written([[cell, "plain"]])


def test_what_was_written_out_is_read_back_as_it_was():
    cells = ("=1+1", "'=1+1", "-5", "a;=1")
    written = spreadsheet.written([["a", "b", "c", "d"], cells])

    assert read(written).rows[0][1] == cells
    assert read(spreadsheet.plain([["a", "b", "c", "d"], cells])).rows[0][1] == cells
