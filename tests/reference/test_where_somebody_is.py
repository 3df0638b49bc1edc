"""A ZIP code or municipality is asked once, gives rural class and wage zone, and is not stored."""

import os
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from escalera.reference import where
from escalera.reference.importing import bringing, rurality
from escalera.reference.importing.bringing import Edition
from escalera.reference.models import Locality
from with_django import NOON

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
ZIPS = "zip,state,ruca1,ruca2\n59301,MT,7,7.1\n78701,TX,1,1\n1001,MA,1,1\n00009,AK,99,99\n"
COUNTIES = "FIPS,State,County_Name,Attribute,Value\n30017,MT,Custer County,Population_2020,11867\n30017,MT,Custer County,RUCC_2023,7\n"
MUNICIPALITIES = (
    "cve_completa,nom_entidad,nom_municipio,poblacion_total,urban_pop,rural_share,largest_locality\n"
    "26043,Sonora,Nogales,264782,255000,0.0369,261137.0\n"
    "20005,Oaxaca,Asunción Ocotlán,5000,0,1.0,2300\n"
    "05038,Coahuila de Zaragoza,Zaragoza,1,1,0.2,1\n"
)
CENSUS = (
    "ENTIDAD,NOM_ENT,MUN,NOM_MUN,LOC,NOM_LOC,LONGITUD,LATITUD,ALTITUD,POBTOT\n"
    "01,Aguascalientes,000,Total,0000,Total,,,,90000\n"
    "01,Aguascalientes,001,Aguascalientes,0000,Total,,,,6000\n"
    "01,Aguascalientes,001,Aguascalientes,0001,Aguascalientes,,,,4500\n"
    "01,Aguascalientes,001,Aguascalientes,0094,Granja Adelita,,,,1500\n"
    "01,Aguascalientes,002,Asientos,0001,Asientos,,,,2499\n"
)


@pytest.fixture(autouse=True)
def places(tmp_path):
    tables = {"zip.csv": ZIPS, "county.csv": COUNTIES, "mx.csv": MUNICIPALITIES}
    for name, content in tables.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = [tmp_path / name for name in tables]
    bringing.bring_in(rurality.IMPORTER, files, now=NOON, edition=Edition("2023", date(2023, 1, 1)))


def test_a_zip_code_says_rural_or_not_and_the_wage_zone():
    country_town, city, plus_four = (where.by_zip(code) for code in ("59301", "78701", " 01001-1234 "))

    assert (country_town.rural.rural, country_town.state, country_town.wage_zone.id) == (True, "MT", "MT")
    assert (city.rural.rural, city.wage_zone.id) == (False, "federal")
    assert plus_four.state == "MA"


def test_a_county_goes_by_its_own_code():
    assert where.by_county("30017").rural.rural


def test_a_municipality_says_its_wage_zone_and_whether_all_of_it_is_rural():
    nogales, ocotlan, zaragoza = (where.by_municipality(code) for code in ("26043", "20005", "05038"))

    assert (nogales.rural.rural, nogales.wage_zone.id, nogales.is_exact) == (False, "frontera_norte", False)
    assert (ocotlan.rural.rural, ocotlan.wage_zone.id, ocotlan.is_exact) == (True, "general", True)
    assert zaragoza.wage_zone.id == "frontera_norte"


def test_a_municipality_is_found_by_its_name_without_accents():
    assert [one.code for one in where.municipalities("asuncion")] == ["20005"]
    assert where.municipalities("nogales", state="OAX") == []


@pytest.mark.parametrize("code", ["", "99999", "5930", "59301x", "٥٩٣٠١", "00009"])
def test_an_unknown_zip_code_is_an_error_and_never_a_guess(code):
    with pytest.raises(where.UnknownPlace):
        where.by_zip(code)


def test_what_comes_back_names_no_place_smaller_than_a_state():
    assert {field.name for field in fields(where.Place)} == {
        "country",
        "state",
        "rural",
        "wage_zone",
        "is_exact",
    }


def test_the_census_localities_are_counted_together(tmp_path):
    (tmp_path / "ITER_2020.csv").write_text(CENSUS, encoding="utf-8")

    bringing.bring_in(rurality.IMPORTER, [tmp_path / "ITER_2020.csv"], now=NOON)

    counted = Locality.objects.filter(kind="municipality").order_by("code")
    assert [(one.code, float(one.rural_share), one.largest_locality) for one in counted] == [
        ("01001", 0.25, 4500),
        ("01002", 1.0, 2499),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="shared data is not at hand (ESCALERA_SHARED_DATA)")
def test_every_municipality_of_the_border_zone_is_one_of_the_census():
    bringing.bring_in(rurality.IMPORTER, [SHARED / "geo" / "mx_municipios_rurality_2020.csv"], now=NOON)

    rows = Locality.objects.filter(kind="municipality")
    there = {(row.state, where.plain(row.name)) for row in rows}
    named = {(state, name) for state, names in where.border_zone().items() for name in names}

    assert rows.count() == 2478
    assert named - there == set()
