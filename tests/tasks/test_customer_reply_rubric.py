import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.customer_reply import cases, writing
from escalera.tasks.families.family import Key
from escalera.tasks.families.phrases import Draw, cast


def case_of(problem, language):
    rng = np.random.default_rng(0)
    while (case := cases.case(Draw(rng), language)).problem["slug"] != problem:
        pass
    return case


def broken_case(language):
    return case_of("broken", language)


def judged(case, text):
    given = writing._given(cases.stimulus(Draw(np.random.default_rng(1)), case))
    key = Key("rubric", writing.criteria(case, given))
    return scoring.score({"reply": {"rule": "rubric", "right": key.right}}, {"reply": text}).fields["reply"]


def spanish(case, date):
    return (
        f"Que tal {case.customer.first}, te ofrezco una disculpa por el daño de tu "
        f"{case.thing.noun.split()[0]}. "
        f"El {date} te llega otra pieza sin que pagues nada. Nos ayudas mandando una foto de como quedo? "
        f"Muchas gracias y saludos de {case.shop}"
    )


NATURAL = {
    ("late", "es"): (
        "Hola {first}, perdón por la demora de tu {thing}. Te llega el {date} y te regresamos los "
        "${price} que pagaste de envio. Solo te pedimos que haya alguien en tu casa para abrir. "
        "Gracias por tu paciencia, {shop}"
    ),
    ("late", "en"): (
        "Dear {first}, I'm really sorry your {thing} is taking so long. It will be there on {date} "
        "and we are refunding the {price} pesos you paid for shipping. Could someone be home that day"
        " to open the door? Thanks, {shop}"
    ),
    ("twice", "es"): (
        "Buen día {first}. Una disculpa, por error se hizo doble el cobro de tu {thing}. El {date} "
        "verás de vuelta {price} pesos. Mientras tanto no tires tu recibo por favor, puede hacer "
        "falta. Saludos, {shop}"
    ),
    ("twice", "en"): (
        "Good morning {first}, I apologise: the payment for your {thing} went through two times. "
        "{price} pesos will be back with you on {date}. Hold on to your receipt until then, please. "
        "Best wishes, {shop}"
    ),
    ("colour", "es"): (
        "Estimada {first}: lamento que tu {thing} no sea del color que querías. El {date} vamos a tu "
        "casa, en {colour}, y nos llevamos el otro. Por favor tenlo guardado en la caja. Quedamos a "
        "tus órdenes, {shop}"
    ),
    ("colour", "en"): (
        "Hi {first}, so sorry we sent your {thing} in the wrong colour! Somebody will come by on "
        "{date} with the {colour} one. Please put the one you have back in its box. Kind regards, "
        "{shop}"
    ),
    ("piece", "es"): (
        "Hola {first}, una disculpa, tu {thing} salió incompleto. Te enviamos lo que falta y llega el"
        " {date}, sin que pagues. Para saber cuál es, busca su número en la página {n} del manual y "
        "escríbelo aquí. Saludos, {shop}"
    ),
    ("piece", "en"): (
        "Hello {first}, we apologize, your {thing} left our shop incomplete. We are shipping what is "
        "missing and it gets to you on {date}. Look at page {n} of the manual and tell us the number,"
        " please. Thank you, {shop}"
    ),
}


@pytest.mark.parametrize(("problem", "language"), NATURAL)
def test_people_may_say_it_in_their_own_way(problem, language):
    case = case_of(problem, language)
    text = NATURAL[problem, language].format(
        first=case.customer.first,
        thing=cast.head(case.thing),
        date=case.date.in_(language),
        price=case.price,
        shop=case.shop,
        n=case.n,
        colour=case.colour[language],
    )

    result = judged(case, text)

    assert result.score == 1, result.missed


def test_natural_spanish_without_accents_is_accepted():
    case = broken_case("es")
    for date in (case.date.in_("es"), f"{case.date.day}/{case.date.month['number']}"):
        result = judged(case, spanish(case, date))
        assert result.score == 1, result.missed


def test_natural_english_is_accepted():
    case = broken_case("en")
    noun = case.thing.noun.split()[-1]
    month = case.date.month["en"]
    text = (
        f"Hi {case.customer.first}! I apologize for the trouble with your {noun}. "
        f"A replacement is on its way and should get to you on {case.date.day} {month}. "
        "Could you please send us a picture of what happened? "
        f"Thanks, the team at {case.shop}"
    )

    result = judged(case, text)

    assert result.score == 1, result.missed


def test_pasting_the_case_earns_nothing():
    case = broken_case("es")
    pasted = " ".join(" ".join(row) for row in cases.table(case).rows)

    assert judged(case, f"Hola {case.customer.first}, disculpa. {pasted}. Gracias").score == 0


def test_the_other_language_earns_nothing():
    case = broken_case("en")

    assert judged(case, spanish(case, case.date.in_("es"))).score == 0


def test_a_wrong_date_costs_and_is_named():
    case = broken_case("es")

    result = judged(case, spanish(case, case.wrong_date.in_("es")))

    assert 0.5 < result.score < 1
    assert any("cuándo" in missed for missed in result.missed)


def test_asking_for_the_card_or_promising_presents_costs():
    case = broken_case("es")
    good = spanish(case, case.date.in_("es"))

    for more in ("Mándanos tu tarjeta.", "Además te regalamos un termo."):
        assert judged(case, good + " " + more).score < 1


def test_too_long_a_reply_costs():
    case = broken_case("es")

    assert judged(case, spanish(case, case.date.in_("es")) + " bla" * 90).score < 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_only_one_of_the_replies_is_right(language):
    for seed in range(60):
        item = REGISTRY["customer-reply"].make(1, language, np.random.default_rng(seed))

        assert item.key["best"].right not in item.fields[1].label


def test_what_was_not_made_whole_is_not_of_cloth():
    """Nobody misses a piece of a tablecloth."""
    for seed in range(200):
        case = cases.case(Draw(np.random.default_rng(seed)), "en")
        if case.problem["slug"] in cases.WHOLE_THINGS_ONLY:
            assert case.thing.noun not in ("blanket", "raincoat", "mattress", "tablecloth")
