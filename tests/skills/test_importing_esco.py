"""ESCO's download becomes concepts with labels and relations; our own skills stay as they are."""

from datetime import date
from pathlib import Path

import pytest

import official_files as files
from escalera.reference.downloads.errors import WrongFile
from escalera.reference.importing import bringing
from escalera.reference.models import Dataset
from escalera.skills import linking, queries
from escalera.skills.importing import esco
from escalera.skills.models import Concept, ConceptDescription, ConceptLabel, ConceptRelation, Skill
from with_django import NOON

pytestmark = pytest.mark.django_db
TYPE_ORDERS = f"{files.SKILL}a1"
CHECK_ORDERS = f"{files.SKILL}a2"
CLERK = f"{files.BASE}occupation/o1"


def load(*paths: Path, **said) -> bringing.Report:
    return bringing.bring_in(esco.IMPORTER, paths, now=NOON, **said)


def downloads(folder: Path, version: str) -> list[Path]:
    apart = [] if version.startswith("1.2") else [files.relations_zip(folder)]
    return [*(files.classification(folder, language, version=version) for language in ("en", "es")), *apart]


@pytest.fixture
def loaded(tmp_path) -> bringing.Report:
    return load(*downloads(tmp_path, "1.1.1"))


@pytest.mark.parametrize("version", ["1.1.1", "1.2.0"])
def test_both_editions_headers_are_read(tmp_path, version):
    report = load(*downloads(tmp_path, version))

    clerk = Concept.objects.get(uri=CLERK)
    assert (clerk.kind, clerk.code) == ("occupation", "4419.1")
    assert set(ConceptRelation.objects.values_list("concept__uri", "kind", "related__uri")) == {
        (CLERK, "essential", TYPE_ORDERS),
        (TYPE_ORDERS, "broader", f"{files.SKILL}g1"),
        (CHECK_ORDERS, "broader", f"{files.SKILL}g1"),
    }
    assert report.edition == bringing.Edition(version, date(2022, 9, 13))


def test_every_label_is_kept_in_its_language(loaded):
    labels = ConceptLabel.objects.filter(concept__uri=TYPE_ORDERS)

    assert set(labels.values_list("language", "label", "is_preferred")) == {
        ("en", "type orders", True),
        ("en", "key in orders", False),
        ("en", "enter orders", False),
        ("es", "capturar pedidos", True),
        ("es", "teclear pedidos", False),
    }
    assert ConceptDescription.objects.get(concept__uri=CLERK, language="es").text == "Toma pedidos."


def test_loading_the_same_again_changes_nothing_and_says_so(tmp_path, loaded):
    before = list(ConceptLabel.objects.order_by("pk").values_list())

    again = load(*downloads(tmp_path, "1.1.1"))

    assert loaded.any and not again.any
    assert list(ConceptLabel.objects.order_by("pk").values_list()) == before


def test_one_language_alone_leaves_the_other_and_the_relations(tmp_path, loaded):
    again = load(files.classification(tmp_path, "en"))

    assert not again.any
    assert ConceptRelation.objects.count() == 3


def test_a_newer_edition_changes_and_removes(tmp_path, loaded):
    rows = [("a1", "key orders", "", "Write orders into a system.")]
    skills = {"skills_en.csv": files.skills("en", rows)}

    report = load(files.zipped(tmp_path / "ESCO v1.3.0 en.zip", skills))

    assert not Concept.objects.filter(uri=CHECK_ORDERS).exists()
    assert queries.labels_of([TYPE_ORDERS], "en")[TYPE_ORDERS].text == "key orders"
    assert queries.labels_of([TYPE_ORDERS], "es")[TYPE_ORDERS].text == "capturar pedidos"
    assert Concept.objects.filter(uri=CLERK).exists()
    assert Dataset.objects.get(name="esco").version == report.edition.version == "1.3.0"


def test_a_dry_run_counts_and_changes_nothing(tmp_path):
    report = load(*downloads(tmp_path, "1.1.1"), dry_run=True)

    assert [(one.table, one.added) for one in report.changes] == [
        ("concepts", 4),
        ("labels", 11),
        ("descriptions", 5),
        ("relations", 3),
    ]
    assert not Concept.objects.exists() and not Dataset.objects.exists()


def test_a_label_that_is_missing_in_spanish_is_ours_or_says_it_is_english(loaded):
    ours = Skill.objects.create(
        slug="check", label_en="Check", label_es="Revisar", codes={"esco": CHECK_ORDERS}
    )
    english = queries.labels_of([CHECK_ORDERS], "es")[CHECK_ORDERS]

    linking.link_skills()

    assert english == queries.Named("check orders", "en")
    assert queries.labels_of([CHECK_ORDERS], "es")[CHECK_ORDERS] == queries.Named(ours.label_es, "es")


def test_a_skill_of_ours_is_linked_and_never_overwritten(tmp_path):
    ours = Skill.objects.create(
        slug="enter", label_en="Enter", label_es="Capturar", codes={"esco": TYPE_ORDERS}
    )
    before = Skill.objects.values().get(slug="enter")

    load(*downloads(tmp_path, "1.1.1"))

    assert [one.uri for one in ours.concepts.all()] == [TYPE_ORDERS]
    assert Skill.objects.values().get(slug="enter") == before


def test_labels_for_a_matcher_come_preferred_first(loaded):
    labels = list(queries.taxonomy_labels("skill", "en"))

    assert set(labels[:2]) == {(TYPE_ORDERS, "type orders", "en"), (CHECK_ORDERS, "check orders", "en")}
    assert len(labels) == 4
    assert (CLERK, "order typist", "en") in set(queries.taxonomy_labels("occupation"))


def test_without_a_taxonomy_the_matcher_gets_our_own_labels():
    labels = set(queries.taxonomy_labels("skill", "es"))

    assert ("enter-data", "Capturar datos", "es") in labels
    assert not list(queries.taxonomy_labels("occupation"))


def test_the_nearest_skill_we_train_is_found_through_codes_and_broader_concepts(loaded):
    Skill.objects.create(slug="enter", label_en="Enter", label_es="Capturar", codes={"esco": TYPE_ORDERS})
    linking.link_skills()

    found = {uri: queries.nearest_trainable(uri, {"enter"}) for uri in (TYPE_ORDERS, CHECK_ORDERS, CLERK)}

    assert {uri: one and (one.skill.slug, one.steps) for uri, one in found.items()} == {
        TYPE_ORDERS: ("enter", 0),
        CHECK_ORDERS: ("enter", 2),
        CLERK: None,
    }
    assert queries.nearest_trainable(CHECK_ORDERS, set()) is None


def test_removing_it_leaves_our_skills(loaded):
    Skill.objects.create(slug="enter", label_en="Enter", label_es="Capturar", codes={"esco": TYPE_ORDERS})

    removed = bringing.remove(esco.IMPORTER)

    assert removed > 0
    assert not Concept.objects.exists() and not ConceptLabel.objects.exists()
    assert Skill.objects.filter(slug="enter").exists() and not Dataset.objects.exists()


def test_relations_without_their_classification_are_refused(tmp_path):
    with pytest.raises(WrongFile, match="none of their concepts is loaded"):
        load(files.relations_zip(tmp_path))

    assert not Dataset.objects.exists()
