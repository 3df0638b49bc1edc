"""A fit gives one result, whoever does the work, however the log is cut into files, and wherever it was stopped."""

import gzip
import shutil
from dataclasses import replace

import numpy as np
import pytest

import long_logs
from escalera.engine import Catalogue, TaskType, Tutor
from escalera.engine.log import columns
from escalera.engine.pay import fit_durations
from escalera.lab import fitting, models
from escalera.lab.bulk import batches, crews, learning, partitions, sampling
from escalera.lab.fitting import Task

ROWS = long_logs.rows()


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return long_logs.write(tmp_path_factory.mktemp("log") / "log.csv", ROWS)


@pytest.fixture(scope="module")
def alone(log, tmp_path_factory):
    return fitting.fit(Task([log], tmp_path_factory.mktemp("alone") / "m.npz"))


def test_the_log_declares_types_skills_and_their_weights(alone):
    assert alone.catalogue.task_types == ("t0", "t1", "t2", "t3", "t4", "t5")
    assert alone.catalogue.skills == ("s0", "s1", "s2")
    np.testing.assert_allclose(alone.catalogue.weights[0], [0.5, 0.5, 0.0])
    assert alone.catalogue.pay[0] == pytest.approx(0.1)
    assert alone.catalogue.pay[1:].max() == 0.0


def test_everything_is_counted(alone):
    assert (alone.extent.rows, alone.extent.workers, alone.extent.gains_rows) == (1200, 40, 1200)
    assert alone.types.attempts.sum() == 1200
    assert alone.items.support.sum() == 1200


def test_the_written_model_is_the_fitted_one(log, tmp_path):
    fitted = fitting.fit(Task([log], tmp_path / "m.npz"))

    long_logs.assert_same(models.load(tmp_path / "m.npz"), fitted, within=0.0)
    assert [path.name for path in tmp_path.iterdir()] == ["m.npz"]


def test_two_processes_give_the_same(log, alone, tmp_path):
    crew = crews.Processes(2)
    try:
        both = fitting.fit(Task([log], tmp_path / "m.npz"), crew)
    finally:
        crew.close()

    long_logs.assert_same(both, alone)


def test_easier_items_come_out_easier(alone):
    right = {}
    for _, item, _, _, score, *_ in ROWS:
        right.setdefault(item, []).append(int(score))
    share = np.array([np.mean(right[name]) for name in alone.items.names])

    assert np.corrcoef(share, alone.items.easiness)[0, 1] > 0.9


def test_seconds_are_those_of_the_engine(log, alone):
    named = [dict(zip(long_logs.HEADER, row, strict=True)) for row in ROWS]
    kept = {name: [float(row[name]) for row in named] for name in ("score", "at", "seconds")}
    kept |= {name: [row[name] for row in named] for name in ("worker", "task_type")}
    declared = replace(alone.catalogue, seconds=np.full(6, 60.0))

    engine = fit_durations(columns(kept, declared), declared)

    np.testing.assert_allclose(alone.times.usual, engine.usual, atol=1e-5)
    assert alone.times.slope == pytest.approx(engine.slope, abs=1e-5)
    assert alone.times.noise == pytest.approx(engine.noise, abs=1e-5)
    assert alone.times.between == pytest.approx(engine.between, abs=1e-5)


def test_a_tutor_goes_on_from_the_fit(alone):
    tutor = alone.tutor()

    assert isinstance(tutor, Tutor)
    assert tutor.ask(tutor.newcomer(), {"s0": 0.6}) is not None


