"""Items of the families with widgets of their own, solved again from what the worker sees."""

import json
import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from escalera.tasks.families import REGISTRY
from escalera.tasks.families.calendar_messages.inbox import LETTERS
from escalera.tasks.scoring.boxes import boxes
from escalera.tasks.scoring.cells import cells
from escalera.tasks.scoring.spans import spans

SLUGS = ("text-tags", "picture-boxes", "table-correction", "calendar-messages")
both_languages = pytest.mark.parametrize("language", ["en", "es"])


@cache
def all_made(slug, level, language):
    return [REGISTRY[slug].make(level, language, np.random.default_rng(seed)) for seed in range(200)]


def made(slug, level, language, count=60):
    return all_made(slug, level, language)[:count]


@both_languages
@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("slug", SLUGS)
def test_two_hundred_items_show_no_repeat(slug, level, language):
    shown = {json.dumps(item.as_json()["content"]) for item in made(slug, level, language, 200)}

    assert len(shown) == 200


def marked(item, label):
    words = item.stimulus[0].text.split()
    found = [span for span in spans(item.key["tags"].right) if span.label == label]
    return [" ".join(words[span.first - 1 : span.last]).strip(".,¡!?") for span in found]


@both_languages
@pytest.mark.parametrize("level", [1, 2, 3])
def test_spans_of_one_label_never_touch_so_that_taps_can_tell_them_apart(level, language):
    for item in made("text-tags", level, language, 200):
        found = sorted(spans(item.key["tags"].right), key=lambda span: span.first)

        assert len(found) >= 3
        for one, other in pairwise(found):
            assert one.last < other.first
            assert one.label != other.label or one.last + 1 < other.first


@both_languages
@pytest.mark.parametrize("level", [2, 3])
def test_every_sum_of_money_and_nothing_else_is_an_amount(level, language):
    for item in made("text-tags", level, language):
        written = re.findall(r"\$[\d,]+ pesos|[\d,]+ dollars", item.stimulus[0].text)

        assert marked(item, "amount") == written


@both_languages
def test_how_long_something_takes_is_no_date_and_a_shop_is_no_person(language):
    for item in made("text-tags", 3, language):
        for day in marked(item, "date"):
            assert not re.search(r"\b(weeks|days|months|month|semanas|días|meses|mes)\b", day)
        assert not set(marked(item, "firm")) & set(marked(item, "name"))


@both_languages
@pytest.mark.parametrize("level", [1, 2, 3])
def test_right_boxes_are_large_enough_for_a_finger_and_apart(level, language):
    for item in made("picture-boxes", level, language):
        found = boxes(item.key["boxes"].right)
        for box in found:
            assert box.right - box.left >= 15
            assert box.bottom - box.top >= 15
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert min(wide, high) <= 8


def mended(item):
    """The rows as they should be."""
    rows = [list(row) for row in item.stimulus[-1].rows]
    for cell, value in cells(item.key["cells"].right).items():
        rows[int(cell[1:]) - 1]["ABCDEFGH".index(cell[0])] = value.split("|")[0]
    return rows


@both_languages
@pytest.mark.parametrize("level", [1, 2, 3])
def test_two_or_three_cells_are_wrong(level, language):
    for item in made("table-correction", level, language, 200):
        assert 2 <= len(item.key["cells"].right) <= 3
        assert mended(item) != [list(row) for row in item.stimulus[-1].rows]


@both_languages
def test_a_mended_list_of_contacts_keeps_its_rules(language):
    for item in made("table-correction", 1, language):
        rows = mended(item)
        for name, town, code, mail in rows:
            first, last = mail.split("@")[0].split(".")
            assert re.fullmatch(r"\d{5}", code)
            assert {other[2] for other in rows if other[1] == town} == {code}
            assert name.casefold().startswith(first[:1]) or first[0] in "aeiou"
            assert len(last) == len(name.split()[1])


@both_languages
def test_a_mended_inventory_is_the_delivery_note(language):
    for item in made("table-correction", 2, language):
        note, _ = item.stimulus

        assert sorted(map(tuple, mended(item))) == sorted(note.rows)


@both_languages
def test_mended_stocks_add_up(language):
    for item in made("table-correction", 3, language):
        for _, came, went, price, left, value, day in mended(item):
            assert int(left) == int(came) - int(went)
            assert int(value) == int(left) * int(price)
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)


def free_at(row, hour):
    spans_of_day = re.findall(r"(\d+):00–(\d+):00", row[1])
    return any(int(first) <= hour < int(last) for first, last in spans_of_day)


@both_languages
def test_exactly_one_offered_hour_suits_all(language):
    for item in made("calendar-messages", 1, language):
        rows = item.stimulus[1].rows
        hours = [int(option.value) for option in item.fields[0].options]
        other = int(re.search(r"(\d+):00", item.fields[1].label)[1])

        suits = [hour for hour in hours if all(free_at(row, hour) for row in rows)]
        assert [str(hour) for hour in suits] == [item.key["when"].right]
        assert item.key["who"].right == [row[0] for row in rows if not free_at(row, other)]


@both_languages
def test_two_clocks_agree_on_one_hour(language):
    for item in made("calendar-messages", 3, language):
        later = int(re.search(r"(\d+) (?:hours later|horas más)", item.stimulus[0].text)[1])
        busy = [int(row[0].split(":")[0]) for row in item.stimulus[1].rows]
        hours = [int(option.value) for option in item.fields[0].options]

        suits = [hour for hour in hours if hour not in busy and 9 <= hour + later <= 17]
        assert [str(hour) for hour in suits] == [item.key["when"].right]
        assert item.key["there"].right == suits[0] + later


@both_languages
def test_requests_that_clash_are_those_that_overlap(language):
    for item in made("calendar-messages", 3, language):
        busy = [60 * int(row[0].split(":")[0]) for row in item.stimulus[1].rows]
        for option in item.fields[2].options:
            begins, ends = (60 * int(h) + int(m) for h, m in re.findall(r"(\d+):(\d\d)", option.label))
            clashes = any(begins < hour + 60 and hour < ends for hour in busy)
            assert clashes == (option.value in item.key["clash"].right)


@both_languages
def test_the_order_of_the_inbox_follows_the_deadlines(language):
    for item in made("calendar-messages", 2, language):
        texts = {quote.who: quote.text for quote in item.stimulus}
        ranks = [
            next((at for at, when in enumerate(LETTERS[language]["when"]) if when in texts[name]), 99)
            for name in item.key["order"].right
        ]
        assert ranks == sorted(set(ranks))
