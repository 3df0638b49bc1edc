"""What went wrong with a platform: the sentence and its values apart, so that each reader gets their own language.

The English sentence is the key of its translation; mark it with `gettext_noop` where it is raised.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

LONGEST = 300  # characters of one value: some come from the platform
Kept = dict[str, Any]  # {"words": sentence, "values": {name: text, number or another Kept}}


class PlatformError(Exception):
    """The platform can't be used now; the message says why and what to do, and holds no secret."""

    def __init__(self, words: str, **values: Any) -> None:
        super().__init__(words, values)
        self.words, self.values = words, values

    def __str__(self) -> str:
        return said(kept(self))


def kept(trouble: PlatformError | str) -> Kept:
    """As it is stored."""
    if isinstance(trouble, str):
        return {"words": trouble[: 2 * LONGEST], "values": {}}
    values = {
        name: value if isinstance(value, dict | int) else str(value)[:LONGEST]
        for name, value in trouble.values.items()
    }
    return {"words": trouble.words, "values": values}


def said(kept: Mapping[str, Any]) -> str:
    """In the language of who reads it now; what nobody translated stays as it is."""
    values = {name: said(one) if isinstance(one, dict) else one for name, one in kept["values"].items()}
    sentence = kept["words"]
    words = gettext(sentence)
    return words % values if values else words
