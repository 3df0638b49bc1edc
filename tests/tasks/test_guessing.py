"""The chance of an item is counted; here every blind answer is tried instead."""

from itertools import combinations, permutations

import pytest

from escalera.tasks.families.family import Field, Key, Option
from escalera.tasks.families.guessing import chance
from escalera.tasks.scoring import score


def options(many):
    return tuple(Option(letter, letter.upper()) for letter in "abcdefgh"[:many])


def mean_over(key, answers):
    plain = {"one": {"rule": key.rule, "right": key.right, "detail": key.detail}}
    return sum(score(plain, {"one": answer}).score for answer in answers) / len(answers)


@pytest.mark.parametrize(("many", "right"), [(4, 1), (4, 3), (6, 2), (8, 5)])
def test_boxes_are_guessed_over_every_set_that_is_not_empty(many, right):
    letters = [option.value for option in options(many)]
    key = Key("set", letters[:right])
    sets = [list(chosen) for size in range(1, many + 1) for chosen in combinations(letters, size)]

    counted = chance([Field("one", "One", "choices", options=options(many))], {"one": key})

    assert counted == pytest.approx(mean_over(key, sets), abs=1e-12)


@pytest.mark.parametrize("many", [2, 3, 4, 5])
def test_orders_are_guessed_over_every_order(many):
    letters = [option.value for option in options(many)]
    key = Key("ranking", letters)

    counted = chance([Field("one", "One", "ranking", options=options(many))], {"one": key})

    assert counted == pytest.approx(
        mean_over(key, [list(order) for order in permutations(letters)]), abs=1e-12
    )


def test_a_neighbour_that_is_worth_something_raises_the_chance():
    key = Key("choice", "a", detail={"partial": {"b": 0.5}})

    assert chance([Field("one", "One", "choice", options=options(4))], {"one": key}) == pytest.approx(1.5 / 4)


def test_texts_are_worth_nothing_to_a_guesser_and_peer_fields_do_not_count():
    fields = [
        Field("kind", "Kind", "choice", options=options(2)),
        Field("name", "Name", "text"),
        Field("why", "Why", "longtext"),
    ]
    key = {"kind": Key("choice", "a", weight=3.0), "name": Key("exact", "Ana"), "why": Key("peer", None)}

    assert chance(fields, key) == pytest.approx(3 * 0.5 / 4)
    assert chance(fields[2:], key) == 0
