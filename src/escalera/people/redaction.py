"""Cut contact data out of a text before anybody saves it.

The word that announces a contact ("WhatsApp", "Tel.") stays, so that signs of fraud can still be read;
the number, address or handle goes.
Every pattern is bounded, so the time grows with the length of the text and with nothing else.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from escalera.people.plain_text import storable

MARKS: Mapping[str, Mapping[str, str]] = {
    "email": {"en": "[e-mail]", "es": "[correo]"},
    "link": {"en": "[link]", "es": "[enlace]"},
    "handle": {"en": "[user name]", "es": "[usuario]"},
    "phone": {"en": "[phone]", "es": "[teléfono]"},
    "address": {"en": "[address]", "es": "[domicilio]"},
}
REGIONS = ("MX", "US", "ES", "PE", "CL")
# phonenumbers takes about 50 microseconds a question; beyond this many doubtful numbers in one text we
# cut without asking.
QUESTIONS = 500


@dataclass(frozen=True)
class Redacted:
    text: str
    cuts: Mapping[str, int] = field(default_factory=dict)


def redact(text: str, *, language: str = "en") -> Redacted:
    """Return the text without contact data, and how many of each kind were cut.
    Doing it twice changes nothing more.
    """
    cuts: Counter[str] = Counter()
    text = storable(text)
    for kind, pattern, is_contact in _rules():
        text = _cut(text, kind, pattern, is_contact, cuts, language)
    return Redacted(text, dict(cuts))


Judge = Callable[[re.Match[str]], bool]


def _cut(
    text: str, kind: str, pattern: re.Pattern[str], is_contact: Judge, cuts: Counter[str], language: str
) -> str:
    mark = MARKS[kind].get(language, MARKS[kind]["en"])

    def replacement(match: re.Match[str]) -> str:
        if not is_contact(match):
            return match.group()
        cuts[kind] += 1
        return match.groupdict().get("keep", "") + mark

    return pattern.sub(replacement, text)


def _rules() -> tuple[tuple[str, re.Pattern[str], Judge], ...]:
    doubtful = _DoubtfulNumbers()
    return (
        ("email", _EMAIL, _always),
        ("email", _SPOKEN_EMAIL, _always),
        ("link", _LINK, _always),
        ("link", _DOMAIN, _is_no_tool),
        ("handle", _HANDLE, _always),
        ("handle", _NAMED_HANDLE, _always),
        ("address", _CALLE, _always),
        ("address", _STREET, _always),
        ("phone", _SPOKEN_DIGITS, _always),
        ("phone", _DIGITS, doubtful.is_phone),
    )


def _always(match: re.Match[str]) -> bool:
    return True


def _is_no_tool(match: re.Match[str]) -> bool:
    """Some programs are called like a web address, and a posting may ask for them."""
    return match.group().casefold() not in _TOOLS


class _DoubtfulNumbers:
    """Tells phones from pay, dates and codes; asks `phonenumbers` where the form alone does not say."""

    def __init__(self) -> None:
        self._asked = 0

    def is_phone(self, match: re.Match[str]) -> bool:
        found = match.group()
        before = match.string[max(0, match.start() - 40) : match.start()]
        digits = sum(map(str.isdigit, _DATE.sub("", found)))
        if digits < 7:
            return False
        if _CONTACT_WORD.search(before):
            return True
        if "+" not in found and _MONEY.fullmatch(found.strip()):
            return False
        return digits >= 10 or self._is_valid(found)

    def _is_valid(self, found: str) -> bool:
        self._asked += 1
        if self._asked > QUESTIONS:
            return True
        import phonenumbers

        for region in REGIONS:
            try:
                if phonenumbers.is_valid_number(phonenumbers.parse(found, region)):
                    return True
            except phonenumbers.NumberParseException:
                continue
        return False


_TOOLS = frozenset(
    {
        "asp.net",
        "vb.net",
        "ado.net",
        "ml.net",
        "monday.com",
        "booking.com",
        "socket.io",
        "draw.io",
        "make.com",
        "word.com",
        "b2b.com",
    }
)
_ENDINGS = (
    r"(?:com|mx|org|net|edu|gob|gov|io|co|me|ly|info|app|gl|link|site|online|xyz|us|es|ar|pe|cl"
    r"|gt|tv|to|biz|club|shop|store|top|work|jobs)"
)
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{2,63}){1,4}")
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s{0,2}(?:[(\[{]\s?(?:at|arroba|a)\s?[)\]}]|\s(?:at"
    r"|arroba)\s)\s{0,2}[\w-]{1,63}"
    r"\s{0,2}(?:\.|[(\[{]\s?(?:dot|punto)\s?[)\]}]|\s(?:dot|punto)\s)\s{0,2}" + _ENDINGS + r"\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b(?:https?://|www\.|wa\.me/|t\.me/)[^\s<>\"')\]]{1,2000}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{2,63}\.){1,4}" + _ENDINGS + r"\b(?!\.?\w)(?:/[^\s<>\"')\]]{0,2000})?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{1,40}")
_NAMED_HANDLE = re.compile(
    r"(?P<keep>\b(?:telegram|whats ?app|instagram|ig|facebook|fb|skype|signal|discord|tik ?tok"
    r"|messenger|wechat|line)\b"
    r"(?:\s(?:id|user|usuario|handle))?\s?[:=]\s?)(?=[\w.#-]{0,40}[\d_#])[A-Za-z][\w.#-]{2,40}",
    re.IGNORECASE,
)
_NAME = r"(?:(?:de|del|la|las|el|los|y|[A-ZÁÉÍÓÚÑ0-9][\w.'-]{0,30})\s{1,2}){1,6}"
_CALLE = re.compile(
    r"\b(?i:calle|av\.?|avenida|blvd\.?|boulevard|bulevar|calz\.?|calzada|andador|privada|priv\."
    r"|prol\.?|prolongación|circuito|cerrada|paseo|carretera)\s"
    + _NAME
    + r"(?:(?i:#|no\.?|núm\.?|num\.?|número)\s?)?#?\d{1,5}(?:-?[A-Za-z])?\b"
    r"(?:,?\s(?i:int|interior|depto|piso|local|mz|lt)\.?\s\w{1,5})?(?:,?\s(?i:col|colonia"
    r"|fracc)\.?\s[^,.\n]{2,40})?(?:,?\s?(?i:c\.?\s?p\.?)\s?\d{5})?"
)
_STREET = re.compile(
    r"(?<![\w$.,])\d{1,6}\s(?:[NSEW]\.?\s)?(?:[A-Z0-9][\w.'-]{0,30}\s){1,4}"
    r"(?i:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|highway|hwy)\b\.?(?:,?\s(?i:apt"
    r"|suite|ste|unit)\.?\s#?\w{1,5})?"
)
_DIGIT_WORDS = (
    r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zero|one|two|three|four|five"
    r"|six|seven|eight|nine)"
)
_SPOKEN_DIGITS = re.compile(rf"\b(?:{_DIGIT_WORDS}[\s,.-]{{1,3}}){{6,30}}{_DIGIT_WORDS}\b", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?<![\w$€£@.,/:-])(?:\+\s?)?\(?\d(?:[ .()\-\u2010-\u2013\u00a0]{0,3}\d){6,40}(?![\w%])"
)
_CONTACT_WORD = re.compile(
    r"\b(?:tel[eé]?f?(?:ono)?s?|cel(?:ular)?|m[oó]vil|whats(?:app)?|wsp|wa|telegram|phone|call|text"
    r"|sms|ll[aá]m\w*|marca\w*|contact\w*|fax|mobile)\b[^\d\n$]*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d\s?[-.]\s?\d\d\s?[-.]\s?\d\d|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d")
# Groups by points, or by blanks as long as no telephone is written so.
_GROUPED = r"(?:\d{1,3}(?:\.\d{3}){1,3}|\d{1,2}(?:[ \u00a0]\d{3}){1,3}|\d{3}[ \u00a0]\d{3})"
_MONEY = re.compile(rf"{_GROUPED}(?:\s{{0,2}}[-–]\s{{0,2}}{_GROUPED})?|\d{{4,6}}\s?[-–]\s?\d{{4,6}}")
