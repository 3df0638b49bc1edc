"""How good and how fast help is matched, beside simpler ways: python -m bench.help_matching

Requests wait about two hours (exponential), helpers hold three or four skills and take one to five requests, of
which up to two are taken already; languages are Spanish, English or both.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import report
from escalera.engine.helping import Helper, Request, assigning
from escalera.engine.helping.market import Market

REQUESTS, HELPERS = 20_000, 4_000


def measure(*, short: bool, seed: int) -> report.Section:
    """Match made-up requests; `short` a tenth of them."""
    part = 10 if short else 1
    size = REQUESTS // part, HELPERS // part
    worlds = {
        "40 skills, more requests than places": drawn(*size, skills=40, places=5, seed=seed),
        "40 skills, places for all": drawn(*size, skills=40, places=11, seed=seed),
        "one skill that all hold": drawn(*size, skills=1, places=5, seed=seed),
    }
    figures = [figure for name, (asked, free) in worlds.items() for figure in _large(name, asked, free)]
    figures += [
        _exact(seed, few=1 if short else 5),
        _command(*worlds["40 skills, more requests than places"]),
    ]
    return report.Section(
        "help_matching",
        "Matching help",
        seed,
        figures,
        notes=[
            f"{size[0]:,} requests, {size[1]:,} helpers. The share is of a bound that no matching can exceed (weak "
            "duality), so the share of the best is higher.",
            "first come: requests in the order of waiting take the best helper who is free; greedy by pairs: the "
            "pair of most worth first, among the 60 best offers of each request.",
        ],
    )


def drawn(
    requests: int, helpers: int, *, skills: int, places: int, seed: int
) -> tuple[list[Request], list[Helper]]:
    """Return made-up requests and helpers who take one to `places` requests."""
    rng = np.random.default_rng([seed, skills, places])
    tongues = [frozenset({"es"}), frozenset({"en"}), frozenset({"es", "en"})]

    def hours() -> frozenset[int]:
        start, many = rng.integers(24), rng.integers(1, 8)
        return frozenset(int(start + at) % 24 for at in range(many))

    made = []
    for at in range(helpers):
        held = rng.choice(skills, size=min(skills, int(rng.integers(3, 5))), replace=False)
        levels = {f"skill-{skill}": float(rng.random()) for skill in held}
        languages = tongues[int(rng.choice(3, p=(0.5, 0.1, 0.4)))]
        made.append(
            Helper(
                f"w{at}", levels, languages, hours(), int(rng.integers(3)), int(rng.integers(1, places + 1))
            )
        )
    asked = [
        Request(
            f"r{at}",
            f"w{rng.integers(helpers)}",
            f"skill-{rng.integers(skills)}",
            float(rng.random()),
            tongues[int(rng.choice(3, p=(0.6, 0.1, 0.3)))],
            hours(),
            float(rng.exponential(120.0)),
        )
        for at in range(requests)
    ]
    return asked, made


def _large(name: str, asked: Sequence[Request], free: Sequence[Helper]) -> list[report.Figure]:
    market = Market(asked, free)
    began = time.process_time()
    found = assigning.by_auction(market)
    spent = time.process_time() - began
    most = assigning.bound(market, found.price) if found.price is not None else 0.0
    # Where all hold the skill, a simple way that looks at 60 offers a request looks at too few.
    peers = (
        {}
        if "all hold" in name
        else {
            "first come": _first_come(market) / most,
            "greedy by pairs": _greedy(market) / most,
        }
    )
    return [
        report.Figure(
            f"{name}: share of the bound", _total(market, found.helper) / most, 0.98, "higher", peers=peers
        ),
        report.Figure(f"{name}: processor time", spent, 5.0, "lower", "s"),
    ]


def _total(market: Market, helper: np.ndarray) -> float:
    return sum(market.exact(at, int(to))[1] for at, to in enumerate(helper) if to >= 0)


def _best_offers(market: Market, keep: int = 60) -> list[tuple[int, int, float]]:
    offers = []
    for block in assigning._pieces(market):
        value = market.worth(block.requests, block.helpers)
        width = min(keep, block.helpers.size)
        at = np.argpartition(-value, width - 1, axis=1)[:, :width]
        for row, request in enumerate(block.requests.tolist()):
            own = at[row]
            offers += zip(
                [request] * width, block.helpers[own].tolist(), value[row, own].tolist(), strict=True
            )
    return offers


def _greedy(market: Market) -> float:
    left, done, total = market.free.copy(), set(), 0.0
    for request, helper, worth in sorted(_best_offers(market), key=lambda offer: -offer[2]):
        if worth > 0 and request not in done and left[helper]:
            left[helper] -= 1
            done.add(request)
            total += worth
    return total


def _first_come(market: Market) -> float:
    left, total = market.free.copy(), 0.0
    mine: dict[int, list[tuple[float, int]]] = {}
    for request, helper, worth in _best_offers(market):
        mine.setdefault(request, []).append((worth, helper))
    for request in sorted(mine, key=lambda at: -market.requests[at].waiting_minutes):
        offers = [offer for offer in mine[request] if left[offer[1]] and offer[0] > 0]
        if offers:
            worth, helper = max(offers)
            left[helper] -= 1
            total += worth
    return total


def _exact(seed: int, *, few: int) -> report.Figure:
    shares = []
    for at in range(few):
        market = Market(*drawn(1500, 300, skills=10, places=5, seed=seed + at))
        best = _total(market, assigning.exactly(market).helper)
        shares.append(_total(market, assigning.by_auction(market).helper) / best)
    return report.Figure(
        "auction, 1,500 requests, 300 helpers: share of the best (worst of the seeds)",
        min(shares),
        0.98,
        "higher",
    )


def _command(asked: Sequence[Request], free: Sequence[Helper]) -> report.Figure:
    """Processor time of the whole command, start, reading and printing included."""
    content = {
        "requests": [vars(r) | {"languages": sorted(r.languages), "hours": sorted(r.hours)} for r in asked],
        "helpers": [vars(h) | {"languages": sorted(h.languages), "hours": sorted(h.hours)} for h in free],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "help.json"
        file.write_text(json.dumps(content))
        code = (
            "import sys, time; from escalera.cli.help import app\n"
            "try: app(['match', sys.argv[1]])\n"
            "finally: print(time.process_time(), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
        )
    return report.Figure(
        "`escalera help match`: processor time", float(done.stderr.split()[-1]), 5.0, "lower", "s"
    )


if __name__ == "__main__":
    report.main(measure)
