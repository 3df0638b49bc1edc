import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.people.redaction import MARKS, redact


@pytest.mark.parametrize(
    ("kind", "text", "secret"),
    [
        ("email", "Manda tu CV a rh.talento@empresa.com.mx por favor", "rh.talento"),
        ("email", "juan arroba gmail punto com", "juan"),
        ("email", "write to jobs (at) firm (dot) com", "jobs"),
        ("phone", "WhatsApp 55 1234 5678", "1234"),
        ("phone", "Call (415) 555-2671 today", "2671"),
        ("phone", "Tel: 555-1234", "1234"),
        ("phone", "+52 1 55 1234 5678", "5678"),
        ("phone", "5512345678 5598765432", "9876"),
        ("phone", "cinco cinco uno dos tres cuatro cinco seis siete ocho", "cuatro"),
        ("phone", "España: 612 345 678", "345"),
        ("link", "Postúlate en https://bit.ly/3xYz?a=1", "bit.ly"),
        ("link", "www.empresa.mx/vacantes", "empresa"),
        ("link", "wa.me/5215512345678", "wa.me"),
        ("link", "entra a trabajos-faciles.xyz/ya", "faciles"),
        ("handle", "síguenos en @empresa_mx", "empresa"),
        ("handle", "Telegram: pepe_99", "pepe"),
        ("address", "Calle Benito Juárez 45, Col. Centro, C.P. 06000", "Benito"),
        ("address", "Av. de la Paz #123", "Paz"),
        ("address", "Come to 123 Main Street, Suite 4", "Main"),
    ],
)
def test_contact_data_is_cut_and_counted(kind: str, text: str, secret: str):
    redacted = redact(text, language="es")

    assert secret not in redacted.text
    assert MARKS[kind]["es"] in redacted.text
    assert redacted.cuts[kind] >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Sueldo $12,000.00 - $15,000.00 mensual, 10 000 - 12 000",
        "COP 1.500.000 - 2.000.000 al mes",
        "Del 2026-11-23 al 2026-12-23, de 8:00 a 18:00, turnos 2025-2026",
        "Node.js, ASP.NET, monday.com y 10 años de experiencia",
        "Facebook: manejo de anuncios",
        "trabajo en la calle para vender 20 productos",
        "Look at 40 pictures and 300 words per hour",
    ],
)
def test_pay_dates_and_tools_stay(text: str):
    assert redact(text).text == text
    assert not redact(text).cuts


def test_the_word_that_announces_a_contact_stays_for_the_signs_of_fraud():
    assert redact("Solo por WhatsApp 55 1234 5678", language="es").text == "Solo por WhatsApp [teléfono]"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 2.@-+()/#:áñ\n_") | st.characters(), max_size=200))
def test_cutting_twice_changes_nothing_more(text: str):
    once = redact(text)

    assert redact(once.text).text == once.text
