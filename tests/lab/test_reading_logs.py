"""A log is read exactly, whatever it holds, or refused with the line and what to do."""

import csv
import gzip
import math
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalera.lab import logs
from escalera.lab.logs import MalformedRows, Vocabulary
from escalera.lab.tables import BadLog, UnreadableTable

HEADER = ["worker", "item", "task_type", "skills", "score", "at", "seconds"]
NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="|\x00\r", exclude_categories=["Cs"]), min_size=1
)
SCORES = st.one_of(st.none(), st.floats(0, 1))
SECONDS = st.one_of(st.none(), st.floats(0, 1e6))
ROWS = st.lists(
    st.tuples(NAMES, NAMES, NAMES, st.lists(NAMES.map(str.strip), max_size=3), SCORES, SECONDS), min_size=1
)


@pytest.fixture
def read(tmp_path):
    def read(text, name="log.csv", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8") if isinstance(text, str) else path.write_bytes(text)
        return logs.read([path], Vocabulary(), **options)

    return read


def shown(number):
    return "" if number is None else repr(number)


@given(rows=ROWS)
def test_what_is_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("log") / "log.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for worker, item, kind, skills, score, seconds in rows:
            out.writerow([worker, item, kind, "|".join(skills), shown(score), "", shown(seconds)])
    words = Vocabulary()

    log = logs.read([path], words)

    items, kinds, skills_of = list(words.item), list(words.task_type), list(words.skill)
    for row, (_, item, kind, skills, score, seconds) in enumerate(rows):
        practised = log.attempts.skill[log.attempts.skill_starts[row] : log.attempts.skill_starts[row + 1]]
        assert items[log.attempts.item[row]] == item
        assert kinds[log.attempts.task_type[row]] == kind
        assert sorted(skills_of[code] for code in practised) == (sorted(set(skills) - {""}) or [""])
        assert same(log.attempts.score[row], score)
        assert same(log.attempts.seconds[row], seconds)


def same(read, written):
    return math.isnan(read) if written is None else read == written


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("log") / "log.csv"
    path.write_text("worker,item,task_type,skills,score\n" + text, encoding="utf-8", errors="replace")

    try:
        log = logs.read([path], Vocabulary())
    except BadLog as error:
        assert str(path) in str(error)
    else:
        assert len(log) > 0


@given(data=st.binary(max_size=200), end=st.sampled_from([".csv", ".csv.gz"]))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, data, end):
    path = tmp_path_factory.mktemp("log") / f"log{end}"
    path.write_bytes(data)

    with pytest.raises(BadLog, match="log"):
        logs.read([path], Vocabulary())


def test_columns_may_come_in_any_order_with_others_between(read):
    log = read("pay,score,help,skills,item,worker,task_type\n3,0.5,1,a|b,i,Amina,t\n")

    assert log.attempts.score.tolist() == [0.5]
    assert log.attempts.help.tolist() == [1.0]
    assert np.isnan(log.attempts.at).all()
    assert log.attempts.skill_starts.tolist() == [0, 2]


@pytest.mark.parametrize(
    "at", ["1763899200", "1763899200.0", "2025-11-23T12:00:00Z", "2025-11-23T06:00:00-06:00"]
)
def test_times_are_seconds_or_iso_8601(read, at):
    log = read(f"worker,item,task_type,skills,score,at\nAmina,i,t,s,1,{at}\n")

    assert datetime.fromtimestamp(log.attempts.at[0], UTC) == datetime(2025, 11, 23, 12, tzinfo=UTC)


def test_gzip_is_read(read):
    log = read(gzip.compress(b"worker,item,task_type,skills,score\nAmina,i,t,s,1\n"), "log.csv.gz")

    assert len(log) == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Amina,i,t,s,2", "score '2' is not between 0 and 1"),
        ("Amina,i,t,s,-0.1", "is not between 0 and 1"),
        ("Amina,i,t,s,nan", "is not a finite number"),
        ("Amina,i,t,s,yes", "score 'yes' is not a number"),
        (",i,t,s,1", "the worker is empty"),
        ("Amina,,t,s,1", "the item is empty"),
        ("Amina,i,t,s", "4 fields where the header has 5"),
        ("Amina,i,t,s,1,7", "6 fields where the header has 5"),
    ],
)
def test_a_malformed_row_is_named_by_line_and_stops_the_run(read, row, why):
    with pytest.raises(MalformedRows, match="line 3: ") as refused:
        read(f"worker,item,task_type,skills,score\nAmina,i,t,s,1\n{row}\nAmina,i,t,s,0\n")

    assert why in str(refused.value)
    assert "--skip-bad" in str(refused.value)


def test_skipping_bad_rows_keeps_the_good_ones(read):
    log = read("worker,item,task_type,skills,score\nAmina,i,t,s,1\nx\nAmina,j,t,s,0\n", skip_bad=True)

    assert log.line.tolist() == [2, 4]
    assert [fault.line for fault in log.skipped] == [3]


def test_a_row_that_is_refused_leaves_no_trace(read):
    log = read("worker,item,task_type,skills,score,at\nAmina,i,t,s,1,soon\nAmina,j,t,s,0,5\n", skip_bad=True)

    assert log.attempts.at.tolist() == [5.0]
    assert len(log.attempts.skill) == 1


def test_lines_are_counted_past_quoted_line_breaks(read):
    with pytest.raises(MalformedRows, match="line 4: "):
        read('worker,item,task_type,skills,score\n"Ami\nna",i,t,s,1\nbad\n')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("worker,item\na,b\n", "task_type is missing"),
        ("worker,worker\n", "item is missing"),
    ],
)
def test_a_file_that_is_no_log_is_refused(read, text, why):
    with pytest.raises(BadLog, match=why):
        read(text)


def test_a_log_without_rows_is_refused(read):
    with pytest.raises(BadLog, match="no row to read"):
        read("worker,item,task_type,skills,score\n")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableTable, match="no such file"):
        logs.read([tmp_path / "nowhere.csv"], Vocabulary())


def test_parquet_holds_the_same_as_csv(read, tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is read only where pyarrow is installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet is read only where pyarrow is installed")
    table = {
        "worker": ["Amina", "Bilal"],
        "item": ["i", "j"],
        "task_type": ["t", "t"],
        "skills": ["a|b", "a"],
    }
    parquet.write_table(pyarrow.table(table | {"score": [1.0, None]}), tmp_path / "log.parquet")

    log = logs.read([tmp_path / "log.parquet"], Vocabulary())
    text = read("worker,item,task_type,skills,score\nAmina,i,t,a|b,1\nBilal,j,t,a,\n")

    np.testing.assert_array_equal(log.attempts.score, text.attempts.score)
    np.testing.assert_array_equal(log.attempts.skill, text.attempts.skill)


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    (tmp_path / "log.parquet").write_bytes(b"PAR1")

    with pytest.raises(UnreadableTable, match="pip install pyarrow"):
        logs.read([tmp_path / "log.parquet"], Vocabulary())
