"""How much one person may send to others: plenty for who means well, too little to flood anybody."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

DAY = timedelta(days=1)


class TooMuch(Exception):
    """So much was sent lately that more has to wait until `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at.isoformat())
        self.again_at = again_at


def check(sent: QuerySet[Any], *, most: int, now: datetime, within: timedelta = DAY) -> None:
    """Let it pass when fewer than `most` of these rows are so recent, by their field `at`. Raises TooMuch."""
    recent = list(sent.filter(at__gt=now - within).order_by("-at").values_list("at", flat=True)[:most])
    if len(recent) >= most:
        raise TooMuch(recent[-1] + within)
