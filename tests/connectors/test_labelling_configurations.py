"""What people may be asked on a Label Studio, in our own widgets, and what is refused by its name."""

import pytest

from escalera.connectors.label_studio import config as configs
from escalera.connectors.label_studio.items import item_of
from escalera.connectors.label_studio.pictures import Seen
from escalera.connectors.label_studio.results import results
from escalera.connectors.politeness import Refused
from escalera.tasks.families.family import Picture

TEXT = '<Text name="text" value="$text"/>'
PICTURE = '<Image name="photo" value="$photo"/>'
CHOICES = '<Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>'
DATA = {"text": "La señora Luna vive en «Oaxaca».", "photo": "/data/upload/1/a.png", "other": "Otro texto"}


def made(inside, data=DATA):
    config = configs.read(f"<View>{inside}</View>")
    photo = Seen(Picture("<svg/>", "", 480, 240), (1920, 960))
    return config, item_of(
        config, data, instructions="Lee bien.", language="es", picture_of=lambda address: photo
    )


def sent(inside, answer, data=DATA):
    """The values of the regions that this answer becomes."""
    config, item = made(inside, data)
    found = results(config, item.content, {"asked-1": answer}, mark="e1")
    return [{"type": region["type"], **region["value"]} for region in found]


@pytest.mark.parametrize(
    ("inside", "widget", "answer", "value"),
    [
        (TEXT + CHOICES, "choice", "2", {"choices": ["Bad"]}),
        (
            TEXT + CHOICES.replace("<Choices", '<Choices choice="multiple"'),
            "choices",
            ["1", "2"],
            {"choices": ["Good", "Bad"]},
        ),
        (TEXT + '<TextArea name="why" toName="text"/>', "text", "porque sí", {"text": ["porque sí"]}),
        (TEXT + '<TextArea name="why" toName="text" rows="4"/>', "longtext", "ñ", {"text": ["ñ"]}),
        (TEXT + '<Rating name="stars" toName="text" maxRating="3"/>', "choice", "3", {"rating": 3}),
        (TEXT + '<Number name="price" toName="text"/>', "number", "12.5", {"number": 12.5}),
        (
            TEXT + '<Labels name="who" toName="text"><Label value="Person"/><Label value="Town"/></Labels>',
            "spans",
            ["1:2-3", "2:6"],
            {"start": 3, "end": 14, "text": "señora Luna", "labels": ["Person"]},
        ),
        (
            PICTURE + '<RectangleLabels name="box" toName="photo"><Label value="Dog"/></RectangleLabels>',
            "boxes",
            ["1 48 24 96 120"],
            {"x": 10.0, "y": 10.0, "width": 10.0, "height": 40.0, "rotation": 0, "rectanglelabels": ["Dog"]},
        ),
        (
            TEXT + '<Text name="b" value="$other"/><Pairwise name="better" toName="text,b"/>',
            "compare",
            "right",
            {"selected": "right"},
        ),
    ],
)
def test_each_tag_has_its_widget_and_each_answer_its_value(inside, widget, answer, value):
    _, item = made(inside)

    assert item.content["fields"][0]["widget"] == widget
    first = sent(inside, answer)[0]
    assert {name: first[name] for name in value} == value


def test_marked_words_are_sent_without_the_signs_around_them():
    inside = TEXT + '<Labels name="who" toName="text"><Label value="Town"/></Labels>'

    (span,) = sent(inside, ["1:6"])

    assert DATA["text"][span["start"] : span["end"]] == span["text"] == "Oaxaca"


def test_places_are_counted_in_characters_even_after_an_emoji():
    inside = TEXT + '<Labels name="who" toName="text"><Label value="Town"/></Labels>'

    (span,) = sent(inside, ["1:2"], {"text": "🌽 Puebla"})

    assert (span["start"], span["end"]) == (2, 8)


def test_a_box_is_sent_with_the_size_of_the_picture_as_it_was():
    inside = PICTURE + '<RectangleLabels name="box" toName="photo"><Label value="Dog"/></RectangleLabels>'
    config, item = made(inside)

    (region,) = results(config, item.content, {"asked-1": ["1 0 0 10 10"]}, mark="e1")

    assert (region["original_width"], region["original_height"]) == (1920, 960)


@pytest.mark.parametrize("answer", ["", "x", [], ["1:99x"], "left", "NaN"])
@pytest.mark.parametrize(
    "inside",
    [TEXT + CHOICES, TEXT + '<Number name="n" toName="text"/>', TEXT + '<Rating name="n" toName="text"/>'],
)
def test_an_answer_that_means_nothing_is_not_sent(inside, answer):
    assert sent(inside, answer) == []


def test_a_heading_right_before_a_question_is_its_label_and_others_are_shown():
    _, item = made(f'<Header value="Una reseña"/>{TEXT}<Header value="¿Cómo suena?"/>{CHOICES}')

    assert item.content["fields"][0]["label"] == "¿Cómo suena?"
    assert [part["text"] for part in item.content["stimulus"]] == ["Una reseña", DATA["text"]]


def test_two_texts_to_compare_are_the_options_and_stand_nowhere_else():
    _, item = made(TEXT + '<Text name="b" value="$other"/><Pairwise name="better" toName="text,b"/>')

    assert [option["label"] for option in item.content["fields"][0]["options"]] == [
        DATA["text"],
        "Otro texto",
    ]
    assert item.content["stimulus"] == []


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ('<Audio name="a" value="$a"/>' + CHOICES, "<Audio>"),
        (TEXT + '<Taxonomy name="t" toName="text"/>', "<Taxonomy>"),
        (PICTURE + '<BrushLabels name="b" toName="photo"><Label value="x"/></BrushLabels>', "<BrushLabels>"),
        (TEXT + '<Choices name="c" toName="text" value="$list"/>', "<Choices value>"),
        (TEXT + '<TextArea name="c" toName="text" perRegion="true"/>', "<TextArea perRegion>"),
        (PICTURE + '<Labels name="c" toName="photo"><Label value="x"/></Labels>', r"<labels> \+ <image>"),
        (TEXT, "asks for nothing"),
        (TEXT + CHOICES.replace('toName="text"', 'toName="gone"'), "not shown"),
        (TEXT + '<Choices name="c" toName="text"></Choices>', "no options"),
        (TEXT + '<Rating name="c" toName="text" maxRating="many"/>', "stars"),
        ("<Text", "can't be read"),
        ("&nbsp;" + TEXT + CHOICES, "can't be read"),
    ],
)
def test_what_cannot_be_done_is_refused_by_its_name(inside, named):
    with pytest.raises(Refused, match=named):
        made(inside)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><View>&y;</View>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><View><Header value="&x;"/></View>',
        "<View>" * 5000 + "</View>" * 5000,
        "<View>" + "x" * 300_000 + "</View>",
    ],
)
def test_xml_that_means_harm_is_refused(xml):
    with pytest.raises(Refused):
        configs.read(xml)


def test_a_task_that_lacks_what_is_shown_says_so():
    with pytest.raises(Refused, match="under text"):
        made(TEXT + CHOICES, {"txt": "?"})
