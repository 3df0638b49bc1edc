"""Write what bench/results holds into the docs, between two markers: python -m bench.docs

Most sections stand in docs/engine.md; PAGES has those that belong elsewhere. The pages thus say what the results say; tests/bench/test_the_docs_say_what_was_measured.py compares them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import wording
from bench.__main__ import SECTIONS
from bench.report import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "engine.md"
ALGORITHMS = PAGE.parent / "algorithms"
ELSEWHERE = {
    ALGORITHMS / "reading-a-posting.md": ("matching", "speed_of_matching", "reading"),
    ALGORITHMS / "help.md": ("help_matching",),
    ALGORITHMS / "circles.md": ("circles",),
    ALGORITHMS / "advice.md": ("advice", "solidarity"),
    ALGORITHMS / "ways.md": ("ways",),
}
PAGES = {
    PAGE: tuple(name for name in SECTIONS if not any(name in names for names in ELSEWHERE.values())),
    **ELSEWHERE,
}
BEGIN, END = "<!-- bench: begin; python -m bench.docs writes this -->", "<!-- bench: end -->"


def main() -> None:
    for page, names in PAGES.items():
        kept = measured(names=names)
        page.write_text(refreshed(page.read_text(), kept, page=page))
        print(f"{page.name}: the figures of {', '.join(one['name'] for one in kept) or 'no section'}")


def measured(folder: Path = RESULTS, *, names: Sequence[str] = PAGES[PAGE]) -> list[dict[str, Any]]:
    """Return what was kept of each section that has results, in the order of the bench."""
    places = [folder / f"{name}.json" for name in names]
    return [json.loads(place.read_text()) for place in places if place.is_file()]


def refreshed(text: str, sections: Sequence[Mapping[str, Any]], *, page: Path = PAGE) -> str:
    """Return the page with the part between the markers made anew."""
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"the page lacks the markers {BEGIN} and {END}")
    made = block(sections, PAGES.get(page, ())).replace("](../bench/", f"]({_up(page)}bench/")
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{after}"


def _up(page: Path) -> str:
    return "../" * len(page.parent.relative_to(PAGE.parents[1]).parts)


def block(sections: Sequence[Mapping[str, Any]], names: Sequence[str] = PAGES[PAGE]) -> str:
    """Return the summary, where we are behind, and each section with its table and pictures."""
    parts = [_summary(sections, names)]
    for kept in sections:
        parts += [f"### {kept['title']}", _table(kept)]
        parts += [
            f"![{plot['alt'] or plot['name']}](../bench/results/{kept['name']}-{plot['name']}.svg)"
            for plot in kept["plots"]
        ]
        parts.append(_source(kept))
    return "\n\n".join(parts)


def _summary(sections: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    figures = [(kept, figure) for kept in sections for figure in kept["figures"]]
    short = [(kept, figure) for kept, figure in figures if figure["verdict"] == "short"]
    passing = sum(figure["verdict"] == "pass" for _, figure in figures)
    missing = [name for name in names if name not in {kept["name"] for kept in sections}]
    lines = [f"**{passing} figures reach their floor, {len(short)} fall short.**"]
    if missing:
        lines.append(f"Not measured yet: {', '.join(missing)}.")
    if short:
        lines.append("\n\nWhere we are behind:\n")
    behind = [
        f"- {kept['name']}: {figure['what']}: {wording.value(figure['ours'], figure['unit'])}, "
        f"asked {wording.asked(figure)}{'. ' + figure['note'] if figure['note'] else ''}"
        for kept, figure in short
    ]
    return " ".join(lines) + ("\n" + "\n".join(behind) if behind else "")


def _table(kept: Mapping[str, Any]) -> str:
    with_floor = [figure for figure in kept["figures"] if figure["floor"] is not None]
    lines = ["| figure | ours | floor | | best of the others (ours / theirs) |", "|---|---|---|---|---|"]
    for figure in with_floor or kept["figures"]:
        cells = (
            figure["what"],
            wording.value(figure["ours"], figure["unit"]),
            wording.asked(figure),
            wording.verdict(figure),
            best(figure),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def best(figure: Mapping[str, Any]) -> str:
    """Return the best peer's line; peers without a number are passed over."""
    numbers = {name: value for name, value in figure["peers"].items() if isinstance(value, (int, float))}
    if not numbers:
        return ""
    chosen = (max if figure["better"] == "higher" else min)(numbers, key=lambda name: numbers[name])
    return wording.beside({**figure, "peers": {chosen: numbers[chosen]}})[0]


def _source(kept: Mapping[str, Any]) -> str:
    return (
        f"[All figures and peers](../bench/results/{kept['name']}.md) · `python -m bench.{kept['name']}` · "
        f"{kept['machine']} · seed {kept['seed']} · commit {kept['commit']} · {kept['date']}"
    )


if __name__ == "__main__":
    main()
