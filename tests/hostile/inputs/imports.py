"""Downloads of others: `escalera import esco | onet | oews ...`."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterator

import official_files
from hostile.inputs.hostile import Hostile, Places, command, file, written
from hostile.inputs.tables import broken

WRONG = r"Nothing was changed"
ESCO = ("import", "esco", "esco.zip", "--version", "1.2", "--date", "2024-05-15")
SKILLS = "skills_en.csv"
OEWS = "occ_code,occ_title,tot_emp,h_mean,h_median,a_mean,a_median"


def zipped(entries: dict[str, bytes | str], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed, compresslevel=9) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def of(
    name: str,
    kind: str,
    make: Callable[[Places], None],
    *,
    refused: bool = True,
    says: str = WRONG,
    quick: bool = False,
) -> Hostile:
    return Hostile(name, kind, "import esco", make, command(*ESCO), says, refused, quick)


def archive(content: bytes) -> Callable[[Places], None]:
    return file("esco.zip", content)


def lying(source: bytes, size: int) -> bytes:
    """The sizes in the central directory changed to `size`."""
    at = source.rfind(b"PK\x01\x02")
    return source[: at + 24] + size.to_bytes(4, "little") + source[at + 28 :]


def linking(target: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo(SKILLS)
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, target)
    return out.getvalue()


def encrypted(source: bytes) -> bytes:
    """The flag of encryption set in both headers."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = source.find(mark) + place
        source = source[:at] + bytes([source[at] | 1]) + source[at + 1 :]
    return source


def damaged(source: bytes) -> bytes:
    middle = len(source) // 3
    return (
        source[:middle] + bytes(255 - byte for byte in source[middle : middle + 40]) + source[middle + 40 :]
    )


def many(places: Places) -> None:
    with zipfile.ZipFile(places.folder / "esco.zip", "w") as made:
        for number in range(60_000):
            made.writestr(f"{number}.csv", "a\n")


def flood(name: str, megabytes: int) -> Callable[[Places], None]:
    def make(places: Places) -> None:
        with (
            zipfile.ZipFile(places.folder / "esco.zip", "w", zipfile.ZIP_DEFLATED) as made,
            made.open(name, "w", force_zip64=True) as out,
        ):
            out.write(official_files.SKILL_HEADER.encode() + b"\n")
            for _ in range(megabytes):
                out.write(b"," * 1_000_000)

    return make


def zips() -> Iterator[Hostile]:
    good = official_files.skills()
    yield of("a table of 1 GB in 1 MB", "zip bomb", flood(SKILLS, 1000))
    yield of("a table of 5 GB", "zip bomb", flood(SKILLS, 5000))
    yield of(
        "zips in zips in zips",
        "zip bomb",
        archive(zipped({"a.zip": zipped({"b.zip": zipped({SKILLS: b"," * 9_000_000})})})),
        quick=True,
    )
    yield of("sixty thousand tables", "zip bomb", many)
    yield of(
        "a size that lies small", "zip bomb", archive(lying(zipped({SKILLS: good + "x" * 9_000_000}), 10))
    )
    yield of(
        "a size that lies large",
        "zip bomb",
        archive(lying(zipped({SKILLS: good}), 4_000_000_000)),
        quick=True,
    )
    yield of(
        "a name that climbs out",
        "path",
        archive(zipped({f"../../../../tmp/{SKILLS}": good})),
        refused=False,
        says="Loaded",
    )
    yield of(
        "an absolute name", "path", archive(zipped({f"/etc/{SKILLS}": good})), refused=False, says="Loaded"
    )
    yield Hostile(
        "a link to a secret file",
        "path",
        "import esco",
        lambda places: written(places.folder / "esco.zip", [linking(str(places.canary))]),
        command(*ESCO),
        WRONG,
        quick=True,
    )
    yield of(
        "an encrypted table", "path", archive(encrypted(zipped({SKILLS: good}, packed=zipfile.ZIP_STORED)))
    )
    yield of("a zip that is cut off", "unterminated", archive(zipped({SKILLS: good})[:-30]))
    yield of("a damaged table", "unterminated", archive(damaged(zipped({SKILLS: good}))))
    yield of("no zip at all", "encoding", file("esco.zip", "<html>not found</html>"))
    yield of(
        "a label that is a formula",
        "formula",
        archive(zipped({SKILLS: official_files.skills(rows=[("a1", "=HYPERLINK(1)", "", "x")])})),
        says="is a formula",
        quick=True,
    )
    yield of(
        "a label that is a command",
        "formula",
        archive(
            zipped({SKILLS: official_files.skills(rows=[("a1", "@SUM(1+9)*cmd|' /C calc'!A0", "", "x")])})
        ),
        says="is a formula",
    )
    yield of(
        "a label of a megabyte",
        "size",
        archive(zipped({SKILLS: official_files.skills(rows=[("a1", "ab " * 300_000, "", "x")])})),
    )
    yield of(
        "markup in a label",
        "script",
        archive(zipped({SKILLS: official_files.skills(rows=[("a1", "<script>alert(1)</script>", "", "x")])})),
        refused=False,
        says="Loaded",
    )


def gz_bomb(places: Places) -> None:
    import gzip

    with gzip.open(places.folder / "oesm.csv.gz", "wb", compresslevel=9) as out:
        out.write(b"OCC_CODE,OCC_TITLE\n")
        for _ in range(600):
            out.write(b"0" * 1_000_000)


def tables() -> Iterator[Hostile]:
    for one in broken("oesm.csv", OEWS, "11-1011,Chief Executives,200,90.1,80.2,187000,167000"):
        yield Hostile(
            one.name,
            one.kind,
            "import oews",
            one.make,
            command("import", "oews", "oesm.csv", "--version", "2024", "--date", "2024-05-01"),
            r"Nothing was changed|does not exist|holds no",
        )
    yield Hostile(
        "a gz of 600 MB in one line",
        "zip bomb",
        "import oews",
        gz_bomb,
        command("import", "oews", "oesm.csv.gz", "--version", "2024", "--date", "2024-05-01"),
        WRONG,
    )
    yield Hostile(
        "an Excel workbook",
        "encoding",
        "import onet",
        file("db.xlsx", b"PK\x03\x04"),
        command("import", "onet", "db.xlsx"),
        "Excel workbook",
    )


INPUTS = [*zips(), *tables()]
