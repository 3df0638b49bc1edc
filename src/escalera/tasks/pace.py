"""How fast an answer can honestly be."""

from collections.abc import Mapping
from typing import Any

WORDS_PER_SECOND = 8.0  # about twice as fast as adults read silently (Brysbaert 2019: 238 words a minute)
SHORTEST_S = 1.5


def reading_seconds(content: Mapping[str, Any]) -> float:
    """Return the least seconds in which somebody can have read an item and answered it."""
    texts = [content.get("instructions", "")]
    texts += [part.get("text", "") for part in content.get("stimulus", ())]
    texts += [field.get("label", "") for field in content.get("fields", ())]
    words = sum(len(str(text).split()) for text in texts)
    sounds = sum(
        float(part.get("seconds", 0)) for part in content.get("stimulus", ()) if part.get("kind") == "sound"
    )
    return max(SHORTEST_S, words / WORDS_PER_SECOND / 2, sounds * 0.5)
