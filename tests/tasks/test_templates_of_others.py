"""Reading template folders, what is refused, what comes from outside, and how answers become keys."""

import json
from pathlib import Path

import pytest

from escalera.tasks.families.family import Option
from escalera.tasks.foreign import folder, form, importing, outside
from escalera.tasks.foreign.form import Input
from escalera.tasks.foreign.keys import TICKED, keyed
from escalera.tasks.foreign.refusal import Refused
from escalera.tasks.foreign.weights import weights
from escalera.tasks.models import Item, Origin, TaskType
from escalera.tasks.scoring import score

OURS = Path(__file__).parent / "templates_of_ours"
SHELVES = tuple(Option(value, value) for value in ("1", "2", "3"))
VENDOR = Path(outside.__file__).parents[2] / "web" / "worker" / "vendor"


def written(place: Path, html: str, batch: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / "template.html").write_text(html)
    (place / "batch.csv").write_text(batch)
    return place


def test_rows_that_show_the_same_are_one_item_with_several_reference_answers():
    template = folder.read(OURS / "parcel-choice")

    assert [len(row.answers) for row in template.rows] == [3, 2]
    assert template.rows[1].answers[0] == {"shelf": "3", "fragile": "on", "heavy": "", "remark": ""}


def test_variables_are_replaced_once_and_unknown_ones_stay():
    html = folder.filled("${a} ${ b } ${c}", {"a": "${b}", "b": "<i>two</i>"})

    assert html == "${b} <i>two</i> ${c}"


@pytest.mark.parametrize(
    ("html", "batch", "why"),
    [
        ("<input name=x>", "", "no rows"),
        ("<input name=x>", "a,Answer.x\n", "no rows"),
        ("<input name=x>", "a\n1\n", "unpaid work"),
        ("<p>${a}</p>", "a,Answer.x\n1,2\n", "no inputs"),
        ("<input name=x><input type=password name=p>", "a,Answer.x\n1,2\n", "password"),
        ("<input name=x>" + " " * 140_000, "a,Answer.x\n1,2\n", "larger than 128 kB"),
        (
            '<input name=x><script src="https://unpkg.com/gojs/release/go.js"></script>',
            "a,Answer.x\n1,2\n",
            "GoJS",
        ),
    ],
)
def test_what_cannot_be_worked_on_is_refused_with_a_reason(db, tmp_path, html, batch, why):
    found = importing.import_one(written(tmp_path / "one", html, batch), requester="Chen")

    assert why in found.why_refused
    assert not TaskType.objects.filter(origin=Origin.TEMPLATE).exists()


def test_a_folder_without_a_template_or_in_no_known_writing_is_refused(tmp_path):
    (tmp_path / "batch.csv").write_text("a,Answer.x\n1,2\n")
    with pytest.raises(Refused, match=r"no template\.html"):
        folder.read(tmp_path)

    (tmp_path / "template.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="UTF-8"):
        folder.read(tmp_path)


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        (
            '<script src="https://code.jquery.com/jquery-3.2.1.slim.min.js" integrity="x"></script>',
            "jquery-3.7.1.slim.min.js",
        ),
        (
            "<script src='//ajax.googleapis.com/ajax/libs/jquery/3.3.1/jquery.min.js'></script>",
            "jquery-3.7.1.min.js",
        ),
        (
            '<script src="https://ajax.googleapis.com/ajax/libs/jquery/1.11.2/jquery.min.js"></script>',
            "jquery-1.12.4.min.js",
        ),
        (
            '<script src="https://maxcdn.bootstrapcdn.com/bootstrap/4.0.0/js/bootstrap.min.js"></script>',
            "bootstrap-4.6.2/js",
        ),
        (
            '<link href="https://s3.amazonaws.com/mturk-public/bs30/css/bootstrap.min.css" rel="stylesheet">',
            "bootstrap-3.4.1/css",
        ),
        (
            '<script src="https://cdnjs.cloudflare.com/ajax/libs/popper.js/1.12.9/umd/popper.min.js"></script>',
            "popper-1.16.1",
        ),
    ],
)
def test_known_libraries_are_replaced_by_vendored_ones(tag, file):
    inside = outside.brought_inside(tag)

    assert file in inside.html
    assert "//" not in inside.html
    assert inside.left_out == 0


def test_every_vendored_file_named_is_there():
    files = [file for _, file in (*outside.SCRIPTS, *outside.STYLES) if not file.startswith("ours/")]

    assert [file for file in files if not (VENDOR / file).exists()] == []


def test_other_outside_scripts_and_pictures_are_taken_out_and_counted():
    inside = outside.brought_inside(
        "<script src='https://a.example/x.js'></script><img class=b src=\"http://a.example/p.png\" alt=c>"
    )

    assert "a.example" not in inside.html
    assert (inside.left_out, inside.pictures) == (1, 1)


