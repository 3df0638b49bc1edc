"""Models, catalogues and recommendations that the engine's commands read."""

import io
import json
import pickle
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from hostile.inputs.hostile import Hostile, Places, command, file, large, several
from hostile.inputs.logs import GOOD

GAINS = command("engine", "gains", "model.npz")
FIT = command("engine", "fit", "good.csv", "--out", "model.npz", "--catalogue", "catalogue.json")
NO_MODEL = r"(?i)model|cannot be read|too large"


class Runs:
    """Unpickled, it would start a program."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        import os

        return os.system, ("touch ran",)


def npz(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(f"{name}.npy", content)
    return out.getvalue()


def npy(description: str, data: bytes = b"") -> bytes:
    header = description.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


def model(name: str, kind: str, make: Callable[[Places], None], *, quick: bool = False) -> Hostile:
    return Hostile(name, kind, "engine gains", make, GAINS, NO_MODEL, quick=quick)


def catalogue(name: str, kind: str, content: str | bytes | Callable[[Places], None]) -> Hostile:
    make = content if callable(content) else file("catalogue.json", content)
    return Hostile(
        name,
        kind,
        "engine fit: catalogue",
        several(file("good.csv", GOOD), make),
        FIT,
        r"(?i)catalogue|JSON|cannot be read",
        cpu_s=25,
    )


def inputs() -> Iterator[Hostile]:
    object_array = npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", pickle.dumps([Runs()]))
    huge = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }")
    lying = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000,), }", b"\0" * 8)
    yield model(
        "a pickle that starts a program",
        "script",
        file("model.npz", npz(format=object_array, version=object_array)),
        quick=True,
    )
    yield model("a bare pickle", "script", file("model.npz", pickle.dumps(Runs())))
    yield model("an array of eight terabytes", "zip bomb", file("model.npz", npz(format=huge, version=huge)))
    yield model("an array that is not there", "zip bomb", file("model.npz", npz(format=lying)))
    yield model(
        "half a gigabyte of nothing in half a megabyte",
        "zip bomb",
        file(
            "model.npz",
            npz(
                format=npy(
                    "{'descr': '<f8', 'fortran_order': False, 'shape': (64000000,), }", b"\0" * 512_000_000
                )
            ),
        ),
    )
    yield model("names that climb out", "path", file("model.npz", npz(**{"../../../../tmp/format": b"x"})))
    yield model(
        "a header that is code",
        "script",
        file("model.npz", npz(format=npy("__import__('os').system('touch ran')"))),
    )
    yield model("100 MB of no model", "size", large("model.npz", b"x", 100_000_000))
    yield model("nothing", "header", file("model.npz", b""))
    yield catalogue("lists a hundred thousand deep", "nesting", "[" * 100_000)
    yield catalogue("JSON that never ends", "unterminated", '{"task_types": [{"name": "')
    yield catalogue(
        "seconds that are NaN", "number", '{"task_types": [{"name": "t1", "skills": ["s1"], "seconds": NaN}]}'
    )
    yield catalogue(
        "a level beyond all levels",
        "number",
        json.dumps({"task_types": [{"name": "t1", "skills": ["s1"], "level": 1e300}]}),
    )
    yield catalogue(
        "shares below nothing", "number", json.dumps({"task_types": [{"name": "t1", "skills": {"s1": -5.0}}]})
    )
    yield catalogue("another shape", "header", "[1, 2, 3]")
    yield catalogue("broken UTF-8", "encoding", b'{"task_types": "\xff"}')


INPUTS = list(inputs())
