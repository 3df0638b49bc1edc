"""People write in their own way, with and without accents, and lose nothing by it."""

import pytest

from creative_items import items, judged
from escalera.tasks.families.phrases.numerals import spelt

ROWS = ("what", "who", "day", "hour", "place", "price", "how")
WITHOUT_ACCENTS = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
CAPTIONS = {
    "en": "{who} is hosting a {what} at {place}! It's happening {day} from {hour} and it is {price} to join. "
    "Want to come? Just sign up {how}.",
    "es": "Este {day} a las {hour} hay {what} en {place}. ¡Ahí nos vemos! La organiza {who} y sale en {price}. "
    "Si quieres ir, apúntate {how} antes de ese día.",
}
MIDDLES = {
    "en": "On {day}, at {hour}, {who} opens its doors. Come to {place} for a {what}, with friends or alone.",
    "es": "El {day}, a las {hour}, {who} abre sus puertas. Te esperamos en {place} para {what}, con o sin compañía.",
}
ENDINGS = {"en": "Only {price}! Save your spot {how}.", "es": "Son {price}. ¡Aparta tu lugar {how}!"}
FACTS = {
    "en": "{day}, {hour}\n{place}\n{price}\nSign up {how}",
    "es": "{day}, {hour}\n{place}\n{price}\nInscríbete {how}",
}
STORIES = {
    "en": "{Low} was quiet, with only {low} {unit}. Then came {High}: {high}, the most of all months. "
    "Between one and the other there is a gap of {gap}.",
    "es": "{Low} fue tranquilo, con apenas {low} {unit}. Luego llegó {High}: {high}, el mes con más de todos. "
    "Entre uno y otro hay una distancia de {gap}.",
}
PHOTOS = {
    "en": "Hello Elena! For {day} I need {n} pictures of a {thing}, all of them in {format} format. Put {beside} "
    "next to it and use {background} behind. Light it {light}, please.",
    "es": "Hola Elena, para el {day} necesito {n} fotos de {thing}, todas en {format}. Al lado pon {beside} y usa "
    "{background} como fondo. Que la luz venga {light}, por favor.",
}
PLANS = {
    "en": "We want to help with this: {wish}. To start, one of us talks to the neighbors. We spend $20 on "
    "paint, 2 people do the work and it is ready in 2 days.",
    "es": "Queremos ayudar con esto: {wish}. Para empezar, alguien platica con la gente del barrio. "
    "Gastamos $20 en pintura, lo hacen 2 personas y queda listo en 2 días.",
}
every = pytest.mark.parametrize(
    ("language", "accents"), [("en", True), ("es", True), ("es", False)], ids=["en", "es", "es-plain"]
)


def brief_of(item):
    return dict(zip(ROWS, (row[1] for row in item.stimulus[0].rows), strict=False))


def written(template, slots, accents):
    text = template.format(**slots)
    return text if accents else text.translate(WITHOUT_ACCENTS)


def loses_nothing(item, name, text):
    result = judged(item, **{name: text}).fields[name]

    assert result.score == pytest.approx(1), (result.missed, text)


@every
def test_a_caption(language, accents):
    for item in items("captions", 3, language):
        loses_nothing(item, "body", written(CAPTIONS[language], brief_of(item), accents))


@every
def test_the_middle_and_the_end_of_a_script(language, accents):
    for item in items("short-scripts", 3, language):
        loses_nothing(item, "middle", written(MIDDLES[language], brief_of(item), accents))
        loses_nothing(item, "ending", written(ENDINGS[language], brief_of(item), accents))


@every
def test_the_facts_of_a_poster(language, accents):
    for item in items("posters", 3, language):
        loses_nothing(item, "facts", written(FACTS[language], brief_of(item), accents))


@every
def test_a_story(language, accents):
    for item in items("stories-from-data", 3, language):
        table = item.stimulus[1]
        values = sorted((int(value), month) for month, value in table.rows)
        slots = {
            "Low": values[0][1],
            "low": values[0][0],
            "High": values[-1][1],
            "high": values[-1][0],
            "gap": values[-1][0] - values[0][0],
            "unit": table.header[1].lower(),
        }

        loses_nothing(item, "story", written(STORIES[language], slots, accents))


@every
def test_an_order_for_photos(language, accents):
    names = ("thing", "background", "light", "beside", "format", "n", "day")
    for item in items("product-photos", 3, language):
        slots = dict(zip(names, (row[1] for row in item.stimulus[0].rows), strict=True))

        loses_nothing(item, "order", written(PHOTOS[language], slots, accents))


@every
def test_a_plan_for_an_idea(language, accents):
    for item in items("customer-ideas", 3, language):
        wish = item.stimulus[0].text.split(": ", 1)[1].rstrip(".")

        loses_nothing(item, "plan", written(PLANS[language], {"wish": wish}, accents))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_headline_may_spell_its_number(language):
    for item in items("headlines", 3, language):
        shown = item.key["plain"].shown
        number = next(int(word) for word in shown.split() if word.isdigit())

        text = shown.replace(str(number), spelt(number, language), 1)

        if len(text.split()) <= 12:
            loses_nothing(item, "plain", text)
