"""Levels 1 and 2: one messy line becomes clean fields."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.addresses.address import Address, address, scribbled
from escalera.tasks.families.family import Field, Item, Key, Quote
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import people

INSTRUCTIONS = {
    1: Words(
        "Put the line into the fields. Rules: capitals only at the beginning of each name; the kind of "
        "street written out "
        "(Street, Avenue, Road, Drive, Boulevard, Lane); postcode with five digits and nothing else.",
        "Pasa la línea a los campos. Reglas: mayúscula solo al principio de cada nombre; tipo de calle "
        "completo (Calle, "
        "Avenida, Calzada, Bulevar, Privada) y el número sin signos; código postal de cinco cifras y nada "
        "más.",
    ),
    2: Words(
        "Put the line into the fields. Rules: first name first, without title; kind of street written out; "
        "apartment as "
        '"Apt 4"; state as two capitals; five digits in the ZIP code, zeros in front included. Notes to the '
        "carrier are left out.",
        "Pasa la línea a los campos. Reglas: primero el nombre, sin título; tipo de calle completo y número "
        "sin signos; interior "
        'como "Interior 4"; estado con su nombre completo; cinco cifras en el código postal, con sus ceros. '
        "Sin recados de entrega.",
    ),
}
EXAMPLE = {
    1: Words(
        '"ANA LEE, 12 oak st, dayton OH 45402" becomes: Ana Lee | 12 Oak Street | Dayton | 45402',
        '"ANA LÓPEZ, c. roble #12, tepic Nay. CP 63000" queda: Ana López | Calle Roble 12 | Tepic | 63000',
    ),
    2: Words(
        '"Dr. LEE, ana; 12 oak ave #4; newark n.j. 07102; ring twice" becomes: Ana Lee | 12 Oak Avenue | Apt '
        "4 | NJ | 07102",
        '"Lic. LÓPEZ, ana; av. roble 12; int 4; cuauhtémoc cdmx 06000; toque fuerte" queda: Ana López | '
        "Avenida Roble 12 | "
        "Interior 4 | Ciudad de México | 06000",
    ),
}
HINT = Words(
    "Find the postcode first, then the town before it, then the street; what is left is the name.",
    "Busca primero el código postal, luego la ciudad que está antes, luego la calle; lo que queda es el "
    "nombre.",
)
LABELS = {
    "name": Words("Name", "Nombre"),
    "street": Words("Street and number", "Calle y número"),
    "unit": Words("Apartment", "Interior"),
    "town": Words("Town", "Ciudad o alcaldía"),
    "state": Words("State", "Estado"),
    "postcode": Words("ZIP code", "Código postal"),
}
RULES = {
    "name": Words(
        "First name, then last name, each beginning with a capital; titles such as Dr. stay out.",
        "Primero nombre y luego apellido, cada uno con mayúscula inicial; los títulos como Lic. no van.",
    ),
    "street": Words(
        "Number, name, then the kind of street written out: st is Street, ave is Avenue, blvd is Boulevard.",
        "Tipo de calle completo, nombre y número: c. o cll. es Calle, av. es Avenida, blvd. es Bulevar; sin # ni "
        "No.",
    ),
    "unit": Words(
        "Every way of writing an apartment (#, unit, apartment) becomes Apt and its number.",
        "Toda forma de escribirlo (int, depto.) se vuelve Interior y su número.",
    ),
    "town": Words("The town alone, without its state.", "Solo la ciudad, sin el estado."),
    "state": Words(
        "Two capitals without points: New Jersey and N.J. are NJ.",
        "El nombre completo: CDMX es Ciudad de México, Nay. es Nayarit.",
    ),
    "postcode": Words(
        "Always five digits: a zero in front belongs to it, and words like zip don't.",
        "Siempre cinco cifras: el cero de adelante también cuenta, y letras como CP no van.",
    ),
}
ASKED = {1: ("name", "street", "town", "postcode"), 2: ("name", "street", "unit", "state", "postcode")}
TITLES = {"en": ["Dr. ", "Prof. ", "Attn: ", ""], "es": ["Arq. ", "Psic. ", "Lic. ", "Ing. ", ""]}
NOTES = (
    Words("ring twice", "tocar dos veces"),
    Words("leave with the neighbor", "dejar con la vecina"),
    Words("beware of the dog", "cuidado con el perro"),
    Words("blue gate", "portón azul"),
    Words("only in the morning", "solo en la mañana"),
    Words("call before 5", "llamar antes de las 5"),
)


def item(language: str, draw: Draw, *, level: int) -> Item:
    one = address(language, draw, people(draw, 1)[0])
    asked = ASKED[level]
    fields = tuple(Field(name, LABELS[name].in_(language), "text") for name in asked)
    keys = {name: key(name, one) for name in asked}
    line = scribbled(one, draw, detailed=False) if level == 1 else _with_title_and_note(one, draw)
    return Item(
        instructions=INSTRUCTIONS[level].in_(language),
        example=EXAMPLE[level].in_(language),
        hint=HINT.in_(language),
        stimulus=(Quote(line, Words("As it arrived", "Como llegó").in_(language)),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={name: RULES[name].in_(language) for name in asked},
    )


def key(name: str, one: Address) -> Key:
    """Names and streets are graded, the rest is right or wrong; capitals count in both."""
    values = {
        "name": one.name,
        "street": one.street,
        "unit": f"{'Apt' if one.language == 'en' else 'Interior'} {one.unit}",
        "town": one.town["name"],
        "state": one.town["state"],
        "postcode": one.postcode,
    }
    if name in ("name", "street"):
        return Key("edit", values[name], detail={"case": "kept", "digits": "kept", "floor": 0.7})
    return Key(
        "exact", list(dict.fromkeys([values[name], _all_capital(values[name])])), detail={"case": "kept"}
    )


def _all_capital(text: str) -> str:
    """Small words may take a capital too: San Cristóbal De Las Casas."""
    return " ".join(word[0].upper() + word[1:] for word in text.split())


def _with_title_and_note(one: Address, draw: Draw) -> str:
    title = draw.one(TITLES[one.language])
    last_first = f"{title}{one.person.last.upper()}, {one.person.first}"
    name = draw.one([last_first, title + one.name])
    return f"{scribbled(one, draw, detailed=True, name=name)} ({draw.one(NOTES).in_(one.language)})"
