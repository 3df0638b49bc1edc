"""Expenses and subtitles solved again from what the worker sees; the keys must agree."""

import re
from math import ceil

import pytest

from creative_items import best_answer, both_languages, items, judged
from escalera.tasks.families.expenses.movements import LISTS

KINDS = ("personal", "loan", "unpaid")


def tables(item):
    return [part for part in item.stimulus if hasattr(part, "rows")]


def labels(item, name):
    field = next(field for field in item.fields if field.name == name)
    return {option.value: option.label for option in field.options}


def chosen(item, name):
    right = item.key[name].right
    return [labels(item, name)[value] for value in ([right] if isinstance(right, str) else right)]


def texts_of(kind, language):
    pools = [LISTS["any"].get(kind, []), *(business.get(kind, []) for business in LISTS["business"])]
    return {entry[language] for pool in pools for entry in pool}


@both_languages
def test_each_expense_goes_where_its_list_says(language):
    for item in items("expenses", 1, language):
        for name, key in item.key.items():
            label = next(field.label for field in item.fields if field.name == name)

            assert any(label.startswith(text) for text in texts_of(key.right, language))


@both_languages
def test_a_category_adds_up_to_its_movements(language):
    for item in items("expenses", 2, language):
        listed = {text: int(amount) for text, amount in tables(item)[1].rows}
        slug = next(
            slug
            for slug, name in LISTS["categories"].items()
            if item.fields[1].label.endswith(name[language])
        )

        assert set(chosen(item, "personal")) == set(listed) & texts_of("personal", language)
        assert item.key["sum"].right == sum(listed[text] for text in set(listed) & texts_of(slug, language))


@both_languages
def test_a_month_closes_with_what_counts(language):
    for item in items("expenses", 3, language):
        rows = tables(item)[0].rows
        apart = {text for text, _, _ in rows for kind in KINDS if text in texts_of(kind, language)}
        income = sum(int(came) for text, came, _ in rows if came and text not in apart)
        spent = sum(int(went) for text, _, went in rows if went and text not in apart)

        assert set(chosen(item, "apart")) == apart
        assert (item.key["income"].right, item.key["spent"].right) == (income, spent)
        assert item.key["left"].right == income - spent > 0


@both_languages
def test_a_subtitle_stays_for_its_letters_and_its_lines_are_short(language):
    for item in items("subtitle-timing", 1, language):
        said = item.stimulus[1].text
        first, second = chosen(item, "break")[0].split(" / ")

        assert f"{first} {second}" == said
        assert max(len(first), len(second)) <= 42 < len(said)
        assert item.key["needed"].right == ceil(len(said) / 15)


@both_languages
def test_one_subtitle_is_too_quick_and_one_too_early(language):
    for item in items("subtitle-timing", 2, language):
        told = [(text[3:], re.findall(r"\d+", stays)) for text, stays, _ in tables(item)[0].rows]
        rows = [(text, *map(int, stays)) for text, stays in told]
        needs = [ceil(len(text) / 15) for text, _, _ in rows]
        quick = [n for n, (_, start, end) in enumerate(rows) if end - start < needs[n]]
        early = [n for n in range(1, len(rows)) if rows[n][1] < rows[n - 1][2]]

        assert [int(item.key["quick"].right) - 1] == quick
        assert [int(item.key["overlap"].right) - 1] == early
        assert item.key["until"].right == rows[quick[0]][1] + needs[quick[0]]


@both_languages
def test_a_subtitle_that_keeps_every_word_earns_nothing(language):
    for item in items("subtitle-timing", 3, language):
        assert judged(item, subtitle=item.stimulus[0].text).score == 0
        assert judged(item).score == pytest.approx(1), best_answer(item)


@pytest.mark.parametrize(
    "said",
    ["Nos vemos el {day} a las {hour}: {place}", "{place}, {day} a las {hour}.", "{day}, {place}, {hour}"],
)
def test_a_subtitle_may_be_put_in_ones_own_way(said):
    for item in items("subtitle-timing", 3, "es"):
        day, hour, place = item.key["subtitle"].shown.rstrip(".").lower().split(", ", 2)
        text = said.format(day=day, hour=hour, place=place)

        assert judged(item, subtitle=text).score == pytest.approx(1) or len(text) > 84
