"""Anybody's words find the skill or occupation they mean."""

import pytest

from escalera.skills import matching
from escalera.skills.matching import Label, encoder, words

JOBS = [
    Label("1", "transcribir grabaciones de audio"),
    Label("1", "transcribe audio"),
    Label("2", "capturar datos"),
    Label("2", "enter data"),
    Label("3", "cocinero/cocinera"),
    Label("4", "técnico de sonido"),
    Label("4", "sound technician"),
    Label("5", "write product descriptions"),
]
WAYS = [
    pytest.param(
        True, marks=pytest.mark.skipif(not encoder.is_installed(), reason="extra semantic is absent")
    ),
    False,
]


def first(query: str, *, semantic: bool) -> str:
    return matching.of_labels(JOBS, semantic=semantic).match(query, top=1)[0].id


@pytest.mark.parametrize("semantic", WAYS)
@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("TÉCNICOS DE SONIDO", "4"),
        ("TECNICAS DE SONIDO", "4"),
        ("captura de datos", "2"),
        ("data entry", "2"),
        ("escribir descripciones de productos", "5"),
        ("cocineras", "3"),
        ("transcripción de audios", "1"),
    ],
)
def test_plurals_capitals_missing_accents_and_the_other_language_are_understood(query, id_, semantic):
    assert first(query, semantic=semantic) == id_


@pytest.mark.skipif(not encoder.is_installed(), reason="extra semantic is absent")
def test_meaning_finds_what_shares_no_word():
    assert first("pasar a texto lo que se oye en una entrevista", semantic=True) == "1"


@pytest.mark.parametrize("semantic", WAYS)
@pytest.mark.parametrize("query", ["", "   ", "¡¿?!", "\t"])
def test_a_text_without_a_word_means_nothing(query, semantic):
    assert matching.of_labels(JOBS, semantic=semantic).match(query) == ()


@pytest.mark.parametrize("semantic", WAYS)
def test_labels_without_a_word_and_pages_pasted_as_a_label_do_no_harm(semantic):
    labels = [
        *JOBS,
        Label("empty", "¡¿?!"),
        Label("page", "receta de mole " * 20_000),
        Label("2", "enter data"),
    ]

    matcher = matching.of_labels(labels, semantic=semantic)

    assert matcher.match("enter data", top=1)[0].id == "2"
    assert matcher.match("receta de mole " * 20_000, top=1)[0].id == "page"


@pytest.mark.skipif(not encoder.is_installed(), reason="extra semantic is absent")
def test_an_encoder_whose_weights_are_broken_leaves_letters_and_words(monkeypatch, caplog):
    def broken() -> None:
        raise OSError("weights.npz is not there")

    monkeypatch.setattr(encoder, "_model", broken)

    matcher = matching.of_labels(JOBS)

    assert not matcher.knows_meaning
    assert matcher.match("captura de datos", top=1)[0].id == "2"
    assert "can't be loaded (weights.npz is not there)" in caplog.text


@pytest.mark.parametrize("semantic", WAYS)
def test_each_id_comes_once_best_first_and_no_more_than_asked_for(semantic):
    matches = matching.of_labels(JOBS, semantic=semantic).match("enter data", top=3)

    assert len({match.id for match in matches}) == 3
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert matches[0].label == "enter data"


@pytest.mark.parametrize("semantic", WAYS)
def test_many_texts_are_answered_as_one_by_one(semantic):
    matcher, queries = matching.of_labels(JOBS, semantic=semantic), ["sonido", "", "datos"] * 40

    together = list(matcher.match_all(queries))

    alone = [matcher.match(query) for query in queries]
    assert [[match.id for match in matches] for matches in together] == [
        [match.id for match in matches] for matches in alone
    ]


def test_of_two_ids_with_the_same_label_that_which_prefers_it_goes_first():
    labels = [Label("late", "other thing"), Label("late", "same words"), Label("own", "same words")]

    assert matching.of_labels(labels, semantic=False).match("same words")[0].id == "own"


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("director técnico/directora técnica", ("director técnico", "directora técnica")),
        ("diseño UX/UI", ("diseño UX/UI",)),
        ("client/server", ("client/server",)),
    ],
)
def test_both_forms_of_a_title_are_labels_and_other_slashes_are_left(label, forms):
    assert words.forms_of_label(label) == forms


@pytest.mark.parametrize(
    ("both", "one"),
    [
        ("Vendedor/a", "Vendedor"),
        ("ASESOR(A) DE VENTAS", "ASESOR DE VENTAS"),
        ("maestros/as", "maestros"),
        ("Técnic@s", "Técnicos"),
        ("diseño UX/UI y/o I/O", "diseño UX/UI y/o I/O"),
        ("ana@correo.mx", "ana@correo.mx"),
    ],
)
def test_a_title_that_addresses_everybody_is_read_as_labels_are_written(both, one):
    assert words.of_one_gender(both) == one


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("Técnicos de sonido (radio)", "técnico de sonido"),
        ("Administradores de sistemas, en general", "administrador de sistemas"),
        ("Chief Executives", "chief executive"),
        ("albañiles", "albañil"),
    ],
)
def test_the_head_of_a_title_is_read_in_the_singular(many, one):
    assert words.singular(many) == one
