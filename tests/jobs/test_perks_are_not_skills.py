import pytest

from escalera.jobs import breaking, intake, taxonomy


def skills(text: str) -> set[str]:
    return {skill.id for skill in breaking.break_down(intake.read(text), taxonomy.of_starter_set()).skills}


@pytest.mark.parametrize(
    "text",
    [
        "Ofrecemos: capacitación en Excel y captura de datos",
        "Beneficios\n• Curso de edición de video\n• Clases de inglés",
        "We offer free classes in video editing and copywriting",
        "You'll learn data entry and transcription on the job",
        "Te capacitamos en atención a clientes",
        "Somos una agencia líder en traducción, diseño y edición de video",
        "About us: we edit video and moderate content for brands",
        "Brightloop provides translation, data entry and customer support",
        "Our company helps shops write product descriptions",
        "Para importante agencia de traducción y edición de video",
        "No se requiere experiencia en captura de datos",
        "You don't need to know Photoshop",
        "Data entry experience is not required",
        "Contar con computadora propia e internet estable",
        "Interesados mandar CV por correo o llamar por teléfono",
    ],
)
def test_what_an_employer_gives_tells_or_waives_is_not_asked_for(text: str):
    assert skills(text) == set()


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Requisitos: captura de datos. Ofrecemos: curso de edición de video", "enter-data"),
        ("We are a translation agency. We need someone with data entry experience", "enter-data"),
        ("No se requiere experiencia en ventas, pero sí captura de datos", "enter-data"),
        ("BUSCAMOS CAPTURISTA PARA AGENCIA DE EDICIÓN DE VIDEO", "enter-data"),
    ],
)
def test_what_stands_beside_it_is_still_asked_for(text: str, skill: str):
    assert skills(text) == {skill}