def test_inputs_have_kinds_options_and_words():
    inputs = form.inputs(form.parsed((OURS / "parcel-choice" / "template.html").read_text()))

    assert {one.name: one.kind for one in inputs.values()} == {
        "assignmentId": "hidden",
        "shelf": "radio",
        "fragile": "checkbox",
        "heavy": "checkbox",
        "remark": "longtext",
    }
    assert inputs["shelf"].label == "Where does the parcel go?"
    assert [option.label for option in inputs["shelf"].options] == ["Cold", "Dry", "Locked"]


def key_of(kind: str, *references: str, options: tuple[Option, ...] = SHELVES) -> dict:
    one = Input("x", kind, "X", options if kind in ("radio", "select", "checkbox") else ())
    key = keyed({"x": one}, [{"x": said} for said in references], language="en").key
    return json.loads(json.dumps({name: {**vars(part)} for name, part in key.items()}))


def test_the_majority_is_right_and_minorities_get_a_part():
    key = key_of("radio", "1.0", "1", "2")

    assert score(key, {"x": "1"}).score == 1
    assert 0 < score(key, {"x": "2"}).score < 1
    assert score(key, {"x": "3"}).score == 0


@pytest.mark.parametrize("references", [("1", "2"), ("1", "2", "3"), ("", ""), ("7",)])
def test_disagreement_leaves_a_choice_to_a_peer(references):
    assert score(key_of("radio", *references), {"x": "1"}).score is None


def test_free_text_has_a_right_answer_only_where_people_wrote_the_same():
    assert score(key_of("text", "Lupita", "lupita ", "Guadalupe"), {"x": "LUPITA"}).score == 1
    assert score(key_of("text", "a car", "a van"), {"x": "a car"}).score is None
    assert score(key_of("longtext", "one person wrote this"), {"x": "one person wrote this"}).score is None


def test_boxes_are_judged_as_a_set():
    key = key_of("checkbox", "1|3", "3|1", "1")

    assert score(key, {"x": ["1", "3"]}).score == 1
    assert 0 < score(key, {"x": ["1", "2"]}).score < 1


def test_boxes_that_stand_alone_are_judged_together():
    boxes = {name: Input(name, "checkbox", name, (Option("on", name),)) for name in ("fragile", "heavy")}

    found = keyed(boxes, [{"fragile": "on", "heavy": ""}] * 2, language="en")

    assert found.key[TICKED].right == ["fragile"]


def test_a_column_for_each_choice_is_put_together():
    one = Input("mood", "radio", "Mood", (Option("happy", "Happy"), Option("sad", "Sad")))

    found = keyed({"mood": one}, [{"mood.happy": "True", "mood.sad": "False"}], language="en")

    assert found.key["mood"].right == "happy"


def test_weights_sum_to_one_and_follow_the_words():
    known = {"apply-guidelines", "read-english", "read-sentiment", "check-facts"}

    said = weights("Judge the sentiment", "Is the opinion good?", "", language="en", known=known)
    silent = weights("Zzz", "", "", language="en", known=known)

    assert sum(said.values()) == pytest.approx(1)
    assert said["read-sentiment"] > 0.4
    assert silent == {"apply-guidelines": 0.5, "read-english": 0.5}


def test_importing_twice_is_importing_once(tasks_loaded):
    first = [importing.import_one(place, requester="Chen") for place in importing.places(OURS)]
    items = set(Item.objects.filter(task_type__origin=Origin.TEMPLATE).values_list("pk", flat=True))

    second = [importing.import_one(place, requester="Chen") for place in importing.places(OURS)]

    assert sum(one.new_items for one in first) == 7
    assert sum(one.new_items for one in second) == 0
    assert set(Item.objects.filter(task_type__origin=Origin.TEMPLATE).values_list("pk", flat=True)) == items


def test_what_is_kept_of_a_template(tasks_loaded):
    for place in importing.places(OURS):
        importing.import_one(place, requester="Chen")

    task_type = TaskType.objects.get(slug="template-market-stalls")
    assert task_type.source["language"] == "es"
    assert task_type.pay is None
    assert task_type.requester.name == "Chen"
    assert sum(task_type.weights.values_list("weight", flat=True)) == pytest.approx(1)
    assert set(task_type.items.first().content) >= {"instructions", "fields", "stimulus", "foreign"}


def test_what_has_no_score_is_kept_but_not_put_on_paths(tasks_loaded):
    importing.import_one(OURS / "old-photo", requester="Chen")

    task_type = TaskType.objects.get(slug="template-old-photo")
    assert "missing media" in task_type.source["marks"]
    assert not task_type.is_open
    assert {part["rule"] for part in task_type.items.get().key.values()} == {"peer"}
