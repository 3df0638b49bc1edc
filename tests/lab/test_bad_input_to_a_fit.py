"""What cannot be fitted is refused with file, line and what to do; nothing is left half-written."""

import gzip
import socket
import time

import pytest
from typer.testing import CliRunner

import long_logs
from escalera.cli.engine import app
from escalera.lab.bulk import batches, crews

HEADER = "worker,item,task_type,skills,score\n"
GOOD = "w1,i1,t1,s1,1\nw2,i1,t1,s1,0\n"


@pytest.fixture(params=["quickly", "plainly"])
def way(request, monkeypatch):
    if request.param == "plainly":
        monkeypatch.setattr(batches, "read", batches.plainly)
    else:
        pytest.importorskip("pyarrow", reason="the quick way needs pyarrow")


@pytest.fixture
def refused(tmp_path, way):
    def refused(content, *more, name="log.csv"):
        log = tmp_path / name
        if content is not None:
            log.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = sorted(tmp_path.iterdir())
        result = fit(log, tmp_path / "m.npz", *more)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output
        assert sorted(tmp_path.iterdir()) == before
        return result.stderr

    return refused


def fit(log, out, *more):
    result = CliRunner().invoke(app, ["fit", str(log), "--out", str(out), *map(str, more)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("w1,i1,t1,s1,7", "line 4: score '7' is not between 0 and 1"),
        ("w1,i1,t1,s1,-0.1", "line 4: score '-0.1' is not between 0 and 1"),
        ("w1,i1,t1,s1,yes", "line 4: score 'yes' is not a number"),
        ("w1,i1,t1,s1,nan", "line 4: score 'nan' is not a finite number"),
        (",i1,t1,s1,1", "line 4: the worker is empty"),
        ("w1,,t1,s1,1", "line 4: the item is empty"),
        ("w1,i1,t1,s1", "line 4: 4 fields where the header has 5"),
        ("w1,i1,t1,s1,1,1", "line 4: 6 fields where the header has 5"),
        ('"w\n1",i1,t1,s1,1\nw1,i1,t1,s1,7', "line 6: score '7'"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_file_and_line(refused, row, why):
    says = refused(HEADER + GOOD + row + "\n" + GOOD)

    assert "log.csv" in says
    assert why in says


def test_bad_numbers_in_other_columns_are_named_too(refused):
    says = refused("worker,item,task_type,skills,score,at,seconds,pay\nw1,i,t,s,1,soon,-2,much\n")

    assert "line 2: at 'soon'" in says


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "no such file"),
        ("", "is empty"),
        (HEADER, "no row to read"),
        ("worker,item,skills,score\nw1,i1,s1,1\n", "the column task_type is missing"),
        ("worker,worker,item,task_type,skills,score\n", "twice in the header"),
        (HEADER + "w1,i1,t1,s1,1\nw1,i2,t1,s1,0\n", "of one worker"),
        (HEADER.encode() + b"\xff\xfe,i1,t1,s1,1\n", "is not UTF-8"),
    ],
)
def test_a_log_that_holds_nothing_to_fit_is_refused(refused, content, why):
    assert why in refused(content)


def test_half_a_gzip_file_is_refused(refused):
    whole = gzip.compress((HEADER + GOOD * 20_000).encode(), 1)

    assert "cannot be read" in refused(whole[: len(whole) // 2], name="log.csv.gz")


def test_what_is_no_parquet_file_is_refused(refused):
    pytest.importorskip("pyarrow", reason="Parquet is read only where pyarrow is installed")
    assert "is not a Parquet file" in refused(b"PAR1 nothing", name="log.parquet")


def test_an_empty_folder_is_refused(tmp_path):
    result = fit(tmp_path, tmp_path.parent / "m.npz")

    assert result.exit_code == 2
    assert "holds no file that ends in" in result.stderr


def test_bad_rows_are_passed_over_when_asked(tmp_path, way):
    log = long_logs.write(tmp_path / "log.csv", long_logs.rows(workers=8, attempts=10))
    log.write_text(log.read_text() + "w1,i1,t1,s1,7,1,1,\nshort\n")

    result = fit(log, tmp_path / "m.npz", "--skip-bad", "--json")

    assert result.exit_code == 0, result.output
    assert '"rows": 80' in result.stdout
    assert "2 rows could not be read" in result.stderr


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{}", "'task_types' is missing"),
        ("{", "is not valid JSON"),
        ("[]", "must hold one object"),
        ('{"task_types": [{"name": "t1"}]}', "'skills' is missing"),
        ('{"task_types": [{"name": "t1", "skills": {"s": 1}, "wage": 2}]}', "wage"),
        ('{"task_types": [{"name": "t1", "skills": ["a"]}], "skills": ["b"]}', "no skill called 'a'"),
        ('{"task_types": [{"name": "elsewhere", "skills": ["a"]}]}', "none of the log's task types"),
    ],
)
def test_a_bad_catalogue_is_named(tmp_path, refused, content, why):
    (tmp_path / "cat.json").write_text(content)

    says = refused(HEADER + GOOD, "--catalogue", tmp_path / "cat.json")

    assert "cat.json" in says
    assert why in says


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("worker,task_type\n", "the column skill is missing"),
        ("worker,task_type,skill,taught\nw1,t1,s1,perhaps\n", "line 2: taught 'perhaps' is neither 1 nor 0"),
        ("worker,task_type,skill\nw1,,s1\n", "line 2: the task_type is empty"),
    ],
)
def test_bad_recommendations_are_named(tmp_path, refused, content, why):
    (tmp_path / "said.csv").write_text(content)

    says = refused(HEADER + GOOD, "--recommendations", tmp_path / "said.csv")

    assert "said.csv" in says
    assert why in says


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:{port}", "http://127.0.0.1:{port}"])
def test_a_cluster_that_does_not_answer_is_named_once_patience_ends(tmp_path, monkeypatch, address):
    pytest.importorskip("distributed", reason="a cluster needs dask")
    assert crews.PATIENCE_S <= 10
    monkeypatch.setattr(crews, "PATIENCE_S", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = address.format(port=free.getsockname()[1])
    (tmp_path / "log.csv").write_text(HEADER + GOOD)

    began = time.monotonic()
    result = fit(tmp_path / "log.csv", tmp_path / "m.npz", "--cluster", address)

    assert result.exit_code == 2
    assert address in result.stderr
    assert time.monotonic() - began < 25  # left to itself, dask waits for 30
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_whatever_dask_raises_at_an_address_is_said_in_words(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="a cluster needs dask")

    def asserts(*_, **__):
        raise AssertionError

    monkeypatch.setattr(distributed, "Client", asserts)

    with pytest.raises(crews.NoCluster, match=r"at http://here \(AssertionError\)"):
        crews.of(cluster="http://here")


def test_a_model_needs_a_folder_that_exists(tmp_path):
    (tmp_path / "log.csv").write_text(HEADER + GOOD)

    result = fit(tmp_path / "log.csv", tmp_path / "no" / "m.npz")

    assert result.exit_code == 2
    assert "does not exist" in result.stderr
