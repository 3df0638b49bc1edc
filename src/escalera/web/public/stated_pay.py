"""The pay of a posting in words, as we read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from escalera.look.ranges import span


def words_of(pay: Mapping[str, Any] | None) -> str:
    """`$55 to $110 MXN an hour`; empty when the posting states none."""
    if not pay:
        return ""
    amount = span(float(pay["low"]), float(pay["high"]), pay.get("currency", ""))
    return f"{amount} {time_of(pay.get('per', ''))}".strip()


def time_of(per: str) -> str:
    return {
        "hour": _("an hour"),
        "day": _("a day"),
        "week": _("a week"),
        "fortnight": _("a fortnight"),
        "month": _("a month"),
        "year": _("a year"),
        "task": _("a task"),
        "word": _("a word"),
        "page": _("a page"),
        "project": _("a project"),
        "audio_hour": _("an hour of audio"),
        "audio_minute": _("a minute of audio"),
    }.get(per, "")
