"""Spans, boxes and cells: what was missed costs, what is too much costs, what is nearly right earns a part."""

import pytest

from escalera.tasks.scoring import score
from escalera.tasks.scoring.boxes import Box, intersection_over_union
from escalera.tasks.scoring.spans import Span, overlap


def scored(rule, right, answer, **detail):
    return score({"it": {"rule": rule, "right": right, "detail": detail}}, {"it": answer}).score


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["name:1-2", "date:7"], 1),
        (["date:7-7", "name:2-1"], 1),
        (["name:1-2"], 2 / 3),
        (["name:1-2", "date:7", "name:9"], 4 / 5),
        (["name:1-2", "name:7"], 1 / 2),
        (["name:1", "date:7"], 3 / 4),
        (["name:1", "name:2", "date:7"], 3 / 5),
        ([], 0),
    ],
)
def test_spans_earn_by_the_words_they_share(answer, expected):
    assert scored("spans", ["name:1-2", "date:7"], answer) == pytest.approx(expected)


def test_a_span_that_is_too_long_earns_less_and_marking_everything_little():
    assert overlap(Span("name", 1, 2), Span("name", 1, 4)) == 0.5
    assert scored("spans", ["name:1-2"], ["name:1-40"]) == pytest.approx(2 / 40)


def test_numbers_may_be_typed_in_one_text():
    assert scored("spans", ["name:1-2", "date:7"], "name:1 - 2, date: 7") == 1


RIGHT = ["cup 10 10 110 110", "cup 200 50 260 110"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (RIGHT, 1),
        (["cup 260 110 200 50", "cup 110 10 10 110"], 1),
        (["cup 14 12 108 106", "cup 202 50 258 112"], 1),
        (RIGHT[:1], 2 / 3),
        ([*RIGHT, "cup 300 300 340 340"], 4 / 5),
        ([RIGHT[0], RIGHT[0].replace("110", "111"), RIGHT[1]], 4 / 5),
        (["dog 10 10 110 110", "dog 200 50 260 110"], 0),
        (["cup 0 0 470 360"], 0),
    ],
)
def test_boxes_earn_by_how_well_they_lie(answer, expected):
    assert scored("boxes", RIGHT, answer) == pytest.approx(expected)


def test_a_loose_box_earns_a_part():
    assert intersection_over_union(Box("cup", 0, 0, 10, 10), Box("cup", 0, 0, 10, 20)) == 0.5
    assert scored("boxes", ["cup 0 0 100 100"], ["cup 0 0 100 200"]) == pytest.approx(0.15 / 0.4)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["B2=105", "C4=Ana"], 1),
        (["B2=105.00", "C4= ana "], 1),
        (["B2=105"], 2 / 3),
        (["B2=106", "C4=Ana"], 1.4 * 2 / 4),
        (["B2=105", "C4=Ana", "A1=x", "A2=x"], 4 / 6),
        (["A1=x"], 0),
    ],
)
def test_cells_earn_when_found_and_more_when_mended_and_false_alarms_cost(answer, expected):
    assert scored("cells", ["B2=105|105.00", "C4=Ana"], answer) == pytest.approx(expected)


def test_accents_are_not_mended_by_leaving_them_out():
    assert scored("cells", ["A1=Lucía"], ["A1=Lucia"]) == pytest.approx(0.4)


@pytest.mark.parametrize(("rule", "answer"), [("spans", ["four"]), ("boxes", ["cup 1 2 3"])])
def test_what_can_not_be_read_is_said(rule, answer):
    result = score({"it": {"rule": rule, "right": ["cup:1"]}}, {"it": answer}).fields["it"]

    assert result.note in ("not_a_span", "not_a_box")
