"""What a template was filled with is read off the page, quickly whatever the page holds."""

import time

from escalera.connectors.turkle.filled import row_of

HTML = "<p>Type ${word}</p>\r\n<img src='${picture}' alt='${word}'>"


def test_each_variable_is_what_stands_between_the_texts():
    page = "<nav>Type</nav><p>Type café con leche</p>\n<img src='a.png' alt='café con leche'></body>"

    assert row_of(page, HTML) == {"word": "café con leche", "picture": "a.png"}


def test_a_page_of_another_template_or_with_two_words_for_one_gives_nothing():
    assert row_of("<p>Listen</p>", HTML) is None
    assert row_of("<p>Type one</p>\n<img src='a.png' alt='two'>", HTML) is None


def test_a_beginning_that_fits_no_further_is_passed_over():
    assert row_of("<b>1</b>=2 <b>3</b>=3", "<b>${number}</b>=${number}") == {"number": "3"}


def test_a_page_made_to_be_slow_is_not():
    html, page = "<p>" + " ".join(f"${{v{n}}}" for n in range(40)) + "</p>", "<p>" + "a " * 100_000
    begun = time.process_time()

    assert row_of(page, html) is None
    assert time.process_time() - begun < 2
