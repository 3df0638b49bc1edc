"""Whole numbers below a thousand in words, as people say them."""

from __future__ import annotations

EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
EN += ["seventeen", "eighteen", "nineteen"]
EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ES = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
]
ES += [
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
]
ES += ["veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"]
ES_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
ES_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
]
ES_HUNDREDS += ["ochocientos", "novecientos"]


def spelt(number: int, language: str) -> str:
    """The number in words; 0 to 999."""
    return _english(number) if language == "en" else _spanish(number)


def _english(number: int) -> str:
    if number < 20:
        return EN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return EN_TENS[tens - 2] + (f"-{EN[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{EN[hundreds]} hundred" + (f" {_english(rest)}" if rest else "")


def _spanish(number: int) -> str:
    if number < 30:
        return ES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ES_TENS[tens - 3] + (f" y {ES[ones]}" if ones else "")
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    return ES_HUNDREDS[hundreds - 1] + (f" {_spanish(rest)}" if rest else "")
