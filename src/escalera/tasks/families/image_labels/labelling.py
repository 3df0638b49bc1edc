"""What is asked about a scene: kinds and counts, then cells and colours, then labels by a guideline."""

from __future__ import annotations

from escalera.reference.words import Words
from escalera.tasks.families import guessing
from escalera.tasks.families.family import Field, Item, Key, Option, Picture
from escalera.tasks.families.image_labels.picture import HEIGHT, WIDTH, drawn
from escalera.tasks.families.image_labels.scene import CELLS, COLOURS, LISTS, Scene, called, scene
from escalera.tasks.families.phrases import Draw

TWO_COLOURED = {"plant", "person", "clock"}
Asked = tuple[Field, Key, Words]

INSTRUCTIONS = {
    1: Words(
        "Look at the picture. Tick every kind of thing you can see in it, and only those. Then count.",
        "Mira la imagen. Marca todas las clases de cosas que veas en ella, y solo esas. Después cuenta.",
    ),
    2: Words(
        "The picture is divided into cells: a letter for the column and a number for the row (B2 is the "
        "second column, "
        "second row). Say where things are, what color they have and how many there are.",
        "La imagen está dividida en cuadros: una letra para la columna y un número para la fila (B2 es "
        "segunda columna, "
        "segunda fila). Di dónde están las cosas, de qué color son y cuántas hay.",
    ),
    3: Words(
        "Label by this guideline: 1. Label a thing only if you can see at least half of it. 2. Things on "
        "framed posters "
        "are pictures: don't label them. 3. Crates are background: don't label them. All questions follow "
        "the guideline.",
        "Etiqueta según esta guía: 1. Etiqueta una cosa solo si se ve por lo menos la mitad. 2. Lo que está "
        "en carteles "
        "con marco es un dibujo: no lo etiquetes. 3. Las cajas de madera son fondo: no las etiquetes. Todas "
        "las preguntas siguen la guía.",
    ),
}
EXAMPLE = {
    1: Words(
        "Two apples and a fish: tick Apple and Fish. Number of apples: 2.",
        "Dos manzanas y un pescado: marca Manzana y Pescado. Número de manzanas: 2.",
    ),
    2: Words(
        "A red cup in the third column of the first row: the cup is in C1, its color is red.",
        "Una taza roja en la tercera columna de la primera fila: la taza está en C1 y es de color rojo.",
    ),
    3: Words(
        "Three dogs: one whole, one behind a crate so that only the ears show, one on a poster. Only the "
        "first is labeled.",
        "Tres perros: uno entero, uno tras una caja que solo deja ver las orejas, uno en un cartel. Solo se "
        "etiqueta el primero.",
    ),
}
HINT = {
    1: Words(
        "Go through the picture row by row, as if reading.",
        "Recorre la imagen fila por fila, como si leyeras.",
    ),
    2: Words(
        "Put a finger on the column's letter and another on the row's number: they meet in the cell.",
        "Pon un dedo en la letra de la columna y otro en el número de la fila: se juntan en el cuadro.",
    ),
    3: Words(
        "For each thing ask three questions in order: is it framed? is more than half hidden? what is it?",
        "Para cada cosa haz tres preguntas en orden: ¿tiene marco?, ¿está tapada más de la mitad?, ¿qué es?",
    ),
}
SEEN = Words(
    "Compare the list with the picture one kind at a time; a kind counts once however often it appears.",
    "Compara la lista con la imagen, una clase a la vez; cada clase se marca una vez, aunque aparezca mucho.",
)
COUNT = Words(
    "Count row by row and say the number aloud; things that are only alike don't count.",
    "Cuenta fila por fila y di el número en voz alta; las cosas que solo se parecen no cuentan.",
)
WHERE = Words(
    "The letter is the column and comes first, the number is the row. Mark every cell that has one.",
    "La letra es la columna y va primero, el número es la fila. Marca todos los cuadros donde haya.",
)
COLOUR = Words(
    "Go by the largest painted surface, not by lids, wheels or outlines.",
    "Fíjate en la superficie pintada más grande, no en tapas, ruedas ni contornos.",
)
GUIDELINE = Words(
    "The guideline decides, not the eye: hidden by more than half or framed on a poster means no label.",
    "Decide la guía, no el ojo: tapado más de la mitad o en un cartel con marco significa sin etiqueta.",
)


def item(language: str, draw: Draw, *, level: int) -> Item:
    shown = _scene(draw, level)
    asked = {1: _first, 2: _second, 3: _third}[level](shown, language, draw)
    fields = tuple(field for field, _, _ in asked)
    keys = {field.name: key for field, key, _ in asked}
    return Item(
        instructions=INSTRUCTIONS[level].in_(language),
        example=EXAMPLE[level].in_(language),
        hint=HINT[level].in_(language),
        stimulus=(_picture(shown, language, draw, level),),
        fields=fields,
        key=keys,
        chance=guessing.chance(fields, keys),
        feedback={field.name: rule.in_(language) for field, _, rule in asked},
    )


