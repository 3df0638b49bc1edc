"""Days as people write them: `29 nov 2026`, `Nov 29, 2026`."""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_skeleton
from django.utils import timezone
from django.utils.translation import get_language, to_locale


def day(at: date | None, skeleton: str = "yMMMd") -> str:
    """By a skeleton of CLDR: yMMMd with the year, MMMd without, MMMEd with the day of the week. Empty for no day."""
    if not at:
        return ""
    local = timezone.localtime(at) if isinstance(at, datetime) else at
    return format_skeleton(skeleton, local, locale=Locale.parse(to_locale(get_language() or "en")))
