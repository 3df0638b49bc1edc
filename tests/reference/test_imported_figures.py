"""Imported figures are used where they are newer than ours, with their source."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from escalera.reference import queries, wages
from escalera.reference.importing import bringing, exposure, minimum_wages, oews, rurality
from escalera.reference.importing.bringing import Edition, Importer, Report
from escalera.reference.models import Locality, OccupationExposure, OccupationWage
from with_django import NOON

pytestmark = pytest.mark.django_db
NATIONAL = (
    "soc,occupation_name,display_level,employment,h_mean,h_p10,h_p25,h_p50,h_p75,h_p90,a_p50,metro_p50,nonmetro_p50\n"
    "43-9021,Data Entry Keyers,6,150000.0,21.0,15.0,18.10,20.0,24.0,29.0,41000,20.5,19.1\n"
    "11-1011,Chief Executives,6,,99.0,40.0,60.0,#,#,#,*,*,*\n"
)
STATES = "state_code,area_name,soc,employment,h_p25,h_p50,h_p75\n48,Texas,43-9021,9000.0,16.5,18.0,21.0\n66,Guam,43-9021,,1,2,3\n"
OFFICIAL = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,I_GROUP,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,"
    "H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,H_PCT90,A_MEDIAN\n"
    '99,U.S.,1,US,000000,cross-industry,43-9021,Data Entry Keyers,detailed,"150,000",21,15,18.10,20,24,29,41000\n'
    "48,Texas,2,TX,000000,cross-industry,43-9021,Data Entry Keyers,detailed,**,20,15,16.50,18,21,25,*\n"
    "101,Abilene,4,TX,000000,cross-industry,43-9021,Data Entry Keyers,detailed,60,20,15,16,18,21,25,*\n"
)


def load(importer: Importer, folder: Path, *tables: tuple[str, str], **said) -> Report:
    for name, content in tables:
        (folder / name).write_text(content, encoding="utf-8")
    return bringing.bring_in(
        importer, [folder / name for name, _ in tables], now=NOON, edition=Edition(**said)
    )


@pytest.mark.parametrize(
    "tables",
    [
        [("us_oews_may2027_by_occupation.csv", NATIONAL), ("us_oews_may2027_state.csv", STATES)],
        [("all_data_M2027.csv", OFFICIAL)],
    ],
)
def test_wages_are_read_from_our_tables_and_by_the_bureaus_header(tmp_path, tables):
    report = load(oews.IMPORTER, tmp_path, *tables)

    texas, national = queries.occupation_wages("43-9021", state="TX")
    assert (national.hourly_p25, national.hourly_median, national.employment) == (
        Decimal("18.10"),
        20,
        150_000,
    )
    assert (texas.state, texas.hourly_median) == ("TX", 18)
    assert report.edition == Edition("2027-05", date(2027, 5, 1))
    assert queries.source_of("oews").year == 2027


def test_medians_of_metropolitan_and_other_areas_are_kept_and_marks_are_no_numbers(tmp_path):
    load(oews.IMPORTER, tmp_path, ("us_oews_may2027_by_occupation.csv", NATIONAL))

    keyers, chiefs = (queries.occupation_wages(soc)[0] for soc in ("43-9021", "11-1011"))
    assert (keyers.metropolitan_median, keyers.nonmetropolitan_median) == (Decimal("20.50"), Decimal("19.10"))
    assert (chiefs.hourly_p25, chiefs.hourly_median, chiefs.employment) == (60, None, None)


def test_loading_a_newer_national_table_leaves_the_states(tmp_path):
    load(
        oews.IMPORTER, tmp_path, ("oews_may2027.csv", STATES), ("us_oews_may2027_by_occupation.csv", NATIONAL)
    )
    raised = NATIONAL.replace("18.10", "18.90").replace("11-1011", "11-1021")

    report = load(oews.IMPORTER, tmp_path, ("us_oews_may2027_by_occupation.csv", raised))

    (changes,) = report.changes
    assert (changes.added, changes.changed, changes.removed) == (1, 1, 1)
    assert OccupationWage.objects.filter(state="TX").count() == 1


def test_a_newer_minimum_wage_is_used_from_its_day_on(tmp_path):
    table = "year,zone,daily_mxn\n2026,general,315.04\n2027,general,340.00\n"
    load(minimum_wages.IMPORTER, tmp_path, ("mx.csv", table))

    before, after = (queries.minimum_wage("MX", "OAX", date(year, 12, 1)) for year in (2026, 2027))

    assert (before.daily, after.daily, after.hourly) == (
        Decimal("315.04"),
        Decimal("340.00"),
        Decimal("42.50"),
    )
    assert (after.valid_from, after.may_have_changed) == (date(2027, 1, 1), False)
    assert queries.minimum_wage("MX", "OAX", date(2028, 2, 1)).may_have_changed
    assert queries.minimum_wage("MX", "BCN", date(2027, 6, 1)).zone.id == "frontera_norte"


def test_an_older_imported_minimum_wage_never_replaces_ours(tmp_path):
    load(minimum_wages.IMPORTER, tmp_path, ("mx.csv", "year,zone,daily_mxn\n2019,general,1.00\n"))

    assert queries.minimum_wage("MX", "", date(2026, 6, 1)) == wages.minimum_wage("MX", "", date(2026, 6, 1))


def test_a_state_that_only_an_imported_table_has_gets_its_own_rate(tmp_path):
    load(
        minimum_wages.IMPORTER, tmp_path, ("us.csv", "state,usd_per_hour,effective,note\nTX,9.50,2027-07,\n")
    )

    texas = queries.minimum_wage("US", "TX", date(2027, 8, 1))

    assert (texas.hourly, texas.zone.name.es, texas.currency) == (Decimal("9.50"), "Texas", "USD")
    assert queries.minimum_wage("US", "TX", date(2026, 11, 1)).zone.id == "federal"


@pytest.mark.parametrize(
    "tables",
    [
        [("joined.csv", "soc,dv_rating_beta,human_rating_beta,ms_ai_applicability\n43-9021,0.9,0.8001,\n")],
        [
            (
                "occ_level.csv",
                "O*NET-SOC Code,Title,dv_rating_beta,human_rating_beta\n43-9021.00,x,0.9,0.8001\n43-9021.01,y,0.1,0.1\n",
            )
        ],
    ],
)
def test_exposure_is_imported_and_stands_beside_ours(tmp_path, tables):
    load(exposure.IMPORTER, tmp_path, *tables, version="2027", dated=date(2027, 1, 1))

    found = {one.measure.id: (one.value, one.band.id) for one in queries.exposure("43-9021")}

    assert (found["gpt4"], found["people"]) == (
        (Decimal("0.9000"), "highest"),
        (Decimal("0.8001"), "highest"),
    )
    assert "copilot" in found and OccupationExposure.objects.count() == 2


def test_a_share_above_one_is_refused(tmp_path):
    with pytest.raises(bringing.WrongFile, match=r"line 2, column dv_rating_beta: 3\.0000 is not a share"):
        load(
            exposure.IMPORTER,
            tmp_path,
            ("x.csv", "soc,dv_rating_beta,human_rating_beta,ms_ai_applicability\n43-9021,3,,\n"),
            version="1",
            dated=date(2027, 1, 1),
        )


def test_everything_that_can_be_imported_is_listed_with_its_age(tmp_path):
    load(rurality.IMPORTER, tmp_path, ("zip_2010.csv", "zip,state,ruca1,ruca2\n59301,MT,7,7.1\n"))

    listed = {one.known.id: one for one in queries.datasets(today=date(2026, 11, 29))}

    assert set(listed) == {"esco", "onet", "oews", "exposure", "minimum-wages", "rurality"}
    assert listed["rurality"].is_old and listed["rurality"].loaded.rows == Locality.objects.count() == 1
    assert listed["esco"].loaded is None and not listed["esco"].is_old
