"""Codes that one person reads aloud and another writes down."""

import numpy as np

# No letter or digit that looks like another (0 O, 1 I L, 2 Z, 5 S, 8 B) or sounds like another in Spanish or English (B V, D T, G J, M N, P T).
ALPHABET = "ACFHKRTXY34679"
LENGTH = 8  # 14 ** 8: one guess in 1,500,000,000


def draw(rng: np.random.Generator) -> str:
    return "".join(ALPHABET[place] for place in rng.integers(len(ALPHABET), size=LENGTH))


def normal(typed: str) -> str:
    """What somebody typed, as we keep it: "ac3f ky47" is AC3FKY47."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: LENGTH * 2]
