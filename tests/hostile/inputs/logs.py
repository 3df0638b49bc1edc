"""Log files for the engine: `evaluate`, `fit`, `pay evaluate`."""

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from hostile.inputs.hostile import Hostile, Places, command, file, several, written
from hostile.inputs.tables import RIGHT_TO_LEFT, broken

HEADER = "worker,item,task_type,skills,score,at,seconds"
ROW = "amina,i1,t1,s1,1,2026-01-01T10:00:00Z,30"
GOOD = HEADER + "\n" + "\n".join(
    f"w{n % 7},i{n % 11},t{n % 3},s{n % 2},{n % 2},2026-01-01T10:{n % 60:02}:00Z,{20 + n % 9}" for n in range(200)
)  # fmt: skip
SENTENCE = r"(?i)UTF-8|missing|twice|fields|line \d|a line of more|at least 50|not a file|holds no file|too long|empty|no such file|cannot be read|columns|valid CSV|table"
COMMANDS: dict[str, tuple[str, ...]] = {
    "evaluate": ("engine", "evaluate", "--train", "good.csv", "--test", "log.csv", "--fast"),
    "fit": ("engine", "fit", "log.csv", "--out", "model.npz"),
    "pay evaluate": ("pay", "evaluate", "log.csv"),
}


def of(
    name: str, kind: str, door: str, make: Callable[[Places], None], *, refused: bool = True, says: str = SENTENCE,
    quick: bool = False, ending: str = "log.csv",
) -> Hostile:  # fmt: skip
    argv = [ending if word == "log.csv" else word for word in COMMANDS[door]]
    return Hostile(
        name,
        kind,
        door,
        several(file("good.csv", GOOD), make),
        command(*argv),
        says,
        refused,
        quick,
        cpu_s=25,
    )


def tables() -> Iterator[Hostile]:
    for door in COMMANDS:
        for one in broken("log.csv", HEADER, ROW):
            yield of(one.name, one.kind, door, one.make, quick=door == "fit" and one.kind == "header")


NUMBERS = {
    "score is NaN": "amina,i1,t1,s1,NaN,,30",
    "score is infinite": "amina,i1,t1,s1,inf,,30",
    "score is 1e999": "amina,i1,t1,s1,1e999,,30",
    "seconds are negative": "amina,i1,t1,s1,1,,-3",
    "seconds are infinite": "amina,i1,t1,s1,1,,Infinity",
    "at is no time": "amina,i1,t1,s1,1,2026-99-99,30",
    "at is in year 99999": "amina,i1,t1,s1,1,99999-01-01T00:00:00Z,30",
    "score has five thousand digits": f"amina,i1,t1,s1,{'9' * 5000},,30",
}


def numbers() -> Iterator[Hostile]:
    for name, row in NUMBERS.items():
        for door in ("evaluate", "pay evaluate") if "score" not in name else ("evaluate",):
            make = file("log.csv", f"{GOOD}\n{row}\n")
            yield of(
                name, "number", door, make, says=r"line 20[12]", quick=door == "evaluate" and "NaN" in name
            )


def bomb(name: str, piece: bytes, times: int) -> Callable[[Places], None]:
    def make(places: Places) -> None:
        with gzip.open(places.folder / name, "wb", compresslevel=9) as out:
            out.write(HEADER.encode() + b"\n")
            for _ in range(times):
                out.write(piece)

    return make


def parquet(places: Places) -> None:
    """A few kilobytes that claim forty million rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int8()), ["a"])
    score = pa.array([1.0] * 1_000_000)
    table = pa.table(dict.fromkeys(HEADER.split(",")[:4], texts) | {"score": score})
    with pq.ParquetWriter(places.folder / "log.parquet", table.schema, compression="zstd") as writer:
        for _ in range(40):
            writer.write_table(table, row_group_size=1_000_000)


def fifo(places: Places) -> None:
    os.mkfifo(places.folder / "log.csv")


def linked(target: str) -> Callable[[Places], None]:
    return lambda places: Path(places.folder / "log.csv").symlink_to(target.format(canary=places.canary))


def odd() -> Iterator[Hostile]:
    for door in COMMANDS:
        yield of(
            "a gz of 1 GB in one line",
            "zip bomb",
            door,
            bomb("log.csv.gz", b"\0" * 10_000_000, 100),
            ending="log.csv.gz",
            says="line of more|unpacks",
        )
        yield of(
            "a gz that is cut off",
            "zip bomb",
            door,
            lambda places: written(places.folder / "log.csv.gz", [gzip.compress(GOOD.encode())[:-40]]),
            ending="log.csv.gz",
            says="(?i)cannot be read|cut|ended",
        )
        yield of(
            "a parquet of 40 million rows in a few kilobytes",
            "zip bomb",
            door,
            parquet,
            ending="log.parquet",
            says="(?i)unpacks|too many|rows",
        )
        yield of(
            "text that says it is parquet",
            "encoding",
            door,
            file("log.parquet", GOOD),
            ending="log.parquet",
            says="(?i)parquet",
        )
        yield of(
            "a pipe that nobody writes to", "path", door, fifo, says="(?i)no such file|not a file|regular"
        )
        yield of(
            "an endless device", "path", door, linked("/dev/zero"), says="(?i)no such file|not a file|regular"
        )
    yield of(
        "names with formulas, markup and turned writing",
        "formula",
        "evaluate",
        file("log.csv", f"{GOOD}\n=1+1,<script>alert(1)</script>,@SUM(1),-1|{RIGHT_TO_LEFT},1,,30\n"),
        refused=False,
        says="auc|AUC|rows",
    )


INPUTS = [*tables(), *numbers(), *odd()]
