"""The usernames a sign-up page offers, signed: only these can be chosen, so nobody writes their own name."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.core import signing

from escalera.people import queries

SALT = "escalera.web.account.offers"
GOOD_FOR = timedelta(days=1)
NAMES = 3


class Stale(Exception):
    """Nothing we signed, or too long ago."""


@dataclass(frozen=True)
class Offer:
    """One form: its id makes sending it twice equal to sending it once."""

    id: uuid.UUID
    names: tuple[str, ...]

    @classmethod
    def new(cls, language: str, *, rng: np.random.Generator) -> "Offer":
        return cls(uuid.uuid4(), queries.free_usernames(language, count=NAMES, rng=rng))

    @classmethod
    def read(cls, signed: str) -> "Offer":
        """Raises Stale."""
        try:
            id, names = signing.loads(signed, salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            raise Stale from None
        return cls(uuid.UUID(id), tuple(names))

    @property
    def signed(self) -> str:
        return signing.dumps((str(self.id), self.names), salt=SALT)

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(name, name) for name in self.names]
