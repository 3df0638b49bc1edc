"""What goes wrong with a platform is said in the language of who reads it, whenever it happened."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from escalera import connectors
from escalera.connectors.politeness import Refused, Unreachable
from escalera.connectors.troubles import kept, said

FOLDER = Path(connectors.__file__).parent
GONE = "%(address)s can't be reached. Is the server running, is the address right?"


def sentences() -> list[str]:
    """Every sentence that the connectors mark for translation in their code."""
    found = []
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                found.append(ast.literal_eval(node.args[0]))
    return found


@pytest.mark.parametrize("sentence", sentences())
def test_every_sentence_has_its_spanish(sentence):
    with translation.override("es-mx"):
        assert translation.gettext(sentence) != sentence


def test_one_error_is_read_in_two_languages():
    stored = kept(Unreachable(GONE, address="https://x.org"))

    with translation.override("es-mx"):
        assert said(stored).startswith("No se puede llegar a https://x.org.")
    assert said(stored).startswith("https://x.org can't be reached.")


def test_a_reason_within_an_error_is_translated_too():
    inner = kept("it asks for a password")
    stored = kept(Refused("The batch %(batch)s can't be done here: %(why)s.", batch="March", why=inner))

    with translation.override("es-mx"):
        assert said(stored) == "El lote March no se puede hacer aquí: pide una contraseña."


def test_what_nobody_translated_is_said_as_it_is_percent_signs_and_all():
    assert said(kept("100% of %(nothing)s")) == "100% of %(nothing)s"


def test_a_page_of_errors_is_cut_to_what_can_be_kept():
    stored = kept(
        Refused("%(address)s refused %(path)s (error %(code)s): %(said)s", said="x" * 9999, code=400)
    )

    assert len(stored["values"]["said"]) == 300 and stored["values"]["code"] == 400
