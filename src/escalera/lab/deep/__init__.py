"""A sequence model as a second head of prediction, off by default; needs PyTorch (the extra `deep`).

Planning never reads it. See docs/algorithms/prediction.md.
"""

from __future__ import annotations

from escalera.lab.deep.head import DEEP, Depth, Head
from escalera.lab.deep.training import Progress


def head(depth: Depth = DEEP, *, progress: Progress = lambda share: None) -> Head:
    """A head that has learned nothing yet. Raises ModuleNotFoundError where PyTorch is not installed."""
    import torch  # noqa: F401 - said here, before any log is read

    return Head(depth, progress)


__all__ = ["DEEP", "Depth", "Head", "head"]
