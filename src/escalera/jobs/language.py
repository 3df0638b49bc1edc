"""Which language a posting is in: es, en, or both."""

from functools import cache
from typing import Protocol

LINES = 120
# py3langid is sure even of two words; below this it has seen nothing of either language.
SURE = 0.6


class Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def of(text: str) -> str:
    """Return "es", "en" or "mixed" (a fifth or more of the text in the other language)."""
    whole = _one(text[:20_000])
    letters = {"es": 0, "en": 0}
    for line in _sample(text):
        language, sure = _identifier().classify(line.lower())
        if sure >= SURE:
            letters[language] += len(line)
    total = sum(letters.values())
    return "mixed" if total and min(letters.values()) >= 0.2 * total else whole


def _one(text: str) -> str:
    return _identifier().classify(text.lower())[0]


def _sample(text: str) -> list[str]:
    """Lines long enough to tell, spread over the whole text."""
    lines = [line[:400] for line in text.splitlines() if len(line) >= 25]
    return lines[:: max(1, len(lines) // LINES)][:LINES]


@cache
def _identifier() -> Identifier:
    # The model takes a fifth of a second to load, so only readers of postings pay for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["es", "en"])  # type: ignore[attr-defined]
    return identifier
