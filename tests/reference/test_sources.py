from pathlib import Path

import pytest

from escalera.jobs import starter as jobs
from escalera.reference import exposure, facts, places, studies, wages

ROOT = Path(__file__).parents[2]


def used() -> set[str]:
    return (
        {fact.source for job in jobs.load() for fact in job.pay}
        | {measure.source for measure in exposure.load().measures}
        | {rate.source for rate in wages.load().rates}
        | {rule.source for rule in places.load().rules.values()}
        | {studies.unpaid_work().source.id}
    )


def test_every_source_that_a_figure_names_is_on_the_page():
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")

    assert [one for one in sorted(used()) if f"## {one}\n" not in page] == []


def test_the_page_is_what_the_command_writes():
    assert (ROOT / "docs" / "sources.md").read_text(encoding="utf-8") == facts.sources_page()


def test_every_source_that_is_not_a_taxonomy_is_used():
    taxonomies = {"esco-1.1.1", "onet-29.2", "digcomp-2.2"}

    assert set(facts.sources()) - used() == taxonomies


def test_an_unknown_source_is_an_error():
    with pytest.raises(KeyError):
        facts.source("somebody-said")
