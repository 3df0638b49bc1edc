"""What a posting is about, for items cut from it: its goods, documents, customers, places and trades, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from escalera.tasks.families.phrases import Draw

MOST = 12


@dataclass(frozen=True)
class Materials:
    """`customers` and `documents` begin with a capital; `customers` name one, such as "Restaurant".

    `trades` are slugs of trades.py: what such a business sells.
    """

    goods: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Sequence[str]]) -> Materials:
        return cls(**{name: tuple(kept.get(name, ()))[:MOST] for name in cls.__dataclass_fields__})

    def as_json(self) -> dict[str, list[str]]:
        return {name: list(words) for name, words in asdict(self).items() if words}

    def __bool__(self) -> bool:
        return any(vars(self).values())


NOTHING = Materials()


def mixed(draw: Draw, own: Sequence[str], usual: Sequence[str]) -> list[str]:
    """As many names as there are usual ones, the posting's own first among them, in a new order.

    Without own names nothing is drawn, so that an item of no posting stays as it was.
    """
    if not own:
        return list(usual)
    taken = draw.some(own, min(len(own), len(usual)))
    rest = [name for name in usual if name not in taken]
    return draw.shuffled([*taken, *rest[: len(usual) - len(taken)]])


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]
