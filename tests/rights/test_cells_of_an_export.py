"""Tables of an export are opened in spreadsheets, which run what looks like a formula; the JSON stays as it was."""

from escalera.rights.queries import as_csv


def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it():
    written = "".join(as_csv([{"text": "=HYPERLINK(1)", "seconds": -3, "answer": ["=1"]}]))

    assert written == '\ufefftext,seconds,answer\r\n\'=HYPERLINK(1),-3,"[""=1""]"\r\n'
