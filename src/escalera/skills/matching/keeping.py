"""Indexes kept in ESCALERA_HOME/matching under what they were made of: safe to delete at any time."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from escalera.skills.matching.counting import Postings
from escalera.skills.matching.encoder import Encoder
from escalera.skills.matching.index import Index, build
from escalera.skills.matching.labels import Label

FORMAT = 2
# Below this many labels an index is made sooner than it is worth keeping.
WORTH_KEEPING = 500
# An index of ESCO's labels takes 20 MB: so many are kept, those used last.
KEPT = 8


def folder() -> Path:
    return Path(os.environ.get("ESCALERA_HOME", ".data")) / "matching"


def index_of(labels: Sequence[Label], encoder: Encoder | None, *, home: Path | None = None) -> Index:
    """Return the index of the labels, read where it was kept, otherwise made and kept where that is possible."""
    if len(labels) < WORTH_KEEPING:
        return build(labels, encoder)
    place = (home or folder()) / key(labels, encoder)
    try:
        index = read(place)
        os.utime(place)
        return index
    except (OSError, ValueError, KeyError, EOFError):
        index = build(labels, encoder)
        keep(index, place)
        return index


def key(labels: Sequence[Label], encoder: Encoder | None) -> str:
    made_of = hashlib.sha256(f"{FORMAT}\n{encoder.name if encoder else 'words'}\n".encode())
    for id_, text in labels:
        made_of.update(f"{id_}\t{text}\n".encode())
    return made_of.hexdigest()[:32]


def keep(index: Index, place: Path) -> None:
    """Write beside, then rename: who reads meanwhile finds all of it or nothing. A full disk is no error."""
    aside: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
        _write(index, aside)
        if place.exists():  # left over broken
            shutil.rmtree(place)
        aside.rename(place)
        _forget(place.parent)
    except OSError:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _forget(home: Path) -> None:
    """Remove what was not used for longest. Who still reads there keeps the open files, or makes its index anew."""
    kept = sorted(home.glob("[!.]*"), key=lambda place: place.stat().st_mtime, reverse=True)
    for place in kept[KEPT:]:
        shutil.rmtree(place, ignore_errors=True)


def _write(index: Index, place: Path) -> None:
    (place / "labels.json").write_text(json.dumps([list(index.ids), list(index.shown)], ensure_ascii=False))
    np.save(place / "starts.npy", index.starts)
    for name, postings in (("letters", index.letters), ("stems", index.stems)):
        for field in fields(postings):
            np.save(place / f"{name}-{field.name}.npy", getattr(postings, field.name))
    if index.vectors is not None and index.middles is not None:
        np.save(place / "vectors.npy", index.vectors)
        np.save(place / "middles.npy", index.middles)


def read(place: Path) -> Index:
    """Raises OSError where there is none, ValueError where it is broken."""
    ids, shown = json.loads((place / "labels.json").read_text())
    has_vectors = (place / "vectors.npy").exists()
    return Index(
        ids=ids,
        shown=shown,
        starts=np.load(place / "starts.npy"),
        letters=_postings(place, "letters"),
        stems=_postings(place, "stems"),
        # Only the rows looked at are read from the disk.
        vectors=np.load(place / "vectors.npy", mmap_mode="r") if has_vectors else None,
        middles=np.load(place / "middles.npy") if has_vectors else None,
    )


def _postings(place: Path, name: str) -> Postings:
    kept = {field.name: np.load(place / f"{name}-{field.name}.npy") for field in fields(Postings)}
    return Postings(**{**kept, "count": int(kept["count"])})
