"""What a posting pays, as it says it: nothing is guessed, and what stays unknown is named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from escalera.jobs import money

MOST = Decimal(10) ** 10
MOST_AMOUNTS = 500  # looked at in a posting


@dataclass(frozen=True)
class Pay:
    """`currency` is an ISO code or empty, `per` one of money.PERIODS or empty;
    `notes` are codes of escalera.jobs.advice.
    """

    low: Decimal
    high: Decimal
    currency: str = ""
    per: str = ""
    notes: tuple[str, ...] = ()
    phrase: str = ""


def from_text(text: str) -> Pay | None:
    """Return the pay that a posting's text states, or None."""
    offers = [(rank, pay) for rank, pay in islice(_offers(text), MOST_AMOUNTS) if rank > 0]
    return max(offers, key=lambda offer: offer[0])[1] if offers else None


def from_linked_data(values: tuple[object, ...], *, currency: str = "") -> Pay | None:
    """Return the pay of schema.org's baseSalary: a number, a text, a MonetaryAmount or a list of them."""
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            pay = _from_value(one, currency)
            if pay is not None:
                return pay
    return None


def _from_value(value: object, currency: str) -> Pay | None:
    if isinstance(value, Decimal) and value.is_finite():
        return _made([value], money.currency_code(currency), "", str(value))
    if isinstance(value, str):
        return _from_words(value, currency)
    if not isinstance(value, dict):
        return None
    currency = str(value.get("currency") or value.get("salaryCurrency") or currency)
    inner = value.get("value")
    if isinstance(inner, list):
        inner = next((one for one in inner if one not in (None, "")), None)
    holder = inner if isinstance(inner, dict) else value
    bounds = [holder.get("minValue"), holder.get("maxValue")]
    amounts = [amount for bound in bounds if (amount := money.decimal(bound)) is not None]
    per = _unit(holder) or _unit(value)
    if amounts:
        return _made(amounts, money.currency_code(currency), per, "")
    words = holder.get("value") if holder is not value else inner
    pay = _from_value(words, currency) if isinstance(words, str | Decimal) else None
    return pay and _made([pay.low, pay.high], pay.currency, per or pay.per, pay.phrase)


def _unit(holder: Mapping[str, object]) -> str:
    unit = str(holder.get("unitText") or holder.get("unitCode") or holder.get("name") or "")
    return _UNITS.get(unit.strip().casefold(), "") or money.period(unit)


def _from_words(words: str, currency: str) -> Pay | None:
    for match in money.AMOUNTS.finditer(words[:500]):
        amounts = money.amounts(match)
        if amounts:
            stated = money.currency_code(currency) or money.currency(words)
            return _made(amounts, stated, money.period(words), words[:200], words)
    return None


def _offers(text: str) -> Iterator[tuple[float, Pay]]:
    """Yield (how surely this is the pay, the pay) for the amounts in the text."""
    for line in text.splitlines():
        for match in money.AMOUNTS.finditer(line):
            amounts = money.amounts(match)
            if not amounts:
                continue
            before = line[max(0, match.start() - 60) : match.start()]
            after = line[match.end() : match.end() + 40]
            near = match.group() + after
            currency, per = (
                money.currency(match.group()),
                money.period(after) or money.period(_last_words(before)),
            )
            phrase = _around(line, match)
            made = _made(amounts, currency, per, phrase, near)
            if made is not None:
                yield _rank(before, match, after, per), made


def _rank(before: str, match: re.Match[str], after: str, per: str) -> float:
    own = re.split(r"[.;•]\s", before)[-1]
    has_sign = bool(money.SIGN.search(match.group()))
    pay_word = bool(_PAY_WORD.search(own))
    if (
        not (has_sign or pay_word)
        or not (pay_word or per)
        or _NO_PAY_BEFORE.search(own)
        or _NO_PAY_AFTER.match(after)
    ):
        return 0
    if not has_sign and match["unit_after"]:
        return 0
    return 2.0 * pay_word + 1.0 * bool(per) + 0.5 * has_sign


def _made(amounts: list[Decimal], currency: str, per: str, phrase: str, near: str = "") -> Pay | None:
    if not amounts or not all(0 <= amount < MOST for amount in amounts):
        return None
    notes = [] if currency else [_why_unknown(near or phrase)]
    notes += [] if per else ["no_period"]
    notes += ["range_reversed"] if amounts[0] > amounts[-1] else []
    notes += ["pays_nothing"] if max(amounts) == 0 else []
    return Pay(min(amounts), max(amounts), currency, per, tuple(notes), " ".join(phrase.split())[:200])


def _why_unknown(near: str) -> str:
    if re.search(r"pesos?\b", near, re.I):
        return "pesos_of_which_country"
    if re.search(r"d[oó]lar|dollar|\bdlls?\b", near, re.I):
        return "dollars_of_which_country"
    return "dollar_or_peso_sign" if "$" in near else "no_currency"


def _last_words(before: str) -> str:
    """A period may stand before its amount, but only right before it: "pago semanal: $1,500"."""
    return before[-28:] if re.search(r"[:\s]$", before) else ""


def _around(line: str, match: re.Match[str]) -> str:
    start = max(line.rfind(mark, 0, match.start()) for mark in (". ", "; ", "• ", "| ")) + 1
    after = line[match.end() : match.end() + 40]
    end = min((at for mark in (". ", "; ", ", ", "• ") if (at := after.find(mark)) >= 0), default=len(after))
    return line[max(start, match.start() - 60) : match.end() + end].strip(" .•*;|-")


_PAY_WORD = re.compile(
    r"\b(?:sueldos?|salarios?|pag[oa]s?|paga(?:mos|r[aá]n?)|percepci[oó]n|remuneraci[oó]n|honorarios"
    r"|compensaci[oó]n|tarifa|gan(?:a|as|ar[aá]s?|ancias?)|ingresos?|"
    r"pay|pays|paid|salary|wage|rate|compensation|earn(?:s|ings)?|income|stipend|ofrecemos|ofrece)\b",
    re.IGNORECASE,
)
_NO_PAY_BEFORE = re.compile(
    r"\b(?:bonos?|bonus(?:es)?|dep[oó]sit\w*|inscripci[oó]n|cuota|fee|costo|cost|vales|invert\w*"
    r"|invest\w*|inversi[oó]n|comprar?|buy|kit|reembolso|refer\w*|premio|prize|ventas|revenue"
    r"|valuation|raised|deposit|pagar|pagas|seguro|insurance|stipend|up front"
    r"|por adelantado)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_NO_PAY_AFTER = re.compile(
    r"\s{0,3}(?:de|of|as|for)?\s{0,2}(?:a\s)?(?:inscripci[oó]n|dep[oó]sito|bono|bonus|fee|cuota|vales"
    r"|deposit|sign-?on)",
    re.IGNORECASE,
)
_UNITS = {
    "hour": "hour", "hur": "hour", "day": "day", "week": "week", "wee": "week", "month": "month",
    "mon": "month", "year": "year",
    "ann": "year", "hora": "hour", "día": "day", "dia": "day", "semana": "week",
    "quincena": "fortnight", "mes": "month", "año": "year",
    "hourly": "hour", "daily": "day", "weekly": "week", "biweekly": "fortnight", "monthly": "month",
    "yearly": "year", "annual": "year",
}  # fmt: skip
