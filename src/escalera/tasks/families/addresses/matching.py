"""Level 3: two records of different lists; are they one customer? And how does the second read clean?"""

from __future__ import annotations

from dataclasses import replace

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.addresses.address import Address, address, scribbled
from escalera.tasks.families.addresses.cleaning import LABELS, RULES, key
from escalera.tasks.families.family import Field, Item, Key, Option, Quote
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.phrases.cast import Person, people

INSTRUCTIONS = Words(
    "Two lists are being joined. Decide whether records A and B are the same customer. A "
    "first name may be "
    "an initial, and streets may be shortened. Then write record B cleanly: kind of street written out, "
    "capitals only at "
    "the beginning of names.",
    "Se van a juntar dos listas. Decide si los registros A y B son la misma persona. Un nombre "
    "puede venir como "
    "inicial y las calles abreviadas. Luego escribe bien el registro B: tipo de calle completo y mayúscula "
    "solo al principio "
    "de cada nombre.",
)
EXAMPLE = Words(
    '"A. Lee, 12 Oak St #4" and "LEE ANA, 12 oak street apt 4": the same customer.',
    '"A. López, C. Roble 12 int 4" y "LÓPEZ ANA, calle roble #12 depto. 4": la misma persona.',
)
HINT = Words(
    "Compare in this order: last name, first name, house number, apartment, postcode. One digit decides.",
    "Compara en este orden: apellido, nombre, número, interior, código postal. Una cifra decide.",
)
VERDICTS = {
    "same": Words("The same customer at the same address", "La misma persona en la misma dirección"),
    "moved": Words(
        "The same name at another address: ask before joining",
        "El mismo nombre en otra dirección: preguntar antes de juntar",
    ),
    "household": Words(
        "Another person at the same address: keep both", "Otra persona en la misma dirección: dejar los dos"
    ),
    "different": Words(
        "Another person at another address: keep both", "Otra persona en otra dirección: dejar los dos"
    ),
}
VERDICT = Words(
    "Join only when name and full address agree; an initial agrees with a name that begins with it. One "
    "other digit in the "
    "number, apartment or postcode is another address.",
    "Junta solo si coinciden nombre y dirección completa; una inicial coincide con el nombre que empieza "
    "así. Una cifra distinta "
    "en el número, el interior o el código postal ya es otra dirección.",
)


def item(language: str, draw: Draw) -> Item:
    verdict = draw.one(sorted(VERDICTS))
    first = address(language, draw, people(draw, 1)[0])
    second = _second(first, verdict, language, draw)
    name = (
        f"{first.person.first[0]}. {first.person.last}"
        if verdict in ("same", "moved") and draw.yes()
        else first.name
    )
    asked = Words("Are A and B the same customer?", "¿A y B son la misma persona?").in_(language)
    options = tuple(Option(value, words.in_(language)) for value, words in VERDICTS.items())
    clean = ("name", "street", "postcode")
    fields = (Field("verdict", asked, "choice", options=options), *(_field(part, language) for part in clean))
    keys = {"verdict": Key("choice", verdict, shown=VERDICTS[verdict].in_(language), weight=3.0)}
    keys |= {part: key(part, second) for part in clean}
    record = Words("Record", "Registro").in_(language)
    reversed_name = draw.one([second.name, f"{second.person.last}, {second.person.first}"])
    return Item(
        instructions=INSTRUCTIONS.in_(language),
        example=EXAMPLE.in_(language),
        hint=HINT.in_(language),
        stimulus=(
            Quote(scribbled(first, draw, detailed=True, name=name), f"{record} A"),
            Quote(scribbled(second, draw, detailed=True, name=reversed_name), f"{record} B"),
        ),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={"verdict": VERDICT.in_(language)} | {part: RULES[part].in_(language) for part in clean},
    )


def _second(first: Address, verdict: str, language: str, draw: Draw) -> Address:
    stranger = next(one for one in people(draw, 3) if one.first[0] != first.person.first[0])
    relative = Person(first=stranger.first, last=first.person.last if draw.yes() else stranger.last)
    if verdict == "same":
        return first
    if verdict == "household":
        return replace(first, person=relative)
    return (
        _elsewhere(first, draw) if verdict == "moved" else replace(_elsewhere(first, draw), person=relative)
    )


def _elsewhere(first: Address, draw: Draw) -> Address:
    """Near misses: another number, apartment or street in the same town."""
    changed = draw.one(["number", "unit", "road"])
    if changed == "road":
        return replace(
            address(first.language, draw, first.person),
            town=first.town,
            number=first.number + 1,
            postcode=first.postcode,
        )
    return replace(first, **{changed: getattr(first, changed) + draw.one([1, 2, 10])})


def _field(part: str, language: str) -> Field:
    of_b = Words("of record B", "del registro B").in_(language)
    return Field(part, f"{LABELS[part].in_(language)} {of_b}", "text")
