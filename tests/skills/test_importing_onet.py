"""O*NET's text files become concepts too: occupations with titles, rated skills, work activities."""

from datetime import date

import pytest

import official_files as files
from escalera.reference.downloads.errors import WrongFile
from escalera.reference.importing import bringing
from escalera.reference.importing.bringing import Edition
from escalera.skills import queries
from escalera.skills.importing import onet
from escalera.skills.models import Concept, ConceptRelation, Skill
from with_django import NOON

pytestmark = pytest.mark.django_db
READING = "2.A.1.a\tReading Comprehension"
TABLES = {
    "Occupation Data.txt": 'O*NET-SOC Code\tTitle\tDescription\n43-9021.00\tData Entry Keyers\tOperate "data entry" devices.\n',
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n43-9021.00\tData Typist\tn/a\t08\n",
    "Skills.txt": (
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\n"
        f"43-9021.00\t{READING}\tIM\t3.12\t8\n43-9021.00\t{READING}\tLV\t5.75\t8\n"
    ),
    "DWA Reference.txt": "Element ID\tIWA ID\tDWA ID\tDWA Title\n2.A.1.a\tx.I01\tx.D01\tEnter information.\n",
    "Tasks to DWAs.txt": "O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source\n43-9021.00\t1\tx.D01\t03/2014\tAnalyst\n",
    "Work Styles.txt": "O*NET-SOC Code\tWork Styles\n43-9021.00\tx\n",
}


def load(folder, tables=TABLES):
    path = files.zipped(folder / "db_29_2_text.zip", tables, folder="db_29_2_text/")
    return bringing.bring_in(onet.IMPORTER, [path], now=NOON)


def test_the_text_files_are_read(tmp_path):
    report = load(tmp_path)

    assert report.edition == Edition("29.2", date(2022, 9, 13))
    assert report.passed_over == ("db_29_2_text.zip: db_29_2_text/Work Styles.txt",)
    assert set(queries.taxonomy_labels("occupation", taxonomy="onet")) == {
        ("onet:43-9021.00", "Data Entry Keyers", "en"),
        ("onet:43-9021.00", "Data Typist", "en"),
    }
    relations = ConceptRelation.objects.values_list("concept__code", "kind", "related__code", "importance")
    assert {(*row[:3], row[3] and float(row[3])) for row in relations} == {
        ("43-9021.00", "rated", "2.A.1.a", 3.12),
        ("43-9021.00", "essential", "x.D01", None),
        ("x.D01", "broader", "2.A.1.a", None),
    }


def test_loading_it_again_changes_nothing(tmp_path):
    load(tmp_path)

    assert not load(tmp_path).any


def test_it_stands_beside_esco_and_links_our_skills(tmp_path):
    ours = Skill.objects.create(slug="read", label_en="Read", label_es="Leer", codes={"onet": "2.A.1.a"})
    load(tmp_path)

    assert [one.uri for one in ours.concepts.all()] == ["onet:2.A.1.a"]
    assert not any(uri.startswith("onet:") for uri, _, _ in queries.taxonomy_labels("skill"))
    assert bringing.remove(onet.IMPORTER) and not Concept.objects.exists()


def test_an_importance_outside_its_scale_is_refused(tmp_path):
    wrong = {**TABLES, "Skills.txt": TABLES["Skills.txt"].replace("3.12", "31.2")}

    with pytest.raises(
        WrongFile, match=r"Skills\.txt, line 2, column Data Value: 31\.20 is not an importance"
    ):
        load(tmp_path, wrong)

    assert not Concept.objects.exists()
