"""Train a neural peer on a training log and keep its predictions of the test log.

    python -m bench.peers.train dkt simplekt akt --logs assistments09 algebra05

Adam with a falling rate; the epoch is chosen on training workers held out, never on the test log.
"""

from __future__ import annotations

import argparse
import copy
import time
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bench.peers import kept, sequences, shared_logs
from bench.peers.akt import Akt
from bench.peers.dkt import Dkt
from bench.peers.simplekt import SimpleKt
from escalera.engine.prediction import Attempts
from escalera.lab import measures

MODELS: dict[str, Any] = {"dkt": Dkt, "simplekt": SimpleKt, "akt": Akt}
SEED = 20261123
HELD = 0.15  # of the training workers
RATE, WARM_UP, CUTS = 1e-3, 100, 2  # after an epoch without gain the rate falls to a third, CUTS times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", default=list(MODELS), choices=list(MODELS))
    parser.add_argument("--logs", nargs="*", default=shared_logs.NAMES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--minutes", type=float, default=12.0, help="processor time for one training")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    for log in chosen.logs:
        split = shared_logs.read(log)
        for model in chosen.models:
            make(model, split, seed=chosen.seed, minutes=chosen.minutes)


def make(model: str, split: shared_logs.Split, *, seed: int, minutes: float) -> None:
    """Train one model on one log and keep its predictions."""
    began = time.process_time()
    network, codes, note = fit(model, split.train, seed=seed, minutes=minutes)
    p = predict(network, codes, split.test)
    spent = time.process_time() - began
    command = f"python -m bench.peers.train {model} --logs {split.name} --seed {seed} --minutes {minutes:g}"
    kept.write(
        kept.Making(model, split.name, command, seed, round(spent, 1), kept.commit(), len(split.test), note),
        p,
    )
    known = split.test.known
    auc = measures.auc(split.test.score[known], p[known])
    print(f"{split.name} {model}: test AUC {auc:.4f}, {spent:.0f} s of processor; {note}", flush=True)


def fit(model: str, train: Attempts, *, seed: int, minutes: float) -> tuple[nn.Module, Any, str]:
    """The network of the best epoch on the held-out training workers."""
    torch.manual_seed(seed)
    rng, codes = np.random.default_rng(seed), sequences.Codes.of(train)
    network = MODELS[model](codes.skills.size + 1, codes.items.size + 1)
    rows = codes.encoded(train)
    names = np.unique(train.worker)
    held = np.isin(train.worker, rng.choice(names, max(2, int(HELD * names.size)), replace=False))
    windows = [(window, 0) for window in sequences.cut(train.worker, np.flatnonzero(~held))]
    watched = sequences.overlapping(train.worker, np.flatnonzero(held))
    optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
    best, state, epoch, cuts, rate, step = 0.0, copy.deepcopy(network.state_dict()), 0, 0, RATE, 0
    began = time.process_time()
    while cuts <= CUTS and time.process_time() - began < 60 * minutes:
        epoch += 1
        network.train()
        for batch in sequences.batches(rows, windows, rng=rng):
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, step / WARM_UP)
            _descend(network, optimiser, batch)
        found = measures.auc(
            train.score[held & train.known], _logits(network, rows, watched)[held & train.known]
        )
        print(
            f"  {model} epoch {epoch}: held-out AUC {found:.4f}, {time.process_time() - began:.0f} s",
            flush=True,
        )
        if found > best:
            best, state, kept_epoch = found, copy.deepcopy(network.state_dict()), epoch
        else:
            cuts, rate = cuts + 1, rate / 3
            network.load_state_dict(state)
    network.load_state_dict(state)
    return network, codes, f"held-out AUC {best:.4f} in epoch {kept_epoch} of {epoch}"


def _descend(network: nn.Module, optimiser: torch.optim.Optimizer, batch: sequences.Batch) -> None:
    logit = network(batch)[batch.wanted]
    loss = functional.binary_cross_entropy_with_logits(logit, batch.score[batch.wanted])
    optimiser.zero_grad()
    (loss + network.penalty(batch) / batch.wanted.sum()).backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimiser.step()


def predict(network: nn.Module, codes: sequences.Codes, log: Attempts) -> np.ndarray:
    """Probability of success of each row (N,), from at most 199 earlier rows of its worker."""
    windows = sequences.overlapping(log.worker, np.arange(len(log)))
    return 1.0 / (1.0 + np.exp(-_logits(network, codes.encoded(log), windows)))


def _logits(network: nn.Module, rows: sequences.Rows, windows: list[tuple[np.ndarray, int]]) -> np.ndarray:
    """Logit of each row some window predicts, (N,); 0 elsewhere."""
    network.eval()
    out = np.zeros(rows.skill.size)
    everywhere = sequences.Rows(rows.skill, rows.item, rows.score, np.ones(rows.skill.size, dtype=bool))
    with torch.no_grad():
        for batch in sequences.batches(everywhere, windows):
            wanted = batch.wanted.numpy()
            out[batch.rows[wanted]] = network(batch).numpy()[wanted]
    return out


if __name__ == "__main__":
    main()
