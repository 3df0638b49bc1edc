"""The codes exist in the official tables, where these are at hand."""

import csv
import gzip
import os
from pathlib import Path

import pytest

from escalera.skills import starter

SHARED = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
ESCO = "http://data.europa.eu/esco/skill/"
DIGCOMP = {
    "1.1": "browse, search and filter data, information and digital content",
    "1.2": "evaluate data, information and digital content",
    "1.3": "manage data, information and digital content",
    "2.1": "interact through digital technologies",
    "2.2": "share through digital technologies",
    "2.4": "collaborate through digital technologies",
    "2.5": "use online conventions of netiquette",
    "2.6": "manage digital identity",
    "3.1": "develop digital content",
    "3.2": "integrate and re-elaborate digital content",
    "3.3": "copyright and licenses related to digital content",
    "3.4": "computer programming",
    "4.1": "protect ICT devices",
    "4.2": "protect personal data and privacy",
    "4.3": "protect health and well-being while using digital technologies",
    "5.1": "solve technical problems",
    "5.3": "creatively use digital technologies",
}
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="shared data is not at hand (ESCALERA_SHARED_DATA)"
)


def column(path: str, name: str) -> set[str]:
    file = SHARED / path
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    return {row[name] for row in csv.DictReader(text.splitlines(keepends=True))}


def test_esco_has_every_skill_we_name():
    known = column("esco/esco_skills_en_es.csv.gz", "id")
    named = {one.codes.esco for one in starter.load().skills if one.codes.esco}

    assert [
        uri for uri in sorted(named) if uri.removeprefix(ESCO) not in known or not uri.startswith(ESCO)
    ] == []


def test_onet_has_every_element_we_name():
    known = column("onet/skills_importance_29_2.csv.gz", "Element ID") | column(
        "onet/dwa_reference_29_2.csv.gz", "Element ID"
    )
    named = {one.codes.onet for one in starter.load().skills if one.codes.onet}

    assert sorted(named - known) == []


def test_digcomp_has_every_competence_we_name():
    named = {one.codes.digcomp for one in starter.load().skills if one.codes.digcomp}
    known = column("esco/digcomp_in_esco_en_es.csv", "label_en")

    assert {DIGCOMP[number] for number in named} <= known
