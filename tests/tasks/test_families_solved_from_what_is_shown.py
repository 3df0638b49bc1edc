"""Items solved again from what the worker sees, without the maker's numbers: the keys must agree."""

import re
from datetime import datetime
from itertools import product

import numpy as np
import pytest

from escalera.tasks.families import REGISTRY
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.transcription.dictation import SENTENCES
from escalera.tasks.families.transcription.draft import spoiled
from escalera.tasks.scoring import score

SEEDS = range(60)
both_languages = pytest.mark.parametrize("language", ["en", "es"])


def made(slug: str, level: int, language: str) -> list[Item]:
    return [REGISTRY[slug].make(level, language, np.random.default_rng(seed)) for seed in SEEDS]


def printed(item: Item) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", item.stimulus[0].svg)


def rows(item: Item) -> list[tuple[str, ...]]:
    return [row[1:] for row in item.stimulus[0].rows[1:]]


def amount(text: str) -> float:
    digits = re.sub(r"[^\d.,]", "", text)
    return float(
        digits.replace(".", "").replace(",", ".") if re.search(r",\d\d$", digits) else digits.replace(",", "")
    )


@both_languages
def test_the_amounts_of_a_clear_receipt_stand_beside_their_words(language):
    words = {"total": "TOTAL", "subtotal": "Subtotal", "change": {"en": "Change", "es": "Cambio"}[language]}
    for item in made("receipts", 1, language):
        texts = printed(item)
        for name in words.keys() & item.key.keys():
            assert amount(texts[texts.index(words[name]) + 1]) == pytest.approx(item.key[name].right)


@both_languages
@pytest.mark.parametrize("level", [1, 2])
def test_a_receipt_adds_up(language, level):
    words = {"en": ("Cash", "Change"), "es": ("Efectivo", "Cambio")}[language]
    for item in made("receipts", level, language):
        texts = printed(item)
        cash, change = (amount(texts[texts.index(word) + 1]) for word in words)
        subtotal = amount(texts[texts.index("Subtotal") + 1])
        tax = amount(texts[texts.index("Subtotal") + 3])
        tipped = bool({"Tip", "Propina"} & set(texts))

        assert item.key["total"].right == pytest.approx(cash - change)
        if not tipped:
            assert item.key["total"].right == pytest.approx(subtotal + tax)
        elif "tip" in item.key:
            assert item.key["total"].right == pytest.approx(subtotal + tax + item.key["tip"].right)


@both_languages
def test_the_date_of_a_worn_receipt_follows_its_country(language):
    for item in made("receipts", 2, language):
        texts = " ".join(printed(item))
        day = re.search(r"\d\d/\d\d/\d{4}", texts)[0]
        american = item.key["currency"].right == "USD"

        assert (
            datetime.strptime(day, "%m/%d/%Y" if american else "%d/%m/%Y").date().isoformat()
            == item.key["date"].right[0]
        )


@both_languages
def test_exactly_the_named_line_of_an_invoice_does_not_multiply(language):
    for item in made("receipts", 3, language):
        texts = printed(item)
        start = texts.index({"en": "Amount", "es": "Importe"}[language]) + 1
        lines = [texts[at : at + 4] for at in range(start, texts.index("Subtotal"), 4)]
        wrong = [
            place
            for place, (_, many, price, sum_) in enumerate(lines, 1)
            if int(many) * amount(price) != pytest.approx(amount(sum_))
        ]

        assert [str(place) for place in wrong] in ([item.key["line"].right], [])
        assert (item.key["line"].right == "none") == (not wrong)
        assert item.key["subtotal"].right == pytest.approx(
            sum(int(line[1]) * amount(line[2]) for line in lines)
        )


@both_languages
def test_exactly_the_named_cell_of_a_price_list_is_wrong(language):
    for item in made("spreadsheets", 1, language):
        *sales, total = rows(item)
        right = [int(sale[1]) * float(sale[2]) for sale in sales]
        right.append(sum(right))
        wrong = [
            place for place, row in enumerate([*sales, total]) if float(row[3]) != pytest.approx(right[place])
        ]

        assert [f"D{place + 2}" for place in wrong] == [item.key["cell"].right[0]]
        assert item.key["value"].right == pytest.approx(right[wrong[0]])


@both_languages
def test_the_double_the_date_and_the_letter_are_the_only_ones(language):
    for item in made("spreadsheets", 2, language):
        seen, doubles = set(), []
        for place, row in enumerate(rows(item), start=2):
            what = (row[0], re.sub(r"\s+", " ", row[1].casefold()), row[2], row[3])
            doubles += [place] if what in seen else []
            seen.add(what)

        assert doubles == [item.key["double"].right]
        assert sum("/" in row[0] for row in rows(item)) == 1
        lettered = [place for place, row in enumerate(rows(item), 2) if re.search(r"[A-Za-z]", row[3])]
        assert [f"D{place}" for place in lettered] == [item.key["cell"].right[0]]


@both_languages
def test_one_pair_of_cells_alone_explains_a_broken_table(language):
    for item in made("spreadsheets", 3, language):
        *body, totals = [[int(cell) for cell in row[1:]] for row in rows(item)]
        columns = range(len(totals) - 1)
        off_rows = {at: row[-1] - sum(row[:-1]) for at, row in enumerate(body) if row[-1] != sum(row[:-1])}
        off_columns = {at: totals[at] - sum(row[at] for row in body) for at in columns}
        off_columns = {at: off for at, off in off_columns.items() if off}
        crossings = [
            (row, column)
            for row, column in product(off_rows, off_columns)
            if off_rows[row] == off_columns[column]
        ]

        ((row, column),) = crossings
        (other,) = set(off_rows) - {row}
        assert item.key["cells"].right == [
            f"{'ABCDEF'[column + 1]}{row + 2}",
            f"{'ABCDEF'[len(totals)]}{other + 2}",
        ]
        assert item.key["inside"].right == body[row][column] + off_columns[column]
        assert item.key["total"].right == sum(body[other][:-1])


@both_languages
def test_a_labelled_scene_draws_what_its_key_counts(language):
    for item in made("image-labels", 1, language):
        assert item.key["count"].right >= 1
        assert len(item.key["kinds"].right) >= 4
    for item in made("image-labels", 3, language):
        assert len(item.key["cells"].right) <= item.key["labels"].right <= 12


@both_languages
@pytest.mark.parametrize("level", [2, 3])
def test_every_draft_differs_from_what_is_said(language, level):
    for text in SENTENCES[language][f"level{level}"]:
        for seed in range(20):
            draft = spoiled(text, Draw(np.random.default_rng(seed)), figures=level == 3)
            key = {"heard": {"rule": "wer", "right": text, "detail": {}}}

            assert 0 < score(key, {"heard": draft}).score < 1, (text, draft)


@both_languages
def test_a_strict_price_is_kept_by_every_perfect_result(language):
    for item in made("search-relevance", 2, language):
        _, query, *results = item.stimulus
        limit = int(re.search(r"\d+(?= (?:dollars|pesos))", query.text)[0])
        for place, result in enumerate(results, start=1):
            price = int(result.text.rsplit("$", 1)[1].replace(",", ""))
            if item.key[f"grade-{place}"].right == "perfect":
                assert price <= limit


@both_languages
def test_a_clean_address_can_be_read_off_the_messy_line(language):
    for level in (1, 2):
        for item in made("addresses", level, language):
            line = re.sub(r"\s+", " ", item.stimulus[0].text.casefold())
            assert item.key["postcode"].right[0] in line
            for word in item.key["name"].right.casefold().split():
                assert word in line
