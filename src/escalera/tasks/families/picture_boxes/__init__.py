"""Drawn scenes in which things get a tight box."""

from __future__ import annotations

import numpy as np

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Family, Field, Item, Key, Level, Option, Picture
from escalera.tasks.families.image_labels.picture import HEIGHT, WIDTH
from escalera.tasks.families.image_labels.scene import LISTS, called
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.picture_boxes.scene import Scene, scene, svg

INSTRUCTIONS = {
    1: Words(
        "Draw a box around each {things} in the picture. The box touches the thing on all four sides and leaves "
        "nothing out. Draw one box for each thing.",
        "Dibuja un recuadro alrededor de cada {things} de la imagen. El recuadro toca la cosa por los cuatro lados "
        "y no deja nada fuera. Un recuadro para cada cosa.",
    ),
    2: Words(
        "Draw a box around each {things} and choose its label. Things have many sizes, and small ones count as "
        "much as large ones. The box touches the thing on all four sides.",
        "Dibuja un recuadro alrededor de cada {things} y elige su etiqueta. Hay cosas de muchos tamaños, y las "
        "chicas cuentan igual que las grandes. El recuadro toca la cosa por los cuatro lados.",
    ),
    3: Words(
        "Draw boxes around each {things} by this guideline: 1. A thing gets a box only if you can see at least half "
        "of it. 2. The box goes around the part you can see, not around the crate. 3. Things on framed "
        "posters are pictures and get no box.",
        "Dibuja recuadros alrededor de cada {things} según esta guía: 1. Una cosa lleva recuadro solo si se ve por "
        "lo menos la mitad. 2. El recuadro rodea lo que se ve, no la caja de madera. 3. Lo que está en "
        "carteles con marco es un dibujo y no lleva recuadro.",
    ),
}
EXAMPLE = {
    1: Words(
        "A cup with a handle: the box takes in the handle and ends where the cup ends.",
        "Una taza con asa: el recuadro abarca el asa y termina donde termina la taza.",
    ),
    2: Words(
        "A small cup far back gets its own box, as tight as the large one in front.",
        "Una taza chica al fondo lleva su propio recuadro, tan justo como el de la grande.",
    ),
    3: Words(
        "A dog behind a low crate: the box ends at the upper edge of the crate. A dog on a poster: no box.",
        "Un perro tras una caja baja: el recuadro termina en el borde de arriba de la caja. Un perro en un "
        "cartel: sin recuadro.",
    ),
}
HINT = {
    1: Words(
        "Go from corner to corner: begin above and to the left of the thing, end below and to the right.",
        "Ve de esquina a esquina: empieza arriba a la izquierda de la cosa y termina abajo a la derecha.",
    ),
    2: Words(
        "Do all things of one label first, row by row, then the other label.",
        "Haz primero todas las cosas de una etiqueta, fila por fila, y luego la otra.",
    ),
    3: Words(
        "For each thing ask: is it framed? Is more than half hidden? Where does the part I see end?",
        "Con cada cosa pregúntate: ¿tiene marco?, ¿está tapada más de la mitad?, ¿dónde termina lo que se ve?",
    ),
}
BECAUSE = {
    1: Words(
        "A box that is too large teaches a program the background; one that is too small cuts the thing off. Look "
        "at all four sides.",
        "Un recuadro muy grande le enseña el fondo al programa; uno muy chico corta la cosa. Revisa los cuatro lados.",
    ),
    2: Words(
        "Small things are missed most: go through the picture row by row. The label is what the thing is, not "
        "its color or size.",
        "Las cosas chicas son las que más se escapan: recorre la imagen fila por fila. La etiqueta dice qué es la "
        "cosa, no su color ni su tamaño.",
    ),
    3: Words(
        "The guideline decides: hidden by more than half or framed means no box, and a box never takes in what "
        "stands in front.",
        "Decide la guía: tapada más de la mitad o con marco significa sin recuadro, y el recuadro nunca abarca lo "
        "que está enfrente.",
    ),
}
SHAPE = {
    1: {"kinds": 4, "asked": 1, "things": 6, "sizes": (72, 100), "tricky": False},
    2: {"kinds": 5, "asked": 2, "things": 9, "sizes": (48, 100), "tricky": False},
    3: {"kinds": 4, "asked": 2, "things": 10, "sizes": (76, 98), "tricky": True},
}