def test_files_folders_and_formats_give_the_same(log, alone, tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is read only where pyarrow is installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet is read only where pyarrow is installed")
    folder = tmp_path / "logs"
    (folder / "b").mkdir(parents=True)
    columns = dict(zip(long_logs.HEADER, zip(*ROWS[:500], strict=True), strict=True))
    for name in ("score", "at", "seconds"):
        columns[name] = [float(value) for value in columns[name]]
    columns["pay"] = [float(value) if value else None for value in columns["pay"]]
    columns["skills"] = [value.split("|") for value in columns["skills"]]
    parquet.write_table(pyarrow.table(columns), folder / "a.parquet")
    plain = long_logs.write(tmp_path / "rest.csv", ROWS[500:])
    (folder / "b" / "rest.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (folder / "notes.txt").write_text("not a log")

    long_logs.assert_same(fitting.fit(Task([folder], tmp_path / "m.npz")), alone)


def test_a_csv_log_needs_nothing_but_numpy(log, alone, tmp_path, monkeypatch):
    for name in ("pyarrow", "pyarrow.csv", "pyarrow.parquet", "numba", "dask", "distributed"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    monkeypatch.delitem(__import__("sys").modules, "escalera.lab.bulk.arrow", raising=False)

    long_logs.assert_same(fitting.fit(Task([log], tmp_path / "m.npz")), alone)


class Stopped(Exception):
    pass


class Counting(crews.Alone):
    """Counts jobs; stops like a power cut after some of them."""

    def __init__(self, most=10_000):
        self.jobs, self.most = 0, most

    def each(self, work, jobs):
        for result in super().each(work, jobs):
            self.jobs += 1
            if self.jobs > self.most:
                raise Stopped
            yield result


@pytest.fixture(scope="module")
def jobs(log, tmp_path_factory):
    """How many jobs a whole fit of this log has."""
    whole = Counting()
    fitting.fit(Task([log], tmp_path_factory.mktemp("whole") / "m.npz"), whole)
    return whole.jobs


@pytest.mark.parametrize("after", [0, 2, 30, 57])
def test_a_fit_that_was_stopped_goes_on_from_finished_parts(log, alone, jobs, tmp_path, monkeypatch, after):
    monkeypatch.setattr("escalera.lab.bulk.state.BETWEEN_SAVES_S", -1.0)
    with pytest.raises(Stopped):
        fitting.fit(Task([log], tmp_path / "m.npz"), Counting(most=after))
    assert not (tmp_path / "m.npz").exists()

    said, rest = [], Counting()
    resumed = fitting.fit(Task([log], tmp_path / "m.npz"), rest, say=said.append)

    long_logs.assert_same(resumed, alone, within=0.0)
    assert rest.jobs == jobs - after
    assert "Going on" in said[0]


def test_reading_goes_on_in_the_middle_of_a_file(log, alone, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 100)
    monkeypatch.setattr(batches, "read", batches.plainly)
    monkeypatch.setattr(fitting, "BETWEEN_SAVES_S", -1.0)
    added = []

    def stops(writer, batch, add=partitions.Writer.add):
        if len(added) == 5:
            raise Stopped
        added.append(batch.worker.size)
        add(writer, batch)

    with monkeypatch.context() as context, pytest.raises(Stopped):
        context.setattr(partitions.Writer, "add", stops)
        fitting.fit(Task([log], tmp_path / "m.npz"))

    long_logs.assert_same(fitting.fit(Task([log], tmp_path / "m.npz")), alone)


def test_a_log_that_changed_meanwhile_is_started_anew(log, tmp_path):
    copy = tmp_path / "log.csv"
    shutil.copy(log, copy)
    with pytest.raises(Stopped):
        fitting.fit(Task([copy], tmp_path / "m.npz"), Counting(most=9))
    long_logs.write(copy, ROWS[:900])

    said = []
    fitted = fitting.fit(Task([copy], tmp_path / "m.npz"), say=said.append)

    assert "have changed" in said[0]
    assert fitted.extent.rows == 900


def test_two_fits_do_not_write_the_same_model_at_once(log, tmp_path):
    from escalera.lab.bulk.state import AtWork, State

    first = State(tmp_path / "m.npz.state", {"version": 1})

    with pytest.raises(AtWork, match="another fit is at work"):
        fitting.fit(Task([log], tmp_path / "m.npz"))
    first.close()


def test_long_logs_learn_gains_from_a_fixed_part_of_the_workers(log, alone, tmp_path):
    said = []
    part = fitting.fit(Task([log], tmp_path / "m.npz", most_sampled=600), say=said.append)

    assert 0 < part.extent.gains_rows <= 600
    assert part.extent.gains_workers < 40
    assert any("of 40 workers" in words for words in said)
    np.testing.assert_allclose(part.items.easiness, alone.items.easiness)
    np.testing.assert_allclose(part.times.usual, alone.times.usual)


def test_a_log_that_says_how_choices_were_drawn_is_heard(tmp_path, monkeypatch):
    drawn = long_logs.write(
        tmp_path / "log.csv", [[*row, "0.25"] for row in ROWS], [*long_logs.HEADER, "propensity"]
    )
    heard, learn = [], learning.learn
    monkeypatch.setattr(learning, "learn", lambda rows, *more: heard.append(rows) or learn(rows, *more))

    fitting.fit(Task([drawn], tmp_path / "m.npz"))

    assert np.all(heard[0]["propensity"] == 0.25)
    assert heard[0]["propensity"].size == 1200


def test_the_sample_holds_at_most_what_is_asked_for():
    rows = np.array([5, 0, 7, 3])

    assert [sampling.bins_within(rows, most) for most in (15, 14, 12, 11, 5, 1)] == [
        partitions.BINS,
        3,
        3,
        2,
        2,
        1,
    ]


def test_many_recommenders_do_not_make_the_sample_long():
    kept = sampling.heard([5000, 3, 3, 4097, 2], room=3)

    assert kept.tolist() == [4097, 2, 3]
    assert sampling.heard([], room=3).size == 0


def test_what_is_read_for_gains_fits_into_memory():
    def rows(skills):
        types = [TaskType(f"t{at}", {f"s{at}": 1.0}) for at in range(skills)]
        return learning.rows_to_read(
            Catalogue.of(skills=[f"s{at}" for at in range(skills)], task_types=types)
        )

    assert rows(60) * 60**2 * 8 < 0.3e9
    assert rows(10) > rows(40) > rows(60) > 1_000


def test_peers_are_heard_and_kept_with_how_far_they_are_believed(log, tmp_path):
    claims = tmp_path / "said.csv"
    claims.write_text("worker,task_type,skill,taught\nw1,t1,s1,1\nw2,t3,s0,0\nw3,t9,s0,\n")

    model = fitting.fit(Task([log], tmp_path / "m.npz", recommendations=claims))

    assert model.who_said.worker == ("w1", "w2")
    assert model.who_said.taught.tolist() == [True, False]
    assert np.all((model.who_said.reliability >= 0) & (model.who_said.reliability <= 1))
    assert model.gains.peers[1, 1] > 0


def test_a_catalogue_may_be_given(log, tmp_path):
    file = tmp_path / "catalogue.toml"
    file.write_text(
        '[[task_types]]\nname = "t1"\nskills = {reading = 1}\nlevel = 0.4\n'
        '[[task_types]]\nname = "t2"\nskills = ["reading", "typing"]\npay = 0.2\n'
        '[prerequisites]\ntyping = ["reading"]\n'
    )
    said = []

    model = fitting.fit(Task([log], tmp_path / "m.npz", catalogue=file), say=said.append)

    assert model.catalogue.skills == ("reading", "typing")
    assert model.catalogue.prerequisites[1, 0]
    assert model.extent.passed_over == 1200 - int(model.types.attempts.sum()) > 0
    assert any("outside the catalogue" in words for words in said)


def test_workers_in_many_parts_meet_their_own_rows(log, alone, tmp_path, monkeypatch):
    monkeypatch.setattr(partitions, "how_many", lambda rows: 37)

    spread = fitting.fit(Task([log], tmp_path / "m.npz"))

    long_logs.assert_same(spread, alone)


def test_many_task_types_measure_those_done_most(log, tmp_path, monkeypatch):
    monkeypatch.setattr(learning, "MOST_A_ROW", 400.0)
    said = []

    model = fitting.fit(Task([log], tmp_path / "m.npz"), say=said.append)

    measured = model.gains.evidence.sum(axis=1) > 0
    assert 0 < measured.sum() == model.extent.gains_types < 6
    assert model.types.attempts[measured].min() >= model.types.attempts[~measured].max()
    assert np.all(model.gains.mean[~measured].max(axis=1) > 0)
    assert model.newcomer.mean.shape == (3,)
    assert any("task types done most of 6" in words for words in said)
