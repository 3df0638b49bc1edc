import pytest

from escalera.jobs import clauses, levels


def asked(text: str, skill: str) -> levels.Asked:
    clause = next(one for one in clauses.split(text) if skill in one.text)
    start = clause.text.index(skill)
    return levels.asked(clause, start=start, end=start + len(skill))


@pytest.mark.parametrize(
    ("text", "skill", "level"),
    [
        ("Excel avanzado", "Excel", 0.80),
        ("Advanced Excel", "Excel", 0.80),
        ("EXCEL BÁSICO", "EXCEL", 0.30),
        ("Excel intermedio, inglés avanzado", "Excel", 0.55),
        ("Excel intermedio y inglés avanzado", "inglés", 0.80),
        ("Inglés B2", "Inglés", 0.60),
        ("Inglés 80%", "Inglés", 0.70),
        ("Inglés, nivel avanzado", "Inglés", 0.80),
        ("Muy buena ortografía", "ortografía", 0.70),
        ("1 año de experiencia en captura", "captura", 0.45),
        ("Mínimo 2 años de experiencia en captura", "captura", 0.55),
        ("At least 5+ years of experience in design", "design", 0.80),
        ("6 meses de experiencia en ventas", "ventas", 0.40),
        ("Captura de datos", "Captura", levels.UNSAID),
    ],
)
def test_the_level_is_in_the_words_next_to_the_skill(text: str, skill: str, level: float):
    assert asked(text, skill).level == pytest.approx(level)


@pytest.mark.parametrize(
    "text",
    [
        "Canva, deseable",
        "Canva (deseable)",
        "Deseable: Canva",
        "Canva is a plus",
        "Nice to have: Canva",
        "Ideally you know Canva",
        "Canva no indispensable",
        "Nice to have\n- Canva",
    ],
)
def test_what_is_wished_for_is_not_required(text: str):
    assert not asked(text, "Canva").required


@pytest.mark.parametrize("text", ["Indispensable: Canva", "Canva required", "Requisitos\n- Canva"])
def test_what_is_demanded_is_required(text: str):
    assert asked(text, "Canva").required


def test_a_posting_for_beginners_means_less_by_a_skill():
    assert levels.usual("No se requiere experiencia") < levels.usual("Requisitos")
