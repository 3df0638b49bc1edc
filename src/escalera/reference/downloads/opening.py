"""Finds the tables in files, folders, gz and zip, and opens them one at a time, never unpacking to disk."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from escalera.reference.downloads.errors import WrongFile

ENDINGS = (".csv", ".txt", ".tsv")
MOST_BYTES = 400_000_000  # of one table; the largest real one has 60 MB
MOST_TIMES = 100  # a table packed smaller than a hundredth is no table
MOST_TABLES = 500
HOW_TO_GET_IT = (
    "Download the file again from its publisher (docs/operating.md says where), and give it unchanged."
)


@dataclass(frozen=True)
class Part:
    """One table: `file` as the person knows it, `name` without folder, `packed` and `bytes` for the progress."""

    file: str
    name: str
    packed: int
    opened: Callable[[], IO[bytes]]
    dated: date | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        try:
            with self.opened() as raw:
                yield io.BufferedReader(Measured(raw, self))
        except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise WrongFile(self.file, f"is cut off or damaged ({error}).", HOW_TO_GET_IT) from error
        except (RuntimeError, NotImplementedError) as error:
            raise WrongFile(
                self.file, f"can't be unpacked ({error}).", "Give it without a password."
            ) from error
        except OSError as error:
            raise unreadable(self.file, error) from error


class Measured(io.RawIOBase):
    """Counts what comes out, so that a small file can't unpack into a flood."""

    def __init__(self, raw: IO[bytes], part: Part) -> None:
        self.raw, self.part, self.come = raw, part, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        read = self.raw.read(len(buffer))  # type: ignore[arg-type]
        self.come += len(read)
        refuse_flood(self.part.file, self.come, self.part.packed)
        buffer[: len(read)] = read  # type: ignore[index]
        return len(read)


def refuse_flood(file: str, size: int, packed: int) -> None:
    if size > MOST_BYTES or (size > 1_000_000 and size > MOST_TIMES * max(packed, 1)):
        raise WrongFile(file, "unpacks into far more than any table of its kind holds.", HOW_TO_GET_IT)


def parts(paths: Sequence[Path]) -> list[Part]:
    """Every table in these files and folders. Raises WrongFile."""
    found = [part for path in paths for part in _of(path)]
    if len(found) > MOST_TABLES:
        raise WrongFile(str(paths[0]), f"holds more than {MOST_TABLES} tables.", HOW_TO_GET_IT)
    return found


def _of(path: Path) -> Iterator[Part]:
    try:
        if path.is_dir():
            for inner in sorted(path.iterdir()):
                if inner.is_file() and inner.name.lower().endswith((*ENDINGS, ".gz", ".zip")):
                    yield from _of(inner)
        elif path.suffix.lower() == ".zip":
            yield from _zipped(path)
        else:
            yield _single(path)
    except OSError as error:
        raise unreadable(str(path), error) from error


def _single(path: Path) -> Part:
    size, name = path.stat().st_size, path.name
    if path.suffix.lower() in (".xlsx", ".xls"):
        advice = "Open it in a spreadsheet program, save the sheet as “CSV UTF-8”, and give that file."
        raise WrongFile(name, "is an Excel workbook.", advice)
    if path.suffix.lower() == ".gz":
        return Part(name, name[:-3], size, lambda: cast(IO[bytes], gzip.open(path)))
    return Part(name, name, max(size, 1), lambda: path.open("rb"))


def _zipped(path: Path) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(ENDINGS)]
    except zipfile.BadZipFile as error:
        raise WrongFile(path.name, "is cut off, or no zip file.", HOW_TO_GET_IT) from error
    if not members:
        raise WrongFile(
            path.name, "holds no csv or txt table.", "Choose the CSV download, not XML, RDF or Excel."
        )
    for one in members:
        file = f"{path.name}: {one.filename}"
        refuse_flood(file, one.file_size, one.compress_size)
        yield Part(
            file,
            Path(one.filename).name,
            one.compress_size,
            _opener(path, one.filename),
            date(*one.date_time[:3]),
        )


def _opener(path: Path, member: str) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        archive = zipfile.ZipFile(path)
        try:
            return archive.open(member)
        finally:
            archive.close()  # the open member keeps the file until it is closed itself

    return opened


def unreadable(file: str, error: OSError) -> WrongFile:
    return WrongFile(file, f"can't be read: {error.strerror or error}.", "Check the name and the folder.")
