"""Ten postings of ours, read as a person would read them."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from escalera.jobs import breaking, intake, taxonomy
from escalera.jobs.breaking import BreakDown

FOLDER = Path(__file__).parent / "postings"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
PRECISION, RECALL, NEAR = 0.95, 0.85, 0.85


@cache
def read(name: str) -> BreakDown:
    posting = intake.read((FOLDER / EXPECTED[name]["file"]).read_bytes())
    return breaking.break_down(posting, taxonomy.of_starter_set())


@pytest.mark.parametrize("name", EXPECTED)
def test_language_title_and_pay_are_read_as_they_stand(name: str):
    broken, expected = read(name), EXPECTED[name]

    assert broken.language == expected["language"]
    assert broken.title == expected["title"] or not expected["title"]
    assert _pay(broken) == expected.get("pay")


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_only_wished_for_is_not_required(name: str):
    broken, expected = read(name), EXPECTED[name]

    wished = {skill.id for skill in broken.skills if not skill.required}

    assert wished == set(expected["wished"])


@pytest.mark.parametrize("name", EXPECTED)
def test_signs_of_fraud_are_pointed_out_and_not_invented(name: str):
    assert {sign.kind for sign in read(name).signs} == set(EXPECTED[name].get("signs", ()))


@pytest.mark.parametrize("name", EXPECTED)
def test_contact_data_is_cut(name: str):
    posting = intake.read((FOLDER / EXPECTED[name]["file"]).read_bytes())

    assert set(posting.cuts) == set(EXPECTED[name]["cuts"])


def test_every_skill_quotes_the_posting():
    for name in EXPECTED:
        posting = intake.read((FOLDER / EXPECTED[name]["file"]).read_bytes())
        whole = " ".join(f"{posting.title} {posting.text}".split())
        assert all(skill.phrase in whole for skill in read(name).skills)


def test_skills_are_found_and_perks_are_not(capsys: pytest.CaptureFixture[str]):
    found = {(name, skill.id) for name in EXPECTED for skill in read(name).skills}
    must = {(name, skill) for name, one in EXPECTED.items() for skill in (*one["must"], *one["wished"])}
    may = {(name, skill) for name, one in EXPECTED.items() for skill in one["may"]}

    precision = len(found & (must | may)) / len(found)
    recall = len(found & must) / len(must)

    with capsys.disabled():
        print(
            f"\nten postings: precision {precision:.3f} of {len(found)}, recall {recall:.3f} of {len(must)}"
        )
        print(f"  too much: {sorted(found - must - may)}\n  missed: {sorted(must - found)}")
    assert precision >= PRECISION
    assert recall >= RECALL


def test_levels_are_close_to_what_a_person_reads(capsys: pytest.CaptureFixture[str]):
    pairs = [
        (name, skill.id, skill.level, {**one["must"], **one["wished"]}[skill.id])
        for name, one in EXPECTED.items()
        for skill in read(name).skills
        if skill.id in {**one["must"], **one["wished"]}
    ]

    far = [pair for pair in pairs if abs(pair[2] - pair[3]) > 0.10]

    with capsys.disabled():
        print(f"\nlevels: {len(pairs) - len(far)} of {len(pairs)} within .10; far: {far}")
    assert 1 - len(far) / len(pairs) >= NEAR


def test_an_empty_posting_says_so():
    with pytest.raises(intake.NothingToRead):
        intake.read((FOLDER / "empty.txt").read_bytes())


def test_a_posting_that_asks_for_nothing_gives_that_answer():
    broken = read("nothing-asked")

    assert broken.skills == ()
    assert "asks_for_nothing" in broken.notes


def _pay(broken: BreakDown) -> dict[str, str] | None:
    if broken.pay is None:
        return None
    pay = broken.pay
    amounts = {"low": str(pay.low), "high": str(pay.high)}
    assert all(Decimal(amount) == getattr(pay, bound) for bound, amount in amounts.items())
    return {**amounts, "currency": pay.currency, "per": pay.per}
