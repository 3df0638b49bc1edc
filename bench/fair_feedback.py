"""How many unfair comments are noticed, and how many fair ones are left alone: python -m bench.fair_feedback

By letters alone and, where the extra `semantic` is installed, by meaning as well; each fitted on the first 210
sentences, and on all that were built on. Judged on 300 sentences of ours that nothing is fitted on.
"""

from __future__ import annotations

import numpy as np

from bench import report
from bench.fair_feedback_training import BUILT_ON, Bools, Sentences, read, weights
from escalera.skills.matching import encoder
from escalera.tasks.fairness import likelihood


def measure(*, short: bool, seed: int) -> report.Section:
    """Judge the 300; `short` by letters alone."""
    held = read("held_apart")
    ways = (False, True) if encoder.is_installed() and not short else (False,)
    figures = []
    for files in (BUILT_ON[:1], BUILT_ON):
        built_on = read(*files)
        for meaning in ways:
            way = "meaning and letters" if meaning else "letters"
            told = _told(built_on, held, meaning=meaning)
            figures += _figures(f"{way}, from {len(built_on.texts)}", told, held)
    notes = [
        "Intervals are Wilson's, 95 %. All sentences are by one hand: expect less of other people's comments.",
        "The 300 were written before all but the first 210 of those built on, without a look at which were missed.",
    ]
    return report.Section(
        "fair_feedback", "Comments that blame what nobody could help", seed, figures, notes=notes
    )


def _told(built_on: Sentences, held: Sentences, *, meaning: bool) -> Bools:
    fitted = weights(built_on, meaning=meaning)
    return np.asarray(likelihood.features(held.texts, meaning=meaning) @ fitted[:-1] + fitted[-1] > 0)


def _figures(name: str, told: Bools, held: Sentences) -> list[report.Figure]:
    figures = []
    for language in ("en", "es", "both"):
        here = np.full(told.size, True) if language == "both" else held.languages == language
        right = int((told & held.unfair & here).sum())
        for what, among in (("precision", told), ("recall", held.unfair)):
            of = int((among & here).sum())
            note = f"{right} of {of}: {_interval(right, of)}"
            share = right / of if of else float("nan")
            figures.append(report.Figure(f"{name}, {language}: {what}", share, None, "higher", note=note))
    return figures


def _interval(right: int, of: int) -> str:
    """Wilson (1927), for a share of few."""
    if not of:
        return "nothing to count"
    z, share = 1.96, right / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2)) / (1 + z**2 / of)
    return f"{middle - half:.2f} to {middle + half:.2f}"


if __name__ == "__main__":
    report.main(measure)
