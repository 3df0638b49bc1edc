"""The whole official download, as far as it is at hand: everything in it, in under a minute; again changes nothing."""

import os
import time
from pathlib import Path

import pytest

from escalera.reference.importing import bringing
from escalera.skills import queries
from escalera.skills.importing import esco
from escalera.skills.models import Concept, ConceptRelation
from with_django import NOON

SHARED = Path(os.environ.get("ESCALERA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")) / "esco"
MOST_SECONDS = 60
pytestmark = [
    pytest.mark.prove,
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason="shared data is not at hand (ESCALERA_SHARED_DATA)"),
]


def load() -> tuple[bringing.Report, float]:
    spanish = [SHARED / name for name in ("esco_skills_en_es.csv.gz", "esco_occupations_en_es.csv.gz")]
    started = time.perf_counter()
    report = bringing.bring_in(
        esco.IMPORTER, [*sorted((SHARED / "official").glob("*.zip")), *spanish], now=NOON
    )
    return report, time.perf_counter() - started


def test_all_of_esco_is_loaded_within_a_minute_and_a_second_time_changes_nothing(starter):
    first, seconds = load()
    again, again_seconds = load()

    print(f"loaded in {seconds:.1f} s, again in {again_seconds:.1f} s")
    assert seconds < MOST_SECONDS
    assert first.any and not again.any
    kinds = {
        kind: Concept.objects.filter(taxonomy="esco", kind=kind).count() for kind in ("skill", "occupation")
    }
    assert kinds == {"skill": 13_896, "occupation": 3_007}
    needed = ConceptRelation.objects.filter(kind__in=("essential", "optional"), concept__kind="occupation")
    assert needed.count() > 123_700
    spanish = {uri for uri, _, _ in queries.taxonomy_labels("skill", "es")}
    assert len(spanish) > 13_300
