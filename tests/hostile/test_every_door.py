"""Each hostile input ends in a plain sentence or is harmless; none reads a file, reaches the net, runs or floods."""

import re
import shutil
from pathlib import Path

import pytest

from hostile.inputs import everything
from hostile.inputs.hostile import Hostile, Places

from .conftest import SECRET, Host, Listener

MOST_MEMORY_MB = 500
SENTENCE = re.compile(r"\w+( \S+){3,}")  # four words at least
INNARDS = re.compile(r"Traceback|^\w*(Error|Exception)\b|File \"/", re.M)


@pytest.mark.parametrize(
    "hostile",
    [pytest.param(one, id=one.id, marks=() if one.quick else pytest.mark.prove) for one in everything()],
)
def test_it_ends_in_a_sentence_and_harms_nothing(
    hostile: Hostile, host: Host, listener: Listener, tmp_path: Path
) -> None:
    (tmp_path / "given").mkdir()
    places = Places(tmp_path / "given", host.canary, listener.port, host.known)
    hostile.make(places)
    came = listener.came

    answer = host.ask({**hostile.ask(places), "folder": str(tmp_path), "canary": str(host.canary)})

    printed = (tmp_path / "out").read_text(errors="replace") + (tmp_path / "err").read_text(errors="replace")
    shutil.rmtree(tmp_path, ignore_errors=True)
    said = printed[:3000]
    assert not INNARDS.search(printed), said
    assert re.search(hostile.says, printed), said
    assert answer["code"] in ((1, 2) if hostile.is_refused and '"why"' not in printed else (0, 2)), (
        answer,
        said,
    )
    assert answer["events"] == [] and listener.came == came
    assert SECRET not in printed
    assert answer["cpu_s"] < hostile.cpu_s and answer["rss_mb"] < MOST_MEMORY_MB, answer
    if hostile.is_refused:
        assert SENTENCE.search(printed), said
        assert not answer["changed"], "something was kept of what was refused"