def make(number: int, language: str, rng: np.random.Generator) -> Item:
    draw = Draw(rng)
    shown = scene(draw, **SHAPE[number])  # type: ignore[arg-type]
    names = {thing: called(thing, language) for thing in shown.asked}
    options = tuple(Option(thing, name.capitalize()) for thing, name in names.items())
    asked = Words("Boxes", "Recuadros").in_(language)
    fields = (Field("boxes", asked, "boxes", options=options, on=0),)
    key = {"boxes": _key(shown, names)}
    things = Words(" and each ", " y cada ").in_(language).join(names.values())
    return Item(
        instructions=INSTRUCTIONS[number].in_(language).format(things=things),
        example=EXAMPLE[number].in_(language),
        hint=HINT[number].in_(language),
        stimulus=(Picture(svg(shown, draw), _alt(shown, number).in_(language), WIDTH, HEIGHT),),
        fields=fields,
        key=key,
        chance=guessing.chance(fields, key),
        feedback={"boxes": BECAUSE[number].in_(language)},
    )


def _key(shown: Scene, names: dict[str, str]) -> Key:
    right = [f"{one.thing} {' '.join(map(str, one.box))}" for one in shown.right()]
    counted = {thing: sum(one.thing == thing for one in shown.right()) for thing in shown.asked}
    return Key("boxes", right, shown=", ".join(f"{names[thing]}: {many}" for thing, many in counted.items()))


def _alt(shown: Scene, number: int) -> Words:
    place = LISTS["scene"][shown.name]["label"]
    more = (
        Words(
            " Some things stand behind crates, some are on posters.",
            " Hay cosas detrás de cajas y otras en carteles.",
        )
        if number == 3
        else Words("", "")
    )
    return Words(
        f"Drawing of {place['en']}, with things of several kinds and sizes.{more.en}",
        f"Dibujo de {place['es']}, con cosas de varias clases y tamaños.{more.es}",
    )


FAMILY = Family(
    slug="picture-boxes",
    title=Words("Boxes on pictures", "Recuadros en imágenes"),
    levels=(
        Level(
            number=1,
            title=Words("Draw a box around one kind of thing", "Enmarcar una clase de cosa"),
            skills={"draw-boxes": 0.8, "pay-attention-to-detail": 0.2},
            minutes=1.0,
            can_do=Words(
                "You draw tight boxes around things that stand free.",
                "Dibujas recuadros justos alrededor de cosas que se ven completas.",
            ),
        ),
        Level(
            number=2,
            title=Words(
                "Box large and small things of two kinds", "Enmarcar cosas grandes y chicas de dos clases"
            ),
            skills={"draw-boxes": 0.7, "label-images": 0.3},
            minutes=2.0,
            can_do=Words(
                "You find small things, too, and give each box its label.",
                "Encuentras también las cosas chicas y le pones su etiqueta a cada recuadro.",
            ),
        ),
        Level(
            number=3,
            title=Words(
                "Box half-hidden things by a guideline", "Enmarcar cosas medio tapadas según una guía"
            ),
            skills={"draw-boxes": 0.5, "apply-guidelines": 0.4, "pay-attention-to-detail": 0.1},
            minutes=2.5,
            can_do=Words(
                "You decide what gets a box and where it ends, by the guideline.",
                "Decides qué lleva recuadro y dónde termina, según la guía.",
            ),
        ),
    ),
    make=make,
)
