"""The figures and codes of the starter jobs are those of the official tables, where these are at hand."""

import csv
import gzip
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from escalera.jobs import starter
from escalera.reference import exposure

SHARED = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
ESCO = "http://data.europa.eu/esco/occupation/"
CENT = Decimal("0.01")
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="shared data is not at hand (ESCALERA_SHARED_DATA)"
)


def rows(path: str) -> Iterator[dict[str, str]]:
    file = SHARED / path
    content = file.read_bytes()
    text = (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8")
    yield from csv.DictReader(text.splitlines(keepends=True))


def test_us_pay_is_that_of_the_named_occupation():
    wages = {row["soc"]: row for row in rows("wages/us_oews_may2025_by_occupation.csv")}
    for job in starter.load():
        for fact in job.pay:
            if fact.source == "bls-oews-2025":
                assert job.nearest_occupation is not None
                row = wages[job.nearest_occupation.soc]
                asked = {
                    "United States": ("h_p25", "h_p75"),
                    "metropolitan areas of the United States": ("metro_p50", "metro_p50"),
                    "nonmetropolitan areas of the United States": ("nonmetro_p50", "nonmetro_p50"),
                }[fact.place.en]
                given = tuple(Decimal(row[name]).quantize(CENT) for name in asked)
                assert (fact.amount_low, fact.amount_high) == given, job.slug


def test_mexican_pay_lies_within_the_offers():
    offers = [Decimal(row["salary"]) for row in rows("wages/mx_job_offers_aug2020.csv.gz")]
    for job in starter.load():
        for fact in job.pay:
            if fact.source == "mx-job-board-2020":
                assert {fact.amount_low, fact.amount_high} <= set(offers), job.slug
                assert fact.people and str(fact.people) in fact.covers.es and fact.per == "month", job.slug


def test_exposure_is_that_of_the_table():
    names = {"gpt4": "dv_rating_beta", "people": "human_rating_beta", "copilot": "ms_ai_applicability"}
    table = {row["soc"]: row for row in rows("exposure/us_occupation_ai_exposure.csv")}
    for soc in exposure.load().values:
        for one in exposure.of(soc):
            assert one.value == Decimal(table[soc][names[one.measure.id]]), soc


def test_esco_and_onet_have_every_occupation_we_name():
    esco = {row["id"] for row in rows("esco/esco_occupations_en_es.csv.gz")}
    onet = {row["O*NET-SOC Code"] for row in rows("onet/occupations_29_2.csv.gz")}
    for job in starter.load():
        assert not job.codes.esco or job.codes.esco.removeprefix(ESCO) in esco, job.slug
        assert not job.codes.onet or job.codes.onet in onet, job.slug
