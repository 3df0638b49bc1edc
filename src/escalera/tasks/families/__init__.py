"""The item families. Each module below holds one value FAMILY."""

from importlib import import_module
from importlib.util import find_spec

from escalera.tasks.families.family import Family

MODULES = (
    "receipts",
    "addresses",
    "transcription",
    "image_labels",
    "spreadsheets",
    "search_relevance",
    "moderation",
    "sentiment",
    "translation_check",
    "compare_answers",
    "customer_reply",
    "product_description",
)


def _assembled() -> dict[str, Family]:
    found = (f"{__name__}.{name}" for name in MODULES if find_spec(f"{__name__}.{name}"))
    families: list[Family] = [import_module(name).FAMILY for name in found]
    return {family.slug: family for family in families}


REGISTRY: dict[str, Family] = _assembled()
