"""What each rule gives for right, nearly right and wrong answers."""

import pytest

from escalera.tasks.scoring import NOTES, score


def judged(rule, right, given, **detail):
    return score({"answer": {"rule": rule, "right": right, "detail": detail}}, {"answer": given}).fields[
        "answer"
    ]


def points(rule, right, given, **detail):
    return judged(rule, right, given, **detail).score


@pytest.mark.parametrize("given", ["Calle Roble 12", "  calle   roble 12 ", "CALLE ROBLE 12."])
def test_exact_forgives_case_spaces_and_end_marks(given):
    assert points("exact", "Calle Roble 12", given) == 1


def test_exact_keeps_accents_or_case_when_told():
    assert points("exact", "Mérida", "merida") == 1
    assert points("exact", "Mérida", "Merida", accents="kept") == 0
    assert points("exact", "Ohio", "ohio", case="kept") == 0


def test_a_tilde_on_n_is_a_letter_and_not_an_accent():
    assert points("exact", "año", "ano") == 0


def test_exact_takes_any_of_several_right_answers():
    assert points("exact", ["D4", "4D"], "4d") == 1


@pytest.mark.parametrize(
    "given",
    [
        "1234.50",
        "1,234.50",
        "1.234,50",
        "$1,234.5",
        "$ 1 234.50 MXN",
        "MX$1,234.50",
        "1234,5",
        "1 234,50 €",
        "1'234.50",
        1234.5,
    ],
)
def test_a_number_is_read_however_people_write_it(given):
    assert points("number", 1234.5, given) == 1


@pytest.mark.parametrize("given", ["1,234", "1.234", "1234"])
def test_one_mark_before_three_digits_may_part_thousands(given):
    assert points("number", 1234, given) == 1


def test_a_minus_counts_and_so_do_brackets():
    assert points("number", -3.2, "-3.20") == 1
    assert points("number", -3.2, "($3.20)") == 1
    assert points("number", 3.2, "-3.20") == 0


@pytest.mark.parametrize(
    "given", ["no sé", "3 o 4", "84.50 + 10", "inf", "nan", "1e5", "12,34,5", "٣،٥٠٫٢", "--", "9" * 400]
)
def test_what_is_no_number_scores_nothing_and_is_told_politely(given):
    result = judged("number", 84.5, given)

    assert result.score == 0
    assert result.note == "not_a_number"
    assert NOTES["en"][result.note] and NOTES["es"][result.note]


def test_a_number_just_outside_its_tolerance_is_wrong():
    assert points("number", 84.5, "84.51", tolerance=0.01) == 1
    assert points("number", 84.5, "84.52", tolerance=0.01) == 0


def test_edit_distance_grades_near_misses_and_gives_nothing_for_other_words():
    right = "Avenida Zaragoza 1168"

    assert points("edit", right, right) == 1
    assert 0.8 < points("edit", right, "Avenida Zaragosa 1168") < 1
    assert points("edit", right, "qwxz") == 0
    assert points("edit", right, "Avenida Zaragoza 1169", digits="kept") == 0


def test_word_errors_are_graded():
    right = "El camión sale a las nueve de la plaza."

    assert points("wer", right, "el camion sale a las nueve, de la plaza") == 1
    assert points("wer", right, "el camión sale a las nueve de plaza") == pytest.approx(1 - 1 / 9)
    assert points("wer", right, "nada que ver") == 0
    assert points("wer", right, right + " y " * 40) == 0


def test_word_errors_keep_accents_when_told():
    assert points("wer", "La junta cambió", "la junta cambio", accents="kept") == pytest.approx(2 / 3)


def test_a_faulty_draft_left_as_it_is_earns_nothing():
    right, draft = "The class has 24 students.", "The class has 42 students."

    assert points("wer", right, draft, draft=draft) == 0
    assert points("wer", right, right, draft=draft) == 1
    assert points("wer", right, draft) > 0.7


def test_a_choice_is_right_or_worth_what_its_neighbour_is():
    assert points("choice", "good", "good") == 1
    assert points("choice", "good", "bad") == 0
    assert points("choice", "good", "perfect", partial={"perfect": 0.5}) == 0.5


def test_a_set_is_scored_by_f1_and_ticking_everything_does_not_pay():
    assert points("set", ["a", "b"], ["b", "a"]) == 1
    assert points("set", ["a", "b"], ["a"]) == pytest.approx(2 / 3)
    assert points("set", ["a", "b"], list("abcdefgh")) == pytest.approx(0.4)
    assert points("set", ["C3", "F5"], "f5; c3") == 1


def test_an_order_is_scored_by_pairs():
    right = ["A", "B", "C", "D"]

    assert points("ranking", right, right) == 1
    assert points("ranking", right, ["B", "A", "C", "D"]) == pytest.approx(2 / 3)
    assert points("ranking", right, right[::-1]) == 0
    assert judged("ranking", right, ["A", "A"]).note == "not_an_order"


def test_a_rubric_counts_what_is_met_and_says_what_is_missing():
    rubric = [
        {"kind": "greeting", "says": "Greet"},
        {"kind": "contains", "of": ["reembols*"], "says": "Offer the refund"},
        {"kind": "max_words", "n": 30, "says": "Stay short"},
        {"kind": "avoids", "of": ["culpa"], "says": "Blame nobody"},
    ]

    assert points("rubric", rubric, "Hola, Ana: hoy le reembolsamos su compra.") == 1
    missing = judged("rubric", rubric, "Le reembolsamos, aunque es su culpa.")
    assert missing.score == 0.5
    assert missing.missed == ("Greet", "Blame nobody")


def test_nonsense_meets_no_limit_of_a_rubric():
    rubric = [
        {"kind": "contains", "of": ["refund"], "says": "Offer the refund"},
        {"kind": "max_words", "n": 30, "says": "Stay short"},
    ]

    assert points("rubric", rubric, "qwxz") == 0


def test_free_text_waits_for_a_peer_while_the_rest_is_scored():
    key = {"total": {"rule": "number", "right": 5}, "why": {"rule": "peer", "right": None}}

    both = score(key, {"total": "5", "why": "The line says so."})
    alone = score({"why": key["why"]}, {"why": "The line says so."})

    assert both.score == 1
    assert both.waiting == ("why",)
    assert alone.score is None


def test_fields_weigh_as_the_key_says():
    key = {"a": {"rule": "choice", "right": "x", "weight": 3.0}, "b": {"rule": "choice", "right": "x"}}

    assert score(key, {"a": "x", "b": "y"}).score == 0.75


def test_what_was_right_and_what_was_given_are_shown():
    result = judged("number", 84.5, " 84 pesos ")

    assert (result.right_shown, result.given) == ("84.5", "84 pesos")


def test_several_choices_that_nobody_can_score_wait_for_a_peer_too():
    waiting = judged("peer", None, ["red", "blue"])

    assert (waiting.score, waiting.given, waiting.note) == (None, "red, blue", "")
    assert judged("peer", None, []).note == "blank"
