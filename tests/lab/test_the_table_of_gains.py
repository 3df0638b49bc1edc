"""What each task type teaches, as rows and as a picture."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from escalera.engine import Catalogue, Gains, TaskType, UnknownName
from escalera.lab import gains_table, heatmap
from escalera.lab.models import Model, WhoSaid

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def model():
    """Forms surely teach typing, as Bilal says; puzzles maybe reading, as one of two peers says."""
    catalogue = Catalogue.of(
        skills=["reading", "typing"],
        task_types=[TaskType("forms", {"typing": 1.0}), TaskType("puzzles <new>", {"reading": 1.0})],
    )
    mean = np.array([[0.0, 0.30], [0.06, 0.0]])
    deviation = np.array([[0.0, 0.03], [0.06, 0.0]])
    gains = Gains(mean, deviation**2, np.array([[0, 0.9], [0.4, 0]]), np.array([[0, 240.0], [12.0, 0]]))
    said = WhoSaid(
        ("bilal", "chen", "dora"),
        np.array([0, 1, 1]),
        np.array([1, 0, 0]),
        np.array([True, True, False]),
        np.array([0.9, 0.2, 0.6]),
    )
    return Model(catalogue, gains, who_said=said)


def test_a_row_says_how_much_how_surely_on_what_and_who_said_so(model):
    first, second = gains_table.rows(model)

    assert (first.task_type, first.skill) == ("forms", "typing")
    assert first.gain == pytest.approx(0.30 / 6) and first.certain
    assert first.low == pytest.approx((0.30 - 1.645 * 0.03) / 6, abs=1e-4)
    assert first.evidence == 240.0
    assert [claim.worker for claim in second.said] == ["dora", "chen"]
    assert not second.said[0].taught and not second.certain


@pytest.mark.parametrize(
    ("order", "first"),
    [("gain", "forms"), ("evidence", "forms"), ("task type", "forms"), ("skill", "puzzles <new>")],
)
def test_rows_come_in_the_order_asked_for(model, order, first):
    assert gains_table.rows(model, order=order)[0].task_type == first


def test_one_skill_alone(model):
    assert [row.skill for row in gains_table.rows(model, skill="reading")] == ["reading"]
    with pytest.raises(UnknownName, match="no skill called 'flying'"):
        gains_table.rows(model, skill="flying")


def test_the_picture_reads_without_eyes(model):
    picture = ElementTree.fromstring(heatmap.heatmap(gains_table.rows(model)))

    assert picture.find(f"{SVG}title").text == "What each task type teaches"
    assert (
        "Most is learned from forms, typing: 5.0; puzzles <new>, reading: 1.0 (?)"
        in picture.find(f"{SVG}desc").text
    )
    cells = [group.find(f"{SVG}title").text for group in picture.iter(f"{SVG}g")]
    assert cells[0] == "forms teaches typing: 5.0 hundredths (4.2 to 5.8)"


def test_the_picture_speaks_spanish(model):
    picture = heatmap.heatmap(gains_table.rows(model), language="es")

    assert 'lang="es"' in picture and "Qué enseña cada tipo de tarea" in picture
    assert "teaches" not in picture


def test_what_is_not_sure_is_hatched(model):
    sure, unsure = ElementTree.fromstring(heatmap.heatmap(gains_table.rows(model))).iter(f"{SVG}g")

    assert not sure.findall(f"{SVG}rect[@class='hatch']")
    assert unsure.findall(f"{SVG}rect[@class='hatch']")


def test_an_empty_table_still_makes_a_picture():
    assert "Nothing is known to be taught." in heatmap.heatmap([])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_stand_out_from_their_ground(model, scheme):
    style = heatmap.heatmap(gains_table.rows(model)).split("<style>")[1].split("</style>")[0]
    light, dark = style.split("@media (prefers-color-scheme:dark)")
    colours = dict(re.findall(r"\.(s\d|t\d)\{fill:(#\w{6})\}", light if scheme == "light" else dark))

    for step in range(5):
        assert contrast(colours[f"s{step}"], colours[f"t{step}"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    bright = sorted((luminance(one), luminance(other)))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
