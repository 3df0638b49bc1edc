import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.product_description import products, writing


def judged(product, text):
    key = {"description": {"rule": "rubric", "right": writing.criteria(product)}}
    return scoring.score(key, {"description": text}).fields["description"]


def product_named(noun, language):
    rng = np.random.default_rng(0)
    while (product := products.product(Draw(rng), language)).thing.noun != noun:
        pass
    return product


def own_words(product):
    """A description in the worker's words, without accents."""
    facts = ", ademas ".join(f"con {fact.right.text} ({fact.label.lower()})" for fact in product.facts)
    text = f"Te presento una bolsa para cuando haces el mandado: {facts}. "
    text += "La puedes llevar a donde vayas y no estorba."
    return text.translate(str.maketrans("áéíóú", "aeiou"))


def test_own_words_without_accents_are_accepted():
    product = product_named("bolsa", "es")

    result = judged(product, own_words(product))

    assert result.score == 1, result.missed


def test_a_missing_fact_costs_and_is_named():
    product = product_named("bolsa", "es")
    fact = product.facts[0]
    text = own_words(product).replace(f"con {fact.right.text}", "con algo")

    result = judged(product, text.replace(fact.right.text.translate(str.maketrans("áéíóú", "aeiou")), "algo"))

    assert result.score < 1
    assert any(fact.label in missed for missed in result.missed)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pasting_the_sheet_earns_nothing(language):
    for seed in range(30):
        product = products.product(Draw(np.random.default_rng(seed)), language)
        sheet = " ".join(" ".join(row) for row in product.sheet.rows)

        assert judged(product, f"{product.thing.noun} {sheet} " + "the and of " * 3).score == 0
        assert judged(product, f"{product.thing.noun} {sheet} " + "el y de la " * 3).score == 0


@pytest.mark.parametrize("more", ["Es la mejor del mundo.", "Con envío gratis.", "Solo $99."])
def test_boasts_and_promises_cost(more):
    product = product_named("bolsa", "es")

    assert judged(product, f"{own_words(product)} {more}").score < 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_sentence_of_the_description_is_wrong(language):
    for seed in range(60):
        item = REGISTRY["product-description"].make(2, language, np.random.default_rng(seed))
        values = {row[1] for row in item.stimulus[0].rows}
        labels = [option.label for option in item.fields[0].options]

        wrong = [label for label in labels if not any(value in label for value in values)]

        assert item.key["wrong"].shown in labels
        assert len(wrong) <= 1
        assert set(wrong) <= {item.key["wrong"].shown}


@pytest.mark.parametrize("said", ["{n}", "{n} ml", "{n}ml", "{n} mililitros"])
def test_the_right_fact_may_be_written_in_several_ways(said):
    rng = np.random.default_rng(0)
    while (item := REGISTRY["product-description"].make(2, "es", rng)).key["fix"].shown[-3:] != " ml":
        pass
    number = item.key["fix"].shown.split()[0]

    result = scoring.score({"fix": item.as_json()["key"]["fix"]}, {"fix": said.format(n=number)})

    assert result.score == 1
