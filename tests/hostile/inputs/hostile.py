"""What a hostile input is: what it puts where, how it is handed in, and how that must end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Places:
    """Where an input is made, and what it tries to reach."""

    folder: Path
    canary: Path  # a file that nobody may read
    port: int  # a port that nobody may reach
    known: Mapping[str, str]


@dataclass(frozen=True)
class Hostile:
    """`make` writes the input; `ask` gives the order for the host; `says` is a pattern of what must be printed."""

    name: str
    kind: str
    door: str
    make: Callable[[Places], None]
    ask: Callable[[Places], dict[str, Any]]
    says: str
    is_refused: bool = True
    quick: bool = False
    never_says: str = ""
    cpu_s: float = 12.0
    checks: tuple[Callable[[Path, Mapping[str, str]], None], ...] = field(default=())

    @property
    def id(self) -> str:
        return f"{self.door}: {self.name}"


def file(name: str, content: bytes | str) -> Callable[[Places], None]:
    source = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return lambda places: written(places.folder / name, [source])


def large(
    name: str, piece: bytes, times: int, *, before: bytes = b"", after: bytes = b""
) -> Callable[[Places], None]:
    """A large file, without holding it."""
    block = piece * max(MEGABYTE // len(piece), 1)
    blocks, rest = divmod(piece.__len__() * times, len(block))
    return lambda places: written(places.folder / name, [before, *([block] * blocks), block[:rest], after])


def written(path: Path, parts: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        for part in parts:
            out.write(part)


def several(*makers: Callable[[Places], None]) -> Callable[[Places], None]:
    def make(places: Places) -> None:
        for maker in makers:
            maker(places)

    return make


def command(*argv: str, stdin: str = "") -> Callable[[Places], dict[str, Any]]:
    return lambda places: {"argv": list(argv)} | ({"stdin": str(places.folder / stdin)} if stdin else {})
