import numpy as np
import pytest

from escalera.jobs import actions as jobs
from escalera.jobs import materials, queries
from escalera.paths import actions as paths
from escalera.tasks.families import REGISTRY, trades
from escalera.tasks.families.materials import Materials
from escalera.tasks.making import again, made
from escalera.tasks.models import TaskType
from escalera.tasks.scoring import score

SEED_SHOP = """Data entry for a seed shop in Oaxaca. You type orders and invoices of seeds, fertilizer and garden tools
for farmers and schools. Excel. Ask Juana Pérez Soto, 55 1234 5678, juana@semillas.example."""
SEMILLERA = """Capturista para una tienda de semillas en Oaxaca. Captura pedidos y facturas de semillas, fertilizantes y
herramientas de jardín para agricultores y escuelas. Excel. Pregunta por Juana Pérez Soto, WhatsApp 55 1234 5678."""


@pytest.mark.parametrize("text", [SEED_SHOP, SEMILLERA])
def test_goods_documents_customers_and_places_are_found_in_either_language(text):
    found = materials.found(text, language="es")

    assert found["es"]["goods"][:2] == ["semillas", "fertilizante"]
    assert found["en"]["goods"][:2] == ["seeds", "fertiliser"]
    assert found["es"]["documents"] == ["Pedidos", "Facturas"]
    assert found["en"]["customers"] == ["Farm", "School"]
    assert found["es"]["places"] == ["Oaxaca"]


def test_a_word_inside_another_is_not_found():
    assert materials.found("Panorama, cafeína, bookkeeping, plantation", language="en") == {}


@pytest.mark.parametrize("text", [SEED_SHOP, SEMILLERA])
def test_no_contact_data_gets_into_what_is_kept(starter, amina, noon, text):
    posting = jobs.bring(person=amina, source=text, now=noon)

    kept = str(posting.materials)

    assert "Oaxaca" in kept
    assert not any(word in kept for word in ("Juana", "Pérez", "1234", "@", "example"))


@pytest.mark.parametrize("family", ["receipts", "spreadsheets", "customer-reply"])
@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("language", ["en", "es"])
def test_items_are_cut_from_the_posting_and_made_again_the_same(tasks_loaded, family, level, language):
    own = Materials.of(materials.found(SEED_SHOP, language="en")[language])
    task_type = TaskType.objects.get(pk=f"{family}-{level}")

    item = made(task_type=task_type, language=language, seed=7, materials=own)

    sold = [good[language] for shop in trades.shops(own.trades) for good in shop["goods"]]
    words = [*own.goods, *own.customers, *own.documents, *own.places, *sold]
    assert any(word.lower() in str(item.content["stimulus"]).lower() for word in words)
    twin = again(item)
    assert (twin.content, twin.key) == (item.content, item.key)
    assert made(task_type=task_type, language=language, seed=7) != item


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_right_answers_of_cut_items_stay_right(language):
    own = Materials.of(materials.found(SEED_SHOP, language="en")[language])
    for seed in range(40):
        for level in (1, 2, 3):
            for slug in ("receipts", "spreadsheets"):
                item = REGISTRY[slug].cut(level, language, np.random.default_rng(seed), own).as_json()
                right = {name: right_of(key) for name, key in item["key"].items()}
                assert score(item["key"], right).score == 1


def right_of(key):
    if key["rule"] == "exact" and isinstance(key["right"], list):
        return key["right"][0]
    return key["right"] if isinstance(key["right"], list) else str(key["right"])


def test_the_sums_of_a_cut_receipt_and_of_a_cut_sheet_add_up():
    own = Materials(goods=("seeds", "pots", "soil", "tools", "bulbs", "moss"))
    for seed in range(30):
        sheet = REGISTRY["spreadsheets"].cut(1, "en", np.random.default_rng(seed), own)
        rows = sheet.stimulus[0].rows[1:-1]
        assert {row[1].lower() for row in rows} <= set(own.goods)
        wrong = [row for row in rows if round(int(row[2]) * float(row[3]), 2) != float(row[4])]
        cell = sheet.key["cell"].shown
        assert [f"D{row[0]}" for row in wrong] == ([cell] if int(cell[1:]) <= len(rows) + 1 else [])


def test_steps_of_a_goal_from_a_posting_speak_of_it_and_those_of_a_job_do_not(starter, amina, noon):
    posting = jobs.bring(person=amina, source=SEMILLERA, now=noon)
    goal = paths.set_goal(person=amina, origin=posting, now=noon)

    own = paths.materials_for(goal)
    seen = []
    for seed in range(12):
        step = paths.next_step(goal=goal, now=noon, seed=seed)
        seen.append(step.item)
        paths.pass_over(step=step, now=noon)

    assert "semillas" in own.goods
    cut = [item for item in seen if item.content.get("materials")]
    assert cut and all(item.content["materials"]["goods"][0] == "semillas" for item in cut)
    assert queries.materials_of("data-entry", language="es") == Materials()
