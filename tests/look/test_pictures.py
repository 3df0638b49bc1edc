"""Pictures are drawn on the server, with words for those who do not see them."""

import re
from xml.etree import ElementTree

import pytest

from escalera.look import icons, ranges, staircase
from escalera.look.staircase import Stair

STAIRS = [Stair("Read", "done", 0), Stair("Listen", "now", 40), Stair("Write <b>", "ahead", 95)]


def svg(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def test_the_staircase_has_a_block_for_each_stair_and_one_for_the_job():
    picture = svg(staircase.staircase_picture(STAIRS, goal="Transcriber"))

    assert [rect.get("class") for rect in picture.iter("rect")] == ["done", "now", "ahead", "goal"]


def test_the_staircase_says_how_far_and_where_to():
    picture = svg(staircase.staircase_picture(STAIRS, goal="Transcriber"))

    assert picture.find("title").text == "A staircase with 3 stairs. Climbed: 1. At the top: Transcriber."
    assert picture.find("desc").text == "1. Read: done; 2. Listen: you are here; 3. Write <b>: ahead"


def test_the_staircase_rises():
    tops = [block.top for block in staircase.blocks_of(7)]

    assert tops == sorted(tops, reverse=True)


@pytest.mark.parametrize("count", [0, 1, 12, 40])
def test_any_number_of_stairs_stays_inside_the_picture(count):
    blocks = staircase.blocks_of(count + 1)
    svg(staircase.staircase_picture([Stair("x", "ahead", 30)] * count, goal="top"))

    assert all(block.left >= 0 and block.width > 0 for block in blocks)
    assert blocks[-1].left + blocks[-1].width <= staircase.WIDTH


def test_who_has_climbed_all_stairs_stands_at_the_top():
    done = [Stair("Read", "done"), Stair("Listen", "done")]

    assert staircase.standing_on(done) == 2
    assert "You are at the top" in staircase.staircase_picture(done, goal="Transcriber")


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        (20, "lies below that"),
        (60, "lies in between"),
        (200, "lies above that"),
        (None, "an hour"),
    ],
)
def test_a_pay_range_is_said_beside_the_minimum_wage(floor, words):
    label = svg(ranges.range_picture(low=40, high=90, floor=floor, currency="MXN")).get("aria-label")

    assert words in label


def test_the_minimum_wage_is_marked_where_it_lies():
    picture = svg(ranges.range_picture(low=40, high=100, floor=40, currency="MXN"))
    pay, floor = (next(r for r in picture.iter("rect") if r.get("class") == css) for css in ("done", "floor"))

    assert pay.get("x") == floor.get("x")


@pytest.mark.parametrize("name", [*icons.ICONS, "unknown"])
def test_every_icon_is_drawn_and_silent(name):
    assert svg(icons.icon(name)).get("aria-hidden") == "true"


def test_pictures_carry_no_style():
    drawn = [
        staircase.staircase_picture(STAIRS, goal="x"),
        ranges.range_picture(low=1, high=2, floor=1, currency="MXN"),
    ]

    assert not any(re.search(r"\sstyle=|<style", picture) for picture in drawn)
