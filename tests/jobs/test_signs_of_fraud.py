import pytest

from escalera.jobs import fraud
from escalera.jobs.advice import ADVICE


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fee", "Solo paga tu inscripción de $250 y empiezas mañana"),
        ("fee", "There is a registration fee of $30 that we refund later"),
        ("fee", "Cuota de recuperación para tu material: $400"),
        ("deposit", "Se pide un depósito de $500 para apartar tu lugar"),
        ("deposit", "A refundable deposit secures your laptop"),
        ("documents", "Manda foto de tu INE por ambos lados"),
        ("documents", "Send a picture of your passport and a selfie before the interview"),
        ("bank_account", "Recibe transferencias en tu cuenta y reenvía el dinero"),
        ("crypto", "Recarga USDT para desbloquear las tareas"),
        ("chat_only", "Informes solo por WhatsApp"),
        ("chat_only", "The interview will be held on Telegram"),
        ("unpaid_work", "Semana de prueba sin pago"),
        ("unpaid_work", "You will complete an unpaid trial of 20 hours"),
        ("likes", "Gana dinero por dar like a videos de YouTube"),
        ("recruiting", "Sé tu propio jefe con nuestro multinivel"),
        ("unreal_pay", "Gana hasta 5000 pesos diarios desde tu celular"),
        ("unreal_pay", "Earn $500 a day from home, no experience"),
        ("unreal_pay", "Ganancias garantizadas"),
    ],
)
def test_a_sign_is_pointed_out_with_the_words_and_what_to_do(kind: str, text: str):
    signs = fraud.signs(f"Buscamos personal. {text}.")

    found = {sign.kind: sign for sign in signs}
    assert kind in found
    assert found[kind].phrase in text
    assert found[kind].advice in ADVICE


@pytest.mark.parametrize(
    "text",
    [
        "Nunca pedimos pagos ni depósitos",
        "We never ask for a registration fee",
        "Capacitación pagada desde el primer día",
        "Te pagamos la capacitación y el material",
        "We pay for your training materials",
        "Sueldo de $350 diarios",
        "Pay: $18 per hour",
        "Depósito de nómina cada viernes",
        "Atender clientes por WhatsApp y teléfono",
        "Revisar fotos de productos y etiquetarlas",
        "Moderar anuncios de comida",
        "Experiencia con atención a clientes por Telegram",
    ],
)
def test_honest_postings_are_not_accused(text: str):
    assert fraud.signs(text) == ()
