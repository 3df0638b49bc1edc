"""Small logs for tests of fitting in bulk, as files, and what makes two models equal."""

import csv
from dataclasses import fields, is_dataclass

import numpy as np

HEADER = ["worker", "item", "task_type", "skills", "score", "at", "seconds", "pay"]


def rows(*, seed=1, workers=40, attempts=30, types=6, skills=3, items=30):
    """Attempts of workers who get a little better, all mixed, as rows of text; `at` tells each worker's order."""
    rng = np.random.default_rng(seed)
    ability, pace, ease = rng.normal(0, 1, workers), rng.normal(0, 0.3, workers), rng.normal(0, 1, types)
    made = []
    for worker in range(workers):
        for at in range(attempts):
            item = int(rng.integers(items))
            kind = item % types
            right = rng.random() < 1 / (1 + np.exp(-(ease[kind] + ability[worker] + 0.02 * at)))
            seconds = np.exp(3 + 0.2 * kind + pace[worker] + rng.normal(0, 0.2))
            named = f"s{kind % skills}" if kind % 2 else f"s{kind % skills}|s{(kind + 1) % skills}"
            pay = "0.1" if kind == 0 else ""
            line = [f"w{worker}", f"i{item}", f"t{kind}", named, str(int(right)), str(at * 60)]
            made.append([*line, f"{seconds:.3f}", pay])
    return [made[at] for at in np.argsort(rng.random(len(made)))]


def write(path, lines, header=HEADER):
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)
    return path


def arrays(value, name="model"):
    """Every array and number of a model by its path."""
    found = {}
    for field in fields(value):
        held, path = getattr(value, field.name), f"{name}.{field.name}"
        if is_dataclass(held):
            found |= arrays(held, path)
        elif held is not None and not callable(held):
            found[path] = held if isinstance(held, tuple) else np.asarray(held)
    found.pop("model.newcomer.memory.hopes", None)
    return found


def assert_same(one, other, within=1e-8):
    """Two models are equal: names exactly, numbers within a difference of 1e-8."""
    left, right = arrays(one), arrays(other)
    assert left.keys() == right.keys()
    for path, value in left.items():
        if isinstance(value, tuple) or value.dtype.kind in "USbO":
            assert np.array_equal(value, right[path]), path
        else:
            np.testing.assert_allclose(value, right[path], rtol=0, atol=within, err_msg=path)
