"""Parallel sentences with spots at which a translation can go wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases import Draw, cast

PAIRS: list[dict[str, str]] = phrases.read(__file__, "pairs.toml")["pair"]
SPOT = re.compile(r"\{\{(?P<kind>\w+):(?P<right>[^|{}]+)\|(?P<wrong>[^|{}]*)\}\}|\{(?P<slot>\w+)\}")
FIGURES = ("n", "low", "price", "day", "hour")


@dataclass(frozen=True)
class Spot:
    """A piece of the translation; plain text between spots has no kind."""

    right: tuple[str, ...]  # the first is shown, the others are right too
    wrong: str = ""
    kind: str = ""
    is_wrong: bool = False

    @property
    def shown(self) -> str:
        return self.wrong if self.is_wrong else self.right[0]


@dataclass(frozen=True)
class Translation:
    source: str
    pieces: tuple[Spot, ...]

    @property
    def text(self) -> str:
        return _joined([piece.shown for piece in self.pieces])

    @property
    def mistakes(self) -> tuple[Spot, ...]:
        return tuple(piece for piece in self.pieces if piece.is_wrong)

    @property
    def right_texts(self) -> list[str]:
        """Every right text that differs from the translation only where it is wrong."""
        choices = (piece.right if piece.is_wrong else piece.right[:1] for piece in self.pieces)
        return [_joined(one) for one in product(*choices)]

    @property
    def kinds(self) -> set[str]:
        return {piece.kind for piece in self.pieces if piece.kind}


def translation(draw: Draw, pair: Mapping[str, str], source: str, target: str) -> Translation:
    """A right translation of the pair with its slots filled."""
    slots, others = _slots(draw)
    pieces = {side: tuple(_pieces(pair[side], slots[side], others[side])) for side in (source, target)}
    return Translation(source=_joined([piece.shown for piece in pieces[source]]), pieces=pieces[target])


def spoil(draw: Draw, right: Translation, kinds: Sequence[str]) -> Translation:
    """The translation with one spot of each of the kinds made wrong."""
    wrong = {draw.one(_places(right, kind)) for kind in kinds}
    pieces = (replace(piece, is_wrong=place in wrong) for place, piece in enumerate(right.pieces))
    return replace(right, pieces=tuple(pieces))


def _places(right: Translation, kind: str) -> list[int]:
    return [place for place, piece in enumerate(right.pieces) if piece.kind == kind]


def _pieces(template: str, slots: Mapping[str, str], others: Mapping[str, str]) -> list[Spot]:
    found, end = [], 0
    for match in SPOT.finditer(template):
        found.append(Spot((template[end : match.start()],)))
        slot = match["slot"]
        if slot is None:
            found.append(Spot(tuple(match["right"].split("/")), match["wrong"], match["kind"]))
        else:
            found.append(Spot((slots[slot],), others.get(slot, ""), "number" if slot in FIGURES else ""))
        end = match.end()
    return [*found, Spot((template[end:],))]


def _joined(texts: Sequence[str]) -> str:
    return phrases.fill(re.sub(r" +", " ", "".join(texts)).replace(" .", ".").replace(" ,", ","), {})


def _slots(draw: Draw) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What fills the slots in each language, and what a careless translator would put there."""
    number, low = draw.number(12, 89), draw.number(2, 5)
    price, hour = draw.number(120, 890, 10), draw.number(2, 11)
    days = draw.some(cast.DAYS, 2)
    same = {"first": cast.people(draw, 1)[0].first, "shop": cast.shop(draw)}
    minutes = draw.one(("00", "15", "30", "45"))
    figures = {"n": number, "low": low, "price": price, "hour": f"{hour}:{minutes}"}
    wrong = {"n": _misread(number), "low": low + 1, "price": _misread(price), "hour": f"{hour + 1}:{minutes}"}
    languages = ("en", "es")
    right = {one: same | {k: str(v) for k, v in figures.items()} | {"day": days[0][one]} for one in languages}
    spoilt = {one: {k: str(v) for k, v in wrong.items()} | {"day": days[1][one]} for one in languages}
    return right, spoilt


def _misread(number: int) -> int:
    """Two digits swapped, or ten more where that changes nothing."""
    digits = str(number)
    swapped = int(digits[1] + digits[0] + digits[2:])
    return swapped if swapped != number and digits[1] != "0" else number + 10
