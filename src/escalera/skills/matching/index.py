"""Labels made searchable: their vectors, the middle of each id's vectors, their letters and words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalera.skills.matching import synonyms, words
from escalera.skills.matching.counting import Postings
from escalera.skills.matching.encoder import Encoder, Vectors
from escalera.skills.matching.labels import Label, once


@dataclass(frozen=True)
class Index:
    """`rows` are the forms of all labels, those of one id together from `starts[id]` on; `vectors` (rows, 512)
    and `middles` (ids, 512) are None where no encoder was at hand.
    """

    ids: Sequence[str]
    shown: Sequence[str]
    starts: NDArray[np.int64]
    letters: Postings
    stems: Postings
    vectors: NDArray[np.float16] | None
    middles: Vectors | None


def build(labels: Sequence[Label], encoder: Encoder | None) -> Index:
    forms = [(label, form) for label in once(labels) for form in words.forms_of_label(label.text)]
    owners = [label.id for label, _ in forms]
    texts = [form[: words.LONGEST] for _, form in forms]
    firsts = [at for at, owner in enumerate(owners) if at == 0 or owners[at - 1] != owner]
    starts = np.array(firsts, dtype=np.int64)
    vectors = encoder.encode([words.plain(text) for text in texts]) if encoder else None
    return Index(
        ids=[owners[at] for at in firsts],
        shown=[label.text for label, _ in forms],
        starts=starts,
        letters=Postings.of(texts, words.grams),
        stems=Postings.of(texts, meanings),
        vectors=None if vectors is None else vectors.astype(np.float16),
        middles=None if vectors is None else _middles(vectors, starts),
    )


def meanings(text: str) -> list[str]:
    """The stems of a text, and for those that have one the meaning they share with other words."""
    stems, meaning = words.tokens(text), synonyms.by_stem()
    return [*stems, *(meaning[stem] for stem in stems if stem in meaning)]


def _middles(vectors: Vectors, starts: NDArray[np.int64]) -> Vectors:
    middles = np.add.reduceat(vectors, starts, axis=0)
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    return np.asarray(middles / np.maximum(lengths, 1e-12), dtype=np.float32)
