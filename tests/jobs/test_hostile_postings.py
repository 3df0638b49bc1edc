"""Whatever is sent, reading ends soon, and with an answer or one of three small errors."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalera.jobs import breaking, intake, taxonomy

PIECES = (
    *(
        "<div>",
        "<!--",
        "<a ",
        "<![CDATA[",
        "</p>",
        "<script>",
        "&#",
        "&#9999999999;",
        "<p>x",
        "<li>Excel",
        "<h1>",
    ),
    *(
        '<a b="',
        "a",
        "a, ",
        ". ",
        "Requisitos: ",
        "• captura de datos\n",
        "para empresa de ",
        "no ",
        "$1,",
        "$5 - ",
    ),
    *("1 ", "pay 5 ", "e\u0301\u0327", "\u200b a", "[", '{"a":', "2 años ", "solo ", "manda foto "),
    *("captura de datos ", "ñ,", "@", "a@a.", "İ"),
)
PILES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
SECONDS = 12  # of processor time; it takes 1 to 5 on one slow core


def break_down(upload: bytes | str) -> breaking.BreakDown | None:
    try:
        return breaking.break_down(intake.read(upload), taxonomy.of_starter_set())
    except (intake.TooLong, intake.NothingToRead, intake.NotText):
        return None


@pytest.mark.prove
@pytest.mark.parametrize("size", [299_000, 1_000_000])
@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_of_anything_is_answered_soon(piece: str, size: int):
    answered_soon(piece, size)


@pytest.mark.parametrize("piece", PIECES)
def test_fifty_kilobytes_of_anything_are_answered_soon(piece: str):
    answered_soon(piece, 50_000, seconds=3)


def test_a_megabyte_of_a_real_posting_is_too_long():
    with pytest.raises(intake.TooLong):
        intake.read("Buscamos capturista con Excel avanzado e inglés B2.\n" * 20_000)


def answered_soon(piece: str, size: int, seconds: float = SECONDS) -> None:
    began = time.process_time()
    break_down("Capturista " + piece * (size // len(piece.encode())))

    assert time.process_time() - began < seconds


def test_twice_the_posting_takes_about_twice_as_long():
    lines = "Buscamos capturista con Excel avanzado e inglés B2. Sueldo $8,000 MXN al mes.\n"
    break_down(lines)

    took = []
    for size in (70_000, 280_000):
        began = time.process_time()
        assert break_down(lines * (size // len(lines)))
        took.append(time.process_time() - began)

    # 4 is linear, 16 quadratic.
    assert took[1] < 9 * took[0] + 0.2


def test_deeply_nested_linked_data_is_answered():
    assert break_down("[" * 100_000 + "]" * 100_000) is None
    nested = json.dumps({"@type": "JobPosting", "title": "Capturista", "description": "captura de datos"})
    assert break_down('{"@graph":' * 200 + nested + "}" * 200)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400),
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    )
)
@example("\ud800 capturista")
@example(b"\xff\xfe\x00")
@example('{"@type":"JobPosting","title":5,"description":{"a":[]},"baseSalary":{"value":[[]]}}')
@example('{"@type":"JobPosting","title":"x","description":"y","baseSalary":1e999999999}')
@example('{"title":null,"description":true}')
def test_nothing_else_is_ever_raised(upload: bytes | str):
    broken = break_down(upload)

    for skill in broken.skills if broken else ():
        assert 0 <= skill.level <= 1
        assert 0 < skill.confidence <= 1


KEYS = ("value", "minValue", "maxValue", "unitText", "currency", "name", "@type")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(JSON, JSON, JSON, JSON)
def test_no_linked_data_is_too_odd(title, description, salary, skills):
    break_down(
        json.dumps(
            {
                "@type": "JobPosting",
                "title": title,
                "description": description,
                "baseSalary": salary,
                "skills": skills,
            }
        )
    )
