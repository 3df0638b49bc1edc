"""Times as MTurk writes them: read where they are unambiguous, never guessed."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)", re.ASCII)
MTURK = re.compile(
    rf"({'|'.join(DAYS)}) ({'|'.join(MONTHS)}) (\d\d?) (\d\d):(\d\d):(\d\d) "
    r"([A-Z]{1,5}|(?:GMT|UTC)[+-]\d\d:\d\d) (\d{4})",
    re.ASCII,
)
FIRST_YEAR, LAST_YEAR = 2000, 2999
WORLD = frozenset({"UTC", "GMT", "Z"})
PACIFIC = ZoneInfo("America/Los_Angeles")  # where MTurk's own clock stands
ADVICE = "Write it like 2020-10-28T17:58:47Z, or like Wed Oct 28 10:58:47 PDT 2020."


class Unclear(ValueError):
    """The message says what is unclear about it."""


def read(written: str) -> datetime:
    """A time with its zone. Raises Unclear."""
    written = written.strip()
    try:
        if ISO.fullmatch(written):
            return of_our_time(datetime.fromisoformat(written))
        if found := MTURK.fullmatch(written):
            return of_our_time(of_mturk(found))
    except (ValueError, OverflowError) as error:
        if isinstance(error, Unclear):
            raise
        raise Unclear("is no time that there has been") from error
    if re.fullmatch(r"[\d\sT:./-]+", written):
        raise Unclear("does not say of which time zone it is")
    raise Unclear("is not written as a time")


def of_our_time(at: datetime) -> datetime:
    """The very first and last years can't be told in other zones."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Unclear("is in a year in which nobody did such work")
    return at


def of_mturk(found: re.Match[str]) -> datetime:
    day, month, date, hour, minute, second, zone, year = found.groups()
    local = datetime(int(year), MONTHS.index(month) + 1, int(date), int(hour), int(minute), int(second))
    if DAYS[local.weekday()] != day:
        raise Unclear(f"names a {day}, but that day was a {DAYS[local.weekday()]}")
    return local.replace(tzinfo=zone_of(zone, local))


def zone_of(zone: str, local: datetime) -> timezone:
    """Most short names of zones stand for several zones; MTurk's own two are held against its calendar."""
    if zone in WORLD:
        return UTC
    if found := re.fullmatch(r"(?:GMT|UTC)([+-])(\d\d):(\d\d)", zone):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(ahead if found[1] == "+" else -ahead)
    if zone not in ("PST", "PDT"):
        raise Unclear(f"has the zone {zone}, which stands for more than one")
    sides = [local.replace(tzinfo=PACIFIC, fold=fold) for fold in (0, 1)]
    if zone not in [side.tzname() for side in sides]:
        raise Unclear(f"has the zone {zone}, which the clocks of MTurk did not show on that day")
    return timezone(timedelta(hours=-7 if zone == "PDT" else -8))


def written(at: datetime | None) -> str:
    """As MTurk writes it, in world time; empty for what is not known."""
    if at is None:
        return ""
    at = at.astimezone(UTC)
    return f"{DAYS[at.weekday()]} {MONTHS[at.month - 1]} {at.day:02} {at:%H:%M:%S} UTC {at.year}"
