"""Fit pyBKT to a training log and write its predictions of the test log; runs in pyBKT's own environment.

    bench/.peers/pybkt/bin/python bench/peers/pybkt.py NAME_train.csv.gz NAME_test.csv.gz OUT.npy [--forgets] [--fits 5]

A row's skills together are one skill of BKT, so a row has one prediction, made from earlier rows alone.
"""

import argparse

import numpy as np
import pandas
from pyBKT.models import Model

SEED = 20261123


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("out")
    parser.add_argument("--forgets", action="store_true")
    parser.add_argument("--fits", type=int, default=5, help="random starts, of which the likeliest is kept")
    chosen = parser.parse_args()
    train, test = read(chosen.train), read(chosen.test)
    model = Model(seed=SEED, num_fits=chosen.fits, parallel=False)
    model.fit(data=train, forgets=chosen.forgets)
    known = test.skill_name.isin(train.skill_name)
    found = model.predict(data=test[known])
    p = np.full(len(test), train.correct.mean())  # a skill nobody trained on: the mean
    p[found["row"].to_numpy()] = found.correct_predictions.to_numpy()
    np.save(chosen.out, p)


def read(path: str) -> pandas.DataFrame:
    log = pandas.read_csv(path, dtype=str)
    return pandas.DataFrame(
        {
            "row": range(len(log)),
            "order_id": range(len(log)),
            "user_id": log.worker,
            "skill_name": log.skills.fillna("none"),
            "correct": (log.score.astype(float) >= 0.5).astype(int),
        }
    )


if __name__ == "__main__":
    main()
