"""A wrong file is refused with file, line, column and what to do; nothing of it stays."""

import gzip
import zipfile
from pathlib import Path

import pytest

import official_files as files
from escalera.reference.downloads.errors import WrongFile
from escalera.reference.importing import bringing, exposure, minimum_wages, oews
from escalera.reference.models import Dataset, MinimumWageRate
from escalera.skills.importing import esco
from escalera.skills.models import Concept
from with_django import NOON

pytestmark = pytest.mark.django_db
HEADER = "zone,valid_from,daily,hourly\n"
GOOD = "general,2027-01-01,330.00,\n"


def refused(path: Path, importer: bringing.Importer = minimum_wages.IMPORTER) -> WrongFile:
    with pytest.raises(WrongFile) as caught:
        bringing.bring_in(importer, [path], now=NOON)
    assert (
        not MinimumWageRate.objects.exists() and not Concept.objects.exists() and not Dataset.objects.exists()
    )
    return caught.value


def written(folder: Path, content: str | bytes, name: str = "wages.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "line", "column", "says"),
    [
        (HEADER + GOOD + "general,2027-02-01,lots,\n", 3, "daily", "is not a number"),
        (HEADER + GOOD + "general,soon,330,\n", 3, "valid_from", "is not a date"),
        (HEADER + GOOD + "moon,2027-01-01,330,\n", 3, "zone", "not a zone we know"),
        (HEADER + GOOD + "general,2027-02-01,,\n", 3, "daily", "is empty or nothing"),
        (HEADER + GOOD + "\"=cmd|' /C calc'!A0\",2027-01-01,330,\n", 3, "zone", "is a formula"),
        (HEADER + GOOD + "general,2027-02-01\n", 3, "", "has 2 cells where the first line has 4"),
        (HEADER + '"general,2027-01-01,330,\n', 2, "", "not a proper csv table"),
        ("zone,daily\ngeneral,330\n", 1, "", "the columns valid_from are missing"),
        ((HEADER + GOOD).encode("utf-16"), 1, "", "no UTF-8"),
        (HEADER.encode() + "Yucatán,2027-01-01,330,\n".encode("cp1252"), None, "", "no UTF-8"),
        (b"", 1, "", "are missing"),
        (b"zone\0,valid_from\n", 1, "", "not plain text"),
    ],
)
def test_what_cannot_be_right_is_said_with_its_place(tmp_path, content, line, column, says):
    error = refused(written(tmp_path, content))

    assert error.file == "wages.csv" and says in error.problem and error.advice
    assert error.column == column
    assert line is None or error.line == line


def test_byte_order_mark_semicolons_and_gz_are_read(tmp_path):
    marked = "\ufeffzone;valid_from;daily;hourly\r\ngeneral;2027-01-01;330,5;\r\n".replace("330,5", "330.50")
    path = tmp_path / "wages.csv.gz"
    path.write_bytes(gzip.compress(marked.encode()))

    bringing.bring_in(minimum_wages.IMPORTER, [path], now=NOON)

    assert str(MinimumWageRate.objects.get().daily) == "330.50"


def test_a_truncated_zip_is_refused(tmp_path):
    whole = files.classification(tmp_path).read_bytes()

    error = refused(written(tmp_path, whole[: len(whole) // 2], "half.zip"), esco.IMPORTER)

    assert "cut off" in error.problem


def test_a_damaged_member_is_refused_and_nothing_half_loaded_stays(tmp_path):
    path = files.classification(tmp_path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("occupations_en.csv").header_offset
    content[start + 90 : start + 130] = b"\0" * 40
    path.write_bytes(content)

    assert "damaged" in refused(path, esco.IMPORTER).problem


def test_a_truncated_gz_is_refused(tmp_path):
    path = tmp_path / "wages.csv.gz"
    path.write_bytes(gzip.compress((HEADER + GOOD * 50).encode())[:-12])

    assert "damaged" in refused(path).problem


@pytest.mark.parametrize("packed", ["zip", "gz"])
def test_a_flood_out_of_a_small_file_is_refused(tmp_path, packed):
    flood = HEADER + GOOD * 400_000
    if packed == "zip":
        path = files.zipped(tmp_path / "bomb.zip", {"wages.csv": flood})
    else:
        path = files.gzipped(tmp_path / "wages.csv.gz", flood)

    assert "unpacks into far more" in refused(path).problem


def test_a_zip_without_tables_and_an_excel_workbook_say_what_to_do(tmp_path):
    nothing = files.zipped(tmp_path / "esco.zip", {"esco.rdf": "<rdf/>"})
    workbook = written(tmp_path, b"PK", "national_M2025_dl.xlsx")

    assert "CSV download" in refused(nothing, esco.IMPORTER).advice
    assert "CSV UTF-8" in refused(workbook, oews.IMPORTER).advice


def test_a_known_table_with_other_columns_is_an_error_not_passed_over(tmp_path):
    tables = {"skills_en.csv": "conceptUri,preferredLabel\nx,y\n", "occupations_en.csv": files.occupations()}

    error = refused(files.zipped(tmp_path / "ESCO v1.1.1.zip", tables), esco.IMPORTER)

    assert "skills_en.csv" in error.file and "altLabels" in error.problem


def test_another_language_is_refused(tmp_path):
    path = files.zipped(tmp_path / "ESCO v1.1.1.zip", {"skills_fr.csv": files.skills("en")})

    assert "“fr”" in refused(path, esco.IMPORTER).problem


def test_a_file_that_is_not_there_is_said(tmp_path):
    assert "can't be read" in refused(tmp_path / "nowhere.csv").problem


@pytest.mark.parametrize(
    "content", ["x" * 2_000_000, HEADER + "x" * 2_000_000, HEADER + '"' + "x\n" * 400_000]
)
def test_an_endless_line_or_cell_is_refused(tmp_path, content):
    assert "too long" in (problem := refused(written(tmp_path, content)).problem) or "limit" in problem


def test_the_day_of_the_packed_tables_says_the_edition_where_no_name_does(tmp_path):
    table = files.zipped(tmp_path / "esco.zip", {"skills_en.csv": files.skills()})

    bringing.bring_in(esco.IMPORTER, [table], now=NOON)

    assert Dataset.objects.get().version == "2022"


def test_an_edition_that_nobody_knows_is_asked_for(tmp_path):
    table = "soc,dv_rating_beta,human_rating_beta,ms_ai_applicability\n43-9021,0.9,0.8,0.4\n"

    error = refused(written(tmp_path, table), exposure.IMPORTER)

    assert "which edition" in error.problem and "--version and --date" in error.advice
