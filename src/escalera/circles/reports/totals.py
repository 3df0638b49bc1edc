"""The figures of an issued report, as they are kept and read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

METHOD = 1  # how it was counted; docs/algorithms/collective-report.md says what each number means
OTHER = "other"  # kinds that too few people share, told together


@dataclass(frozen=True)
class KindLine:
    kind: str
    minutes: int


@dataclass(frozen=True)
class PayLine:
    """In one currency; None where it would tell about too few people."""

    currency: str
    earned: Decimal
    waiting: Decimal | None
    paid_only: Decimal | None
    all_minutes: Decimal | None


@dataclass(frozen=True)
class WageLine:
    """The minimum wage where at least three of the people are."""

    hourly: Decimal
    currency: str
    zone: Mapping[str, str]
    valid_from: str
    source: str


@dataclass(frozen=True)
class RequesterLine:
    """`rejected` is None where one or two people had rejections: that would tell whose they are."""

    name: str
    pieces: int
    rejected: int | None
    days_to_money: Decimal | None
    hourly: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Totals:
    people: int
    paid: int | None  # minutes
    kinds: tuple[KindLine, ...]
    unpaid_is_hidden: bool
    pay: tuple[PayLine, ...]
    wages: tuple[WageLine, ...]
    requesters: tuple[RequesterLine, ...]
    requesters_hidden: bool
    lacks_minutes: bool  # some payments came without: pay an hour is then a little too high
    method: int = METHOD

    @property
    def unpaid(self) -> int:
        return sum(line.minutes for line in self.kinds)

    @property
    def unpaid_share(self) -> float | None:
        """Of all minutes; None where either part is not told."""
        if self.paid is None or self.unpaid_is_hidden:
            return None
        return self.unpaid / all_minutes if (all_minutes := self.paid + self.unpaid) else None

    @property
    def is_empty(self) -> bool:
        return self.paid is None and not self.kinds and not self.pay and not self.requesters

    def kept(self) -> dict[str, Any]:
        """As JSON: amounts as text, so that none is ever a float."""
        return json.loads(json.dumps(asdict(self), default=str))  # type: ignore[no-any-return]


def read(kept: Mapping[str, Any]) -> Totals:
    values = dict(kept)
    values["kinds"] = tuple(KindLine(**line) for line in kept["kinds"])
    values["pay"] = tuple(PayLine(**_amounts(line)) for line in kept["pay"])
    values["wages"] = tuple(WageLine(**_amounts(line)) for line in kept["wages"])
    values["requesters"] = tuple(_requester(line) for line in kept["requesters"])
    return Totals(**values)


AMOUNTS = ("earned", "waiting", "paid_only", "all_minutes", "hourly", "days_to_money")


def _amounts(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: Decimal(value) if key in AMOUNTS and value is not None else value for key, value in line.items()
    }


def _requester(line: Mapping[str, Any]) -> RequesterLine:
    hourly = tuple((code, Decimal(amount)) for code, amount in line["hourly"])
    days = line["days_to_money"]
    return RequesterLine(**{**line, "hourly": hourly, "days_to_money": Decimal(days) if days else None})