def _scene(draw: Draw, level: int) -> Scene:
    if level < 3:
        return scene(
            draw, things=draw.number(6, 8) if level == 1 else draw.number(9, 12), kinds=draw.number(4, 5)
        )
    while True:
        tricky = scene(draw, things=12, kinds=5, tricky=True)
        if any(one.counts for one in tricky.of(tricky.placed[0].thing)):
            return tricky


def _first(shown: Scene, language: str, draw: Draw) -> list[Asked]:
    most = shown.placed[0].thing
    return [
        _kinds(shown, {one.thing for one in shown.placed}, language, draw, SEEN),
        _count(shown, most, language),
    ]


def _second(shown: Scene, language: str, draw: Draw) -> list[Asked]:
    most, *others = dict.fromkeys(one.thing for one in shown.placed)
    single = [
        one
        for one in shown.placed
        if one.colour and one.thing not in TWO_COLOURED and len(shown.of(one.thing)) == 1
    ]
    colour = (
        [_colour(draw.one(single).thing, shown, language)]
        if single
        else [_count(shown, draw.one(others), language)]
    )
    return [_cells(shown, most, language, WHERE), *colour]


def _third(shown: Scene, language: str, draw: Draw) -> list[Asked]:
    counted = {one.thing for one in shown.counted()}
    all_of_them = Words(
        "How many labels does the whole picture get?", "¿Cuántas etiquetas lleva toda la imagen?"
    )
    number = Key("number", len(shown.counted()), detail={"range": [1, 12], "tolerance": 0.1})
    return [
        _kinds(shown, counted, language, draw, GUIDELINE),
        _cells(shown, shown.placed[0].thing, language, GUIDELINE),
        (Field("labels", all_of_them.in_(language), "number"), number, GUIDELINE),
    ]


def _kinds(shown: Scene, right: set[str], language: str, draw: Draw, rule: Words) -> Asked:
    """Eight kinds to choose from: those in the picture, and others that could have been."""
    there = {one.thing for one in shown.placed}
    absent = draw.some([thing for thing in shown.known if thing not in there], 8 - len(there))
    options = tuple(
        Option(thing, called(thing, language).capitalize())
        for thing in draw.shuffled([*sorted(there), *absent])
    )
    field = Field("kinds", Words("What is there?", "¿Qué hay?").in_(language), "choices", options=options)
    names = ", ".join(option.label for option in options if option.value in right)
    return field, Key("set", sorted(right), shown=names), rule


def _count(shown: Scene, thing: str, language: str) -> Asked:
    many = called(thing, language, many=True)
    label = Words(f"Number of {many}", f"Número de {many}").in_(language)
    return (
        Field("count", label, "number"),
        Key("number", len(shown.of(thing)), detail={"range": [1, 8], "tolerance": 0.1}),
        COUNT,
    )


def _cells(shown: Scene, thing: str, language: str, rule: Words) -> Asked:
    many = called(thing, language, many=True)
    label = Words(f"Which cells have {many}?", f"¿En qué cuadros hay {many}?").in_(language)
    right = sorted(one.cell for one in shown.of(thing) if one.counts)
    return (
        Field("cells", label, "choices", options=tuple(Option(cell, cell) for cell in CELLS)),
        Key("set", right),
        rule,
    )


def _colour(thing: str, shown: Scene, language: str) -> Asked:
    right = shown.of(thing)[0].colour
    asked = Words(
        f"What color is the {called(thing, 'en')}?",
        f"{called(thing, 'es').capitalize()}: ¿de qué color es?",
    )
    options = tuple(Option(name, colour["label"][language]) for name, colour in COLOURS.items())
    key = Key("choice", right, shown=COLOURS[right]["label"][language])
    return Field("colour", asked.in_(language), "choice", options=options), key, COLOUR


def _picture(shown: Scene, language: str, draw: Draw, level: int) -> Picture:
    place = LISTS["scene"][shown.name]["label"]
    grid = level > 1
    divided = Words(
        ", divided into cells A to D by 1 to 3", ", dividido en cuadros de la A a la D y del 1 al 3"
    )
    more = Words(
        " Some things stand behind crates, some are on posters.",
        " Hay cosas detrás de cajas y otras en carteles.",
    )
    alt = Words(f"Drawing of {place['en']}", f"Dibujo de {place['es']}").in_(language) + (
        divided.in_(language) if grid else ""
    )
    alt += Words(", with things of several kinds.", ", con cosas de varias clases.").in_(language)
    return Picture(
        drawn(shown, draw, grid=grid), alt + (more.in_(language) if level == 3 else ""), WIDTH, HEIGHT
    )
