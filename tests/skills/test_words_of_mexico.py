"""A query in Mexico's words also counts as what ESCO's Spanish, that of Spain, would say."""

import pytest

from escalera.skills import matching
from escalera.skills.matching import Label, mexican

JOBS = [
    Label("forklift", "operador de carretilla elevadora/operadora de carretilla elevadora"),
    Label("tents", "montador de carpas/montadora de carpas"),
    Label("waiter", "camarero/camarera"),
    Label("milliner", "sombrerero/sombrerera"),
    Label("butcher", "carnicero/carnicera"),
    Label("cashier", "cajero/cajera"),
]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("montacarguistas", "operador de carretilla elevadora"),
        ("ayudante de mesero", "asistente de mesa"),
        ("chofer de camión foráneo con licencia", "conductor de vehículo de carga con licencia"),
        ("CAPTURISTAS", "grabador de datos"),
        ("operador 5ta rueda", "conductor de vehículo de carga"),
    ],
)
def test_number_accents_capitals_and_small_words_make_no_difference(asked, said):
    assert mexican.in_esco_words(asked) == said


@pytest.mark.parametrize(
    "asked",
    ["", "de la", "bodega", "guardia forestal", "peones agrícolas", "plant operator", "sales assistant"],
)
def test_what_means_the_same_or_something_else_in_spain_or_in_english_stays(asked):
    assert mexican.in_esco_words(asked) == asked


@pytest.mark.parametrize(
    ("query", "id_"), [("montacarguista", "forklift"), ("MESERAS", "waiter"), ("tablajero", "butcher")]
)
def test_a_trade_is_found_by_its_mexican_name_even_by_letters_alone(query, id_):
    assert matching.of_labels(JOBS, semantic=False).match(query, top=1)[0].id == id_


def test_a_label_that_says_the_mexican_word_itself_stays_the_nearest():
    labels = [*JOBS, Label("ours", "mesero")]

    assert matching.of_labels(labels, semantic=False).match("mesero", top=1)[0].id == "ours"


def test_no_wording_is_given_two_meanings():
    keys = [mexican.key_of(wording) for wordings, _ in mexican.lines() for wording in wordings]

    twice = {key for key in keys if keys.count(key) > 1}

    assert not twice
    assert all(0 < len(key) <= mexican.LONGEST for key in keys)
