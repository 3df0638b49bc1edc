"""Amounts, currencies and periods as people write them, in Spanish and English."""

import re
from decimal import Decimal, InvalidOperation

PERIODS = (
    "recorded_hour", "recorded_minute", "hour", "day", "week", "fortnight", "month", "year",
    "task", "word", "page", "project",
)  # fmt: skip


def amounts(match: re.Match[str]) -> list[Decimal]:
    low, high = decimal(match["low"]), decimal(match["high"])
    thousand_low, thousand_high = bool(match["k_low"]), bool(match["k_high"])
    if low is not None and (thousand_low or (thousand_high and high is not None and low <= 999)):
        low *= 1000
    if high is not None and thousand_high:
        high *= 1000
    return [amount for amount in (low, high) if amount is not None]


def decimal(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if not isinstance(value, str) or not (found := _NUMBER.search(value[:60])):
        return None
    try:
        return Decimal(_plain_number(found.group()))
    except InvalidOperation:
        return None


def _plain_number(written: str) -> str:
    """12,000.50, 12.000,50 and 12 000 to 12000.50: a separator before exactly three digits groups
    thousands.
    """
    written = re.sub(r"[\s'\u00a0]", "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written):
        return re.sub(r"[.,]", "", written)
    decimal = max(written.rfind("."), written.rfind(","))
    if decimal < 0:
        return written
    return re.sub(r"[.,]", "", written[:decimal]) + "." + written[decimal + 1 :]


def currency(words: str) -> str:
    return next((code for code, pattern in _CURRENCIES if pattern.search(words)), "")


def currency_code(stated: str) -> str:
    stated = stated.strip().upper()
    return stated if re.fullmatch(r"[A-Z]{3}", stated) else currency(stated)


def period(words: str) -> str:
    found = [
        (match.start(), -index, name)
        for index, (name, pattern) in enumerate(_PERIODS)
        if (match := pattern.search(words))
    ]
    recorded = [one for one in found if one[2].startswith("recorded")]
    return min(recorded or found)[2] if found else ""


_FIGURE = r"\d{1,3}(?:[.,\u00a0 ]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,4})?(?!\d)"
_NUMBER = re.compile(_FIGURE)
_SIGN = r"(?:(?:US|MX|MXN|USD|CA|AU|R|C|S)\s?[$/]|[$€£]|USD|MXN|EUR|GBP|CAD|COP|ARS|CLP|PEN|GTQ|HNL|DOP|BRL)"
_UNIT = (
    r"(?:USD|MXN|EUR|GBP|CAD|COP|ARS|CLP|PEN|GTQ|HNL|DOP|BRL|M\.?\s?N\b\.?|pesos(?:\s(?:mexicanos"
    r"|colombianos|argentinos|chilenos|dominicanos))?|d[oó]lares(?:\s(?:americanos"
    r"|estadounidenses))?|(?:US\s)?dollars|dlls?|euros|soles|quetzales|lempiras|€|£|\$)"
)
AMOUNTS = re.compile(
    rf"(?<![\w.,])(?:{_SIGN})?\s{{0,2}}(?P<low>{_FIGURE})\s?(?P<k_low>k\b|mil\b)?\s{{0,2}}(?P<unit>{_UNIT})?"
    rf"(?:\s{{0,2}}(?:-|–|—|a|to|y|and|hasta"
    rf"|al)\s{{0,2}}(?:{_SIGN})?\s{{0,2}}(?P<high>{_FIGURE})\s?(?P<k_high>k\b|mil\b)?)?"
    rf"\s{{0,2}}(?P<unit_high>{_UNIT})?(?P<unit_after>\s?(?:%|años?|years?|meses|months|h(?:oras?"
    rf"|ours?|rs?)?\b|d[ií]as|days|wpm|ppm|palabras|words|personas|people|minutos|minutes))?",
    re.IGNORECASE,
)
SIGN = re.compile(rf"{_SIGN}|{_UNIT}", re.IGNORECASE)
_CURRENCIES = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        ("MXN", r"\bMXN\b|\bMX\s?\$|\bM\.?\s?N\b|pesos mexicanos|mexican pesos"),
        ("USD", r"\bUSD\b|\bUS\s?\$|d[oó]lares (?:americanos|estadounidenses)|\bUS dollars"),
        ("EUR", r"€|\bEUR\b|\beuros?\b"),
        ("GBP", r"£|\bGBP\b"),
        ("CAD", r"\bCAD\b|\bCA\$"),
        ("AUD", r"\bAUD\b|\bAU\$"),
        ("COP", r"\bCOP\b|pesos colombianos"),
        ("ARS", r"\bARS\b|pesos argentinos"),
        ("CLP", r"\bCLP\b|pesos chilenos"),
        ("DOP", r"\bDOP\b|pesos dominicanos"),
        ("PEN", r"\bPEN\b|\bS/|\bsoles\b"),
        ("GTQ", r"\bGTQ\b|\bquetzales\b"),
        ("HNL", r"\bHNL\b|\blempiras\b"),
        ("BRL", r"\bBRL\b|\bR\$|\breais\b"),
    )
)
_PERIODS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("recorded_hour", r"(?:/|por|per|la|an?)\s?(?:hora (?:de )?(?:audio|video|grabaci[oó]n)"
                          r"|(?:audio|video|recorded) hour|hour of (?:audio|video))"),
        ("recorded_minute", r"(?:/|por|per|el|an?)\s?(?:minuto (?:de )?(?:audio|video|grabaci[oó]n)"
                            r"|(?:audio|video|recorded) minute|minute of (?:audio|video))"),
        ("hour", r"(?:/|por|per|la|an?|x|cada)\s?(?:hora|hour|hr|h)\b|\bhourly\b|\bp/?h\b"),
        ("day", r"(?:/|por|per|al|a|x|cada)\s?(?:d[ií]a|day|jornada)\b|\bdiari[oa]s?\b|\bdaily\b"),
        ("week", r"(?:/|por|per|a la|a|x|cada)\s?(?:semana|week|wk)\b|\bsemanal(?:es|mente)?\b|\bweekly\b"),
        ("fortnight", r"(?:/|por|per|a la|x|cada)\s?(?:quincena|fortnight|two weeks)\b"
                      r"|\bquincenal(?:es|mente)?\b|\b(?:bi-?weekly|fortnightly)\b"),
        ("month", r"(?:/|por|per|al|a|x|cada)\s?(?:mes|month|mo)\b|\bmensual(?:es|mente)?\b|\bmonthly\b"),
        ("year", r"(?:/|por|per|al|a|an)\s?(?:a[ñn]o|year|yr|annum)\b|\banual(?:es)?\b"
                 r"|\b(?:annual(?:ly)?|yearly)\b"),
        ("task", r"(?:/|por|per|cada|a)\s?(?:tarea|task|pieza|piece|imagen|image|encuesta|survey"
                 r"|registro|record|hit|item|art[ií]culo|article|ficha)\b"),
        ("word", r"(?:/|por|per|cada|a)\s?(?:palabra|word)\b"),
        ("page", r"(?:/|por|per|cada|a)\s?(?:p[aá]gina|page|cuartilla)\b"),
        ("project", r"(?:/|por|per|cada|a)\s?(?:proyecto|project)\b"),
    )
)  # fmt: skip
