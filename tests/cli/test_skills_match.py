"""`escalera skills match` prints one JSON object a line and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*options: str, lines: bytes, home: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "escalera", "skills", "match", *options],
        input=lines,
        env={**os.environ, "ESCALERA_HOME": str(home)},
        capture_output=True,
        check=False,
    )


def labels(tmp_path: Path, text: str | bytes) -> str:
    file = tmp_path / "labels.tsv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def test_labels_of_a_file_are_matched_line_by_line(tmp_path):
    file = labels(tmp_path, "a\tsing songs\na\tcantar\nb\tbake bread\r\n\n")

    done = run("--labels", file, "--top", "1", lines=b"cantar\n\nBAKE BREAD", home=tmp_path)

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and not done.stderr
    assert [one["query"] for one in told] == ["cantar", "", "BAKE BREAD"]
    assert [[match["id"] for match in one["matches"]] for one in told] == [["a"], [], ["b"]]
    assert set(told[0]["matches"][0]) == {"id", "label", "score"}
    assert told[0]["matches"][0]["label"] == "cantar"


def test_windows_line_ends_byte_order_marks_and_ids_of_any_kind_are_taken(tmp_path):
    text = '\ufeffhttp://x/1?a=b "c"\tsing songs\r\nñ 2\tbake bread\r\n\r\nhttp://x/1?a=b "c"\tcantar\r\n'
    file = labels(tmp_path, text)

    done = run("--labels", file, lines="\ufeffcantar\r\nBAKE BREAD\r\n".encode(), home=tmp_path)

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["query"] for one in told] == ["cantar", "BAKE BREAD"]
    assert [one["matches"][0]["id"] for one in told] == ['http://x/1?a=b "c"', "ñ 2"]
    assert all(len({match["id"] for match in one["matches"]}) == len(one["matches"]) for one in told)


def test_without_a_file_the_loaded_skills_are_searched(tmp_path):
    done = run(lines=b"capturista\npasar audios a texto\n", home=tmp_path)

    first = [json.loads(line)["matches"][0]["id"] for line in done.stdout.splitlines()]
    assert first == ["enter-data", "transcribe-audio"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a\tb\nno tab here\n", "line 2 has no tab"),
        ("a\tb\tc\n", "line 1 has more than one tab"),
        ("a\tb\n\n\tx\n", "line 3 lacks its id"),
        ("a\t \n", "line 1 lacks its label"),
        (b"a\tb\nc\t\xff\n", "line 2 is not UTF-8"),
        ("", "holds no label"),
    ],
)
def test_a_bad_line_of_the_file_is_told_by_its_number(tmp_path, text, says):
    done = run("--labels", labels(tmp_path, text), lines=b"x\n", home=tmp_path)

    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert done.stdout == b""


def test_a_file_that_is_not_there_is_told(tmp_path):
    done = run("--labels", str(tmp_path / "none.tsv"), lines=b"x\n", home=tmp_path)

    assert done.returncode == 2
    assert "can't be read" in done.stderr.decode()


def test_a_line_that_is_not_utf8_is_told(tmp_path):
    done = run("--labels", labels(tmp_path, "a\tb\n"), lines=b"fine\n\xff\n", home=tmp_path)

    assert done.returncode == 2
    assert "line 2 of the input" in done.stderr.decode()
