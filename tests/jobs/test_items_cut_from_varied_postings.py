"""Ten postings in both languages: what they are about, and the items cut from them."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from escalera.jobs import materials
from escalera.tasks.families import REGISTRY, trades
from escalera.tasks.families.materials import Materials

POSTINGS = tomllib.loads(Path(__file__).with_name("trades_of_postings.toml").read_text())["posting"]
CASES = [
    pytest.param(one, language, id=f"{one['name']}-{language}")
    for one in POSTINGS
    for language in ("en", "es")
]
FAMILIES = [(slug, level) for slug in ("receipts", "spreadsheets", "customer-reply") for level in (1, 2, 3)]


def own_of(posting, language):
    return Materials.of(materials.found(posting[language], language=language).get(language, {}))


def cut(slug, level, language, seed, own):
    return REGISTRY[slug].cut(level, language, np.random.default_rng(seed), own)


@pytest.mark.parametrize(("posting", "language"), CASES)
def test_its_trade_and_goods_are_found_and_nothing_that_means_something_else(posting, language):
    kept = materials.found(posting[language], language=language)

    found = kept.get("es", {})
    assert found.get("trades", []) == posting["trades"]
    assert posting.get("goods", "") in ("", *found.get("goods", ()))
    assert posting.get("never") not in found.get("goods", ())


@pytest.mark.parametrize(("posting", "language"), CASES)
def test_receipts_and_sheets_hold_only_what_such_a_business_sells(posting, language):
    own = own_of(posting, language)
    sold = {good[language] for shop in trades.shops(own.trades) for good in shop["goods"]}

    for seed in range(3):
        names = bought(cut("receipts", 1, language, seed, own)) | listed(
            cut("spreadsheets", 1, language, seed, own), 1
        )
        names |= listed(cut("spreadsheets", 2, language, seed, own), 3)
        assert not sold or names <= sold


@pytest.mark.parametrize(("posting", "language"), CASES)
def test_the_sums_that_are_printed_are_those_of_the_lines(posting, language):
    own = own_of(posting, language)

    for seed in range(5):
        item = cut("receipts", 1, language, seed, own)
        printed = texts(item)
        place = printed.index("Subtotal")
        amounts = [money(text) for text in printed[3:place] if "$" in text]
        subtotal, total = money(printed[place + 1]), money(printed[printed.index("TOTAL") + 1])
        assert round(sum(amounts), 2) == subtotal
        assert item.key["total"].right == total


@pytest.mark.parametrize("posting", [POSTINGS[0], POSTINGS[5]], ids=lambda one: one["name"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("slug", "level"), FAMILIES)
def test_fifty_items_of_a_posting_show_no_repeat(posting, language, slug, level):
    own = own_of(posting, language)

    shown = {
        str(cut(slug, level, language, seed, own).as_json()["content"]["stimulus"]) for seed in range(50)
    }

    assert len(shown) == 50


@pytest.mark.prove
@pytest.mark.parametrize(("posting", "language"), CASES)
@pytest.mark.parametrize(("slug", "level"), FAMILIES)
def test_fifty_items_of_any_posting_show_no_repeat(posting, language, slug, level):
    own = own_of(posting, language)

    shown = {
        str(cut(slug, level, language, seed, own).as_json()["content"]["stimulus"]) for seed in range(50)
    }

    assert len(shown) == 50


def test_every_trade_sells_enough_under_different_names_in_both_languages():
    for slug, shop in trades.SHOPS.items():
        for language in ("en", "es"):
            names = [good[language] for good in shop["goods"]]
            assert len(set(names)) == len(names) >= 8, slug
            assert max(map(len, names)) <= 27, slug  # wider ones run out of the picture
        assert all(0 < good["price"][0] < good["price"][1] for good in shop["goods"]), slug


def test_every_trade_that_postings_name_is_one():
    named = {word.trade for name in ("goods", "trades") for word in materials.words(name)} - {""}

    assert named <= set(trades.SHOPS)


def texts(item):
    return re.findall(r">([^<>]+)</text>", item.as_json()["content"]["stimulus"][0]["svg"])


def money(text):
    return float(text.replace("$", "").replace(",", ""))


def bought(item):
    printed = texts(item)
    return {re.sub(r"^\d x ", "", text) for text in printed[4 : printed.index("Subtotal")] if "$" not in text}


def listed(item, column):
    rows = item.as_json()["content"]["stimulus"][0]["rows"]
    return {row[column] for row in rows[1:]} - {"Total", ""}
