"""Strengths find a known order, and bad judges can't turn it round."""

import pytest

from bench import judgement

WORLDS = 6


@pytest.fixture(scope="module")
def found():
    return {name: judgement.mean_agreement(name, 16, worlds=WORLDS) for name in judgement.WORLDS}


def test_sixteen_comparisons_a_piece_by_honest_judges_find_the_order(found):
    assert found["all honest"]["ours"] > 0.87


def test_a_third_of_judges_the_other_way_round_does_not_flip_the_order(found):
    ways = found["a third the other way round"]

    assert ways["ours"] > 0.7
    assert ways["ours"] > max(ways[way] for way in ("plain Bradley-Terry", "share of wins")) + 0.2


def test_a_third_of_judges_by_chance_costs_little(found):
    ways = found["a third by chance"]

    assert ways["ours"] > 0.75
    assert ways["ours"] > max(ways[way] for way in ("plain Bradley-Terry", "share of wins"))
