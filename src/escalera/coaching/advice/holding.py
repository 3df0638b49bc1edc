"""Words for which a tip is held until somebody has looked: contact data, links, insults."""

import re
import unicodedata
from collections.abc import Mapping

# Roots of insults in Mexican Spanish and English, after a boundary of words; a tip held in error costs a look.
INSULTS = (
    r"idiota|imbecil|estupid|pendej|tarad[oa]|babos[oa]|burr[oa]s?\b|tont[oa]s?\b|mens[oa]s?\b|inutil(?:es)?\b"
    r"|ignorante|culer[oa]|cabron|ching[aou]|put[oa]s?\b|mierda|nac[oa]s?\b|jodid|zorra|perras?\b|maricon|retrasad"
    r"|largate|callate|idiot|stupid|moron|dumb|imbecile|losers?\b|fools?\b|fuck|shit|bitch|asshole|bastard|retard"
    r"|jerks?\b|scum|cunt|slut|whore|shut up"
)
_INSULT = re.compile(rf"\b(?:{INSULTS})")


def why_held(text: str, cuts: Mapping[str, int]) -> str:
    """The reason for a look, or nothing: "link", "contact", "insult"; `cuts` are what was cut of contact data."""
    if set(cuts) == {"link"}:
        return "link"
    if cuts:
        return "contact"
    return "insult" if _INSULT.search(plain(text)) else ""


def plain(text: str) -> str:
    """Small letters without accents, so that IDIÓTA and idiota are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
