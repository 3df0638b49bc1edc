"""Times, amounts, layouts and rows: read where they are clear, refused in plain words where not."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from escalera.connectors.mturk import moments, question, results, rewards, table
from escalera.connectors.mturk.faults import BadFile, BadRows
from escalera.connectors.mturk.handing_out import defused

from .mturk_files import LAYOUT, QUESTION, result, written

LATER = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("Wed Oct 28 10:58:47 PDT 2020", "2020-10-28T17:58:47+00:00"),
        ("Fri Jan 01 10:58:47 PST 2021", "2021-01-01T18:58:47+00:00"),
        ("Sun Nov 01 01:30:00 PDT 2020", "2020-11-01T08:30:00+00:00"),
        ("Sun Nov 01 01:30:00 PST 2020", "2020-11-01T09:30:00+00:00"),
        ("Wed Oct 28 10:58:47 UTC 2020", "2020-10-28T10:58:47+00:00"),
        ("Wed Oct 28 10:58:47 GMT-06:00 2020", "2020-10-28T16:58:47+00:00"),
        ("2020-10-28T10:58:47Z", "2020-10-28T10:58:47+00:00"),
        ("2020-10-28 10:58:47.123456-06:00", "2020-10-28T16:58:47.123456+00:00"),
    ],
)
def test_a_time_with_its_zone_is_read(said, utc):
    assert moments.read(said).astimezone(UTC).isoformat() == utc


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2020-10-28 10:58:47", "time zone"),
        ("10/28/2020 10:58", "time zone"),
        ("Wed Oct 28 10:58:47 CST 2020", "more than one"),
        ("Wed Jul 01 10:58:47 PST 2020", "did not show"),
        ("Sun Mar 08 02:30:00 PST 2020", ""),
        ("Thu Oct 28 10:58:47 PDT 2020", "was a Wed"),
        ("Wed Feb 30 10:58:47 UTC 2020", "no time"),
        ("Wed Oct 28 25:58:47 UTC 2020", "no time"),
        ("mié oct 28 10:58:47 PDT 2020", "not written as a time"),
        ("2020-10-28T10:58:47+99:99", "no time"),
        ("٢٠٢٠-١٠-٢٨T10:58:47Z", "not written as a time"),
    ],
)
def test_a_time_that_could_be_two_is_not_guessed(said, why):
    if not why:  # the hour that the clocks left out has one meaning by its zone
        assert moments.read(said)
        return
    with pytest.raises(moments.Unclear, match=why):
        moments.read(said)


def test_a_time_is_written_as_mturk_does_and_read_back():
    at = datetime(2020, 10, 8, 17, 58, 47, tzinfo=UTC)

    assert moments.written(at) == "Thu Oct 08 17:58:47 UTC 2020"
    assert moments.read(moments.written(at)) == at


@pytest.mark.parametrize(
    ("said", "currency", "amount"),
    [("$0.05", "USD", "0.05"), ("0.05", "MXN", "0.05"), ("$ 12", "MXN", "12"), ("3.50 EUR", "EUR", "3.50")],
)
def test_an_amount_is_read_in_a_known_currency(said, currency, amount):
    assert rewards.read(said, currency=currency) == Decimal(amount)


@pytest.mark.parametrize(
    "said", ["$0,05", "€0.05", "0.05 MXN", "-1", "NaN", "1e3", "$1,000", "٣", "9" * 400, "0.00001"]
)
def test_an_amount_that_could_be_another_is_not_guessed(said):
    with pytest.raises(rewards.Unclear):
        rewards.read(said, currency="USD")


def test_the_page_of_an_html_question_is_read(tmp_path):
    (tmp_path / "q.xml").write_text(QUESTION % LAYOUT)
    (tmp_path / "q.html").write_text(QUESTION % LAYOUT)

    assert LAYOUT in question.layout(tmp_path / "q.xml")
    assert question.layout(tmp_path / "q.html").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<ExternalQuestion><ExternalURL>https://a.org</ExternalURL></ExternalQuestion>", "somebody else's"),
        ("<QuestionForm><Question/></QuestionForm>", "QuestionForm"),
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><HTMLQuestion>&x;</HTMLQuestion>',
            "own types",
        ),
        ("<HTMLQuestion><HTMLContent><![CDATA[<p>", "not proper XML"),
        ("<HTMLQuestion><HTMLContent><p>text</p></HTMLContent></HTMLQuestion>", "CDATA"),
        ("<HTMLQuestion><HTMLContent> </HTMLContent></HTMLQuestion>", "needs one HTMLContent"),
        ("<HTMLQuestion>" + "<a>" * 40_000, "nested deeper"),
        ("<other/>", "no HTMLQuestion"),
    ],
)
def test_other_questions_are_refused_in_plain_words(tmp_path, text, why):
    (tmp_path / "q.xml").write_text(text)

    with pytest.raises(BadFile, match=why):
        question.layout(tmp_path / "q.xml")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (b"", "empty"),
        (b"seed\n", "no rows"),
        (b"seed,seed\n1,2\n", "there twice"),
        (b"seed,,x\n1,2,3\n", "column 2 has no name"),
        (b"seed\nma\xefz\n", "not UTF-8 text, see line 2"),
        ("seed\nmaíz\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04", "spreadsheet"),
        (b"seed\nma\0iz\n", "NUL"),
        (b'seed\n"ma', "quotation mark"),
        (b"seed,price\n1\n", "row 2: there are 1 cells where row 1 has 2"),
        (b"seed\n" + b"x\n" * 5001, "more than 5,000 rows"),
        (b"seed\n" + b"x" * 100_001, "more than 100,000 characters"),
    ],
)
def test_a_table_that_is_none_says_what_to_do(tmp_path, source, why):
    (tmp_path / "t.csv").write_bytes(source)

    with pytest.raises(BadFile, match=why):
        table.read(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("values", "column", "why"),
    [
        ({"SubmitTime": "2020-10-28 10:58"}, "SubmitTime", "time zone"),
        ({"SubmitTime": "Thu Oct 28 10:58:47 PDT 2060"}, "SubmitTime", "in the future"),
        ({"SubmitTime": "Mon Oct 26 10:58:47 PDT 2020"}, "SubmitTime", "before AcceptTime"),
        ({"WorkTimeInSeconds": "-3"}, "WorkTimeInSeconds", "no number of seconds"),
        ({"WorkTimeInSeconds": "Infinity"}, "WorkTimeInSeconds", "no number of seconds"),
        ({"AssignmentStatus": "Done"}, "AssignmentStatus", "unknown"),
        ({"Approve": "x", "Reject": "late"}, "Reject", "keep one"),
        ({"AssignmentId": "=1+1"}, "AssignmentId", "no number of MTurk"),
        ({"WorkerId": ""}, "WorkerId", "it is empty"),
        ({"Answer__taskAnswers": "[" * 9000}, "Answer.taskAnswers", "crowd-form"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_column(tmp_path, values, column, why):
    usual = {"Approve": "", "Reject": "", "Answer__taskAnswers": ""}
    rows = [result(**usual | {"AssignmentId": "1"}), result(**usual | values)]

    with pytest.raises(BadRows, match=rf"(?is)row 3, column {column}: .*{why}"):
        results.read(written(tmp_path / "r.csv", *rows), now=LATER)


def test_answers_of_crowd_forms_and_a_reviewers_marks_are_understood(tmp_path):
    said = '[{"note": "ok", "mood": {"good": true, "bad": false}}]'
    rows = [
        result(AssignmentId="1", Approve="x", Reject="", Answer__taskAnswers=said),
        result(AssignmentId="2", Approve="", Reject="Too short", Answer__taskAnswers=""),
    ]

    _, (one, two) = results.read(written(tmp_path / "r.csv", *rows), now=LATER)

    assert (one.answers["note"], one.answers["mood"], one.status) == ("ok", "good", "Approved")
    assert (two.status, two.feedback) == ("Rejected", "Too short")


@pytest.mark.parametrize("cell", ["=1+1", " =1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "＝1+1"])
def test_no_cell_is_a_formula(cell):
    assert defused(cell) == f"'{cell}" and defused(f"\t{cell}").startswith("'")
    assert "\n'=" in defused(f"text\n{cell.strip()}") or not cell.strip().startswith("=")


@pytest.mark.parametrize("cell", ["-5", "+52", "3.5", "a=b", "", ";-)", "señora"])
def test_ordinary_cells_stay_as_they_are(cell):
    assert defused(cell) == cell
