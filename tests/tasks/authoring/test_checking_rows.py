import pytest

from authoring import COLUMNS
from escalera.tasks.authoring import columns, table
from escalera.tasks.authoring.columns import Column


def check(text, used=COLUMNS):
    return columns.checked(table.read(text.encode(), language="en"), used)


def of(checked):
    return [(problem.code, problem.row, problem.column) for problem in checked.problems]


def test_a_wrong_row_is_named_with_its_column_and_the_rest_is_kept():
    found = check("order,kind,total\nbeans,food,76\nbrooms,house,12,x\nrice,food,abc\n")

    assert of(found) == [("cells", 3, ""), ("not_a_number", 4, "total")]
    assert [number for number, _ in found.rows] == [2]


@pytest.mark.parametrize(
    ("cell", "code"), [("12,x", "not_a_number"), ("1.234", "two_numbers"), ("", "no_answer")]
)
def test_a_number_has_one_meaning(cell, code):
    found = check(f'order,kind,total\nbeans,food,76\nrice,house,"{cell}"\n')

    assert of(found) == [(code, 3, "total")]


def test_a_row_without_a_known_answer_is_not_practised_on():
    found = check("order,kind,total\nbeans,food,76\nrice,house,29\nsoap,,15\n")

    assert of(found) == [("no_answer", 4, "kind")]


def test_the_same_row_twice_is_one():
    found = check("order,kind,total\nbeans,food,76\nrice,house,29\nbeans,food,77\n")

    assert of(found) == [("double", 4, "")]


def test_a_cell_too_long_to_read_on_a_phone_is_refused():
    found = check(f"order,kind,total\nbeans,food,76\nrice,house,29\n{'x' * 1001},food,1\n")

    assert of(found) == [("too_long", 4, "order")]


@pytest.mark.parametrize(
    ("used", "code"),
    [
        ([Column("order", "text")], "nothing_asked"),
        ([Column("total", "number")], "nothing_shown"),
        ([Column("order", "choice"), Column("total", "text")], "options"),
    ],
)
def test_a_task_shows_something_and_asks_something(used, code):
    found = check("order,kind,total\nbeans,food,76\nbeans,house,29\n", used)

    assert code in [problem.code for problem in found.stops]


def test_uses_are_guessed_from_what_the_cells_look_like_and_kept_when_the_file_comes_again():
    numbers = table.read(b"order,total\nbeans,76\nrice,29.5", language="en")

    assert [column.use for column in columns.guessed(numbers)] == ["text", "number"]
    kept = columns.guessed(numbers, [Column("total", "exact", "What does it cost?")])
    assert kept[1].label_en == "What does it cost?"
