"""docs/engine.md holds the figures of bench/results, and says plainly which fall short."""

import json
import re

import pytest

from bench import docs, report


@pytest.mark.parametrize("page", docs.PAGES, ids=lambda page: page.stem)
def test_the_page_says_what_the_results_say(page):
    text = page.read_text()

    assert docs.refreshed(text, docs.measured(names=docs.PAGES[page]), page=page) == text, (
        "run python -m bench.docs, then commit the pages"
    )


@pytest.mark.parametrize("page", docs.PAGES, ids=lambda page: page.stem)
def test_every_picture_on_the_page_was_kept(page):
    pictures = re.findall(r"\]\(((?:\.\./)+bench/results/[\w-]+\.svg)\)", page.read_text())

    for place in pictures:
        assert (page.parent / place).is_file()
        assert (page.parent / place).with_suffix(".png").is_file()


@pytest.mark.parametrize("place", sorted(report.RESULTS.glob("*.json")), ids=lambda place: place.stem)
def test_every_result_says_where_it_comes_from(place):
    kept = json.loads(place.read_text())

    assert all(kept[name] for name in ("machine", "seed", "commit", "date"))
    assert not kept["short"], "a short run is not a result"
    assert kept["figures"]


def test_what_falls_short_is_said_first(tmp_path):
    behind = report.Figure(
        "share of gap closed", 0.41, 0.55, "higher", peers={"ZPDES": 0.3, "UCB": 0.5}, note="Tried: x"
    )
    ahead = report.Figure("minutes", 0.5, 0.6, "lower")
    kept = report.write(report.Section("planning", "Planning", 1, [behind, ahead]), tmp_path)

    said = docs.block([kept])

    assert said.startswith("**1 figures reach their floor, 1 fall short.**")
    assert "- planning: share of gap closed: 0.41, asked ≥ 0.55. Tried: x" in said
    assert "| share of gap closed | 0.41 | ≥ 0.55 | **short** | UCB 0.5 (0.82) |" in said


def test_a_page_without_markers_is_refused():
    with pytest.raises(ValueError, match="markers"):
        docs.refreshed("# The engine", [])
