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
    "captions",
    "headlines",
    "product_photos",
    "stories_from_data",
    "short_scripts",
    "voice_lines",
    "posters",
    "customer_ideas",
    "text_tags",
    "picture_boxes",
    "table_correction",
    "calendar_messages",
    "judging",
    "expenses",
    "subtitle_timing",
)


def _assembled() -> dict[str, Family]:
    families: list[Family] = [import_module(name).FAMILY for name in _present()]
    return {family.slug: family for family in families}


def _present() -> list[str]:
    """A folder of word lists without its module is not a family yet."""
    specs = [find_spec(f"{__name__}.{name}") for name in MODULES]
    return [spec.name for spec in specs if spec and spec.origin]


REGISTRY: dict[str, Family] = _assembled()
