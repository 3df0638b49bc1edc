"""Level 1: a list of contacts whose cells follow rules that one can see."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families.family import Stimulus
from escalera.tasks.families.phrases import Draw, read
from escalera.tasks.families.phrases.cast import Person, people
from escalera.tasks.families.table_correction.planting import lettered, swapped
from escalera.tasks.families.table_correction.sheet import Sheet
from escalera.tasks.scoring.given import without_accents

LISTS = read(__file__, "lists.toml")
TITLES = Words("Name|Town|Postcode|Mail", "Nombre|Ciudad|Código postal|Correo")
CAPTION = Words("Contacts", "Contactos")
DOMAIN = "ejemplo.mx"
LETTER = Words(
    "A postcode has five digits: the letter O stands where 0 belongs, l for 1, S for 5.",
    "Un código postal tiene cinco cifras: la letra O está donde va un 0, la l por un 1 y la S por un 5.",
)
TOWN = Words(
    "Rows of one town have one postcode: the one that differs is wrong.",
    "Las filas de una ciudad llevan el mismo código postal: el que es distinto está mal.",
)
AT = Words(
    "Every mail address has one @ between the name and the domain.",
    "Todo correo lleva una @ entre el nombre y el dominio.",
)
NAME = Words(
    "The part before the @ is first.last, letter by letter as in the name, without accents.",
    "Lo que va antes de la @ es nombre.apellido, letra por letra como en el nombre, sin acentos.",
)


def sheet(language: str, draw: Draw) -> tuple[tuple[Stimulus, ...], Sheet]:
    towns = draw.some(LISTS["towns"], 2)
    # Three of one town and four of another, so that the odd postcode shows.
    homes = draw.shuffled([towns[0]] * 3 + [towns[1]] * 4)
    rows = [
        [person.name, town, code, address(person)]
        for person, (town, code) in zip(people(draw, 7), homes, strict=True)
    ]
    made = Sheet(tuple(TITLES.in_(language).split("|")), rows, fixed=2)
    plant(made, language, draw)
    return (made.table(CAPTION.in_(language)),), made


def address(person: Person) -> str:
    plain = without_accents(f"{person.first}.{person.last}").casefold().replace("ñ", "n")
    return f"{plain}@{DOMAIN}"


def plant(made: Sheet, language: str, draw: Draw) -> None:
    lettered_row, town_row, at_row, name_row = draw.some(range(len(made.rows)), 4)
    code = made.rows[lettered_row][2]
    kinds = draw.some(["letter", "town", "at", "name"], 3)
    if "letter" in kinds:
        made.spoil(lettered_row, 2, lettered(code, draw) or code[::-1], LETTER.in_(language))
    if "town" in kinds:
        code = made.rows[town_row][2]
        made.spoil(
            town_row, 2, f"{code[0]}{(int(code[1]) + draw.number(1, 8)) % 10}{code[2:]}", TOWN.in_(language)
        )
    if "at" in kinds:
        mail = made.rows[at_row][3]
        made.spoil(at_row, 3, mail.replace("@", draw.one([" ", "@@", "."])), AT.in_(language))
    if "name" in kinds:
        name, _, domain = made.rows[name_row][3].partition("@")
        wrong = swapped(name.rpartition(".")[2], draw) or name[::-1]
        made.spoil(name_row, 3, f"{name.rpartition('.')[0]}.{wrong}@{domain}", NAME.in_(language))
