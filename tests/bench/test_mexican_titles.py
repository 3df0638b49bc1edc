"""The Mexican titles that matching is measured on, and those that taught it words, stay apart."""

import pytest

from bench import matching_sets, report


def titles(which: str) -> list[str]:
    lines = (matching_sets.MEXICAN / f"{which}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if not line.startswith("#")]


def test_no_title_is_in_both_and_none_comes_twice():
    every = [*titles("teaching"), *titles("apart")]

    assert len(set(every)) == len(every) >= 200


@pytest.mark.parametrize("which", ["teaching", "apart"])
def test_each_is_answered_by_occupations_of_esco(which):
    try:
        jobs = matching_sets.esco("occupations")
    except report.CannotMeasure as reason:
        pytest.skip(str(reason))

    asked = matching_sets.mexican_titles(which, jobs)

    assert [title for title, _ in asked] == titles(which)
    assert all(answers for _, answers in asked)
