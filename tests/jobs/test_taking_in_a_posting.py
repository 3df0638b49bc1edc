import json

import pytest

from escalera.jobs import intake
from escalera.jobs.advice import ADVICE

TEXT = "Buscamos capturista de datos con buena ortografía y atención al detalle. Pagamos $8,000 MXN al mes."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_any_usual_encoding_is_read(encoding: str):
    assert "ortografía y atención" in intake.read(TEXT.encode(encoding)).text


def test_look_alike_letters_and_hidden_characters_do_not_hide_a_phone():
    posting = intake.read("Escribe al \uff15\uff15 1\u200b234 \uff15678, capturista de datos")

    assert posting.cuts == {"phone": 1}


@pytest.mark.parametrize(
    ("upload", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"PK\x03\x04word/document.xml", "document"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (bytes(range(32)) * 40, "binary"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(upload: bytes, kind: str):
    with pytest.raises(intake.NotText) as refusal:
        intake.read(upload)

    assert refusal.value.kind == kind
    assert refusal.value.code in ADVICE


@pytest.mark.parametrize(
    "upload", [b"", "", "  \n\t ", "12345 - 678", "<html><body></body></html>", "{}", "[1, 2]"]
)
def test_nothing_to_read_says_so(upload: bytes | str):
    with pytest.raises(intake.NothingToRead):
        intake.read(upload)


def test_a_megabyte_of_text_is_too_long_but_a_megabyte_of_markup_is_not():
    with pytest.raises(intake.TooLong):
        intake.read("Buscamos capturista de datos. " * 35_000)

    page = f"<p>{TEXT}</p>" + "<div class='x'></div>" * 48_000
    assert len(page) > 1_000_000
    assert intake.read(page).source_format == "html"


def test_scripts_styles_comments_and_margins_of_a_page_are_not_read():
    unread = "<nav>Excel</nav><style>Excel</style><script>Excel</script><!-- Excel -->"
    page = f"{unread}<p>Buscamos traductora</p><footer>Excel</footer>"

    assert "Excel" not in intake.read(page).text


@pytest.mark.parametrize(
    ("wrapping"),
    [
        lambda posting: posting,
        lambda posting: [posting],
        lambda posting: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, posting]},
        lambda posting: {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": posting}]},
    ],
)
@pytest.mark.parametrize("page", ["{}", '<p>x</p><script type="application/ld+json">{}</script>'])
def test_a_job_posting_is_found_however_it_is_wrapped(wrapping, page: str):
    posting = {"@type": "JobPosting", "title": "Capturista", "description": f"<p>{TEXT}</p>"}

    read = intake.read(page.replace("{}", json.dumps(wrapping(posting))))

    assert (read.title, read.source_format) == ("Capturista", "json-ld")
    assert "<p>" not in read.text


def test_broken_linked_data_leaves_the_page_itself():
    read = intake.read(
        f'<script type="application/ld+json">{{"@type": "JobPosting", </script><h1>Hola</h1><p>{TEXT}</p>'
    )

    assert (read.title, read.source_format) == ("Hola", "html")


def test_of_several_postings_the_first_is_read_and_the_rest_is_said():
    posting = {"@type": "JobPosting", "title": "Uno", "description": TEXT}

    read = intake.read(json.dumps([posting, {**posting, "title": "Dos"}]))

    assert read.title == "Uno"
    assert "several_postings" in read.notes


def test_contact_data_is_cut_from_the_title_too():
    assert "55" not in intake.read("Capturista, informes al 55 1234 5678\n" + TEXT).title


def test_every_note_has_words_in_both_languages():
    assert all(words.en and words.es for words in ADVICE.values())
    read = intake.read(TEXT + " Escribe a a@b.com")
    assert set(read.notes) <= set(ADVICE)
