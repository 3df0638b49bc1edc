"""Learn the space in which labels are compared: python tools/learn_label_space.py SHARED_DATA OUT.npz

Reads ESCO's labels in English and Spanish from the shared data, and writes the small linear map that
escalera.skills.matching.encoder lays over the encoder's vectors (docs/algorithms/reading-a-posting.md).
Two wordings of one concept are drawn together, wordings of others in the same handful pushed apart
(InfoNCE, van den Oord et al. 2018, eq. 4, both ways). Occupations whose id begins with 0, 1 or 2 are never
shown to it: the bench measures on them. Needs the extras `semantic` and `deep`; four minutes on one core.
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from escalera.skills.matching import encoder, words

STEPS, HANDFUL, RATE, TEMPERATURE, STAY = 300, 1024, 1e-3, 0.05, 0.003
HELD_OUT = ("0", "1", "2")
BEFORE_THE_HEAD_ENDS = {"de", "del", "en", "para", "con", "por", "a", "al"}
Group = tuple[list[str], list[str]]


def main() -> None:
    shared, out = Path(sys.argv[1]), Path(sys.argv[2])
    skills, jobs = (
        read(shared / "esco/esco_skills_en_es.csv.gz"),
        read(shared / "esco/esco_occupations_en_es.csv.gz"),
    )
    kept = [row for row in jobs if not row["id"].startswith(HELD_OUT)]
    groups = [group(row) for row in skills], [with_plurals(group(row)) for row in kept]
    texts = list(dict.fromkeys(text for part in groups for both in part for side in both for text in side))
    vectors = torch.tensor(encoder.Sentences(space=None).encode(texts))
    turn, shift = learn(groups, vectors, {text: place for place, text in enumerate(texts)})
    np.savez_compressed(out, turn=turn.astype(np.float16), shift=shift.astype(np.float16))
    print(f"{len(texts):,} wordings -> {out} ({out.stat().st_size:,} bytes)")


def read(file: Path) -> list[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def group(row: dict[str, str]) -> Group:
    return wordings(row["label_en"], row["alt_en"]), wordings(row["label_es"], row["alt_es"])


def wordings(label: str, others: str) -> list[str]:
    found = (*words.forms_of_label(label), *others.split("|"))
    return list(dict.fromkeys(filter(None, map(words.plain, found))))


def with_plurals(both: Group) -> Group:
    """Lists of occupations name many people at once, and in capitals often without accents."""
    english, spanish = both
    many = [plural(text) for text in spanish[:4]]
    return english + [f"{text}s" for text in english[:3]], spanish + many + [words.fold(t) for t in many[:2]]


def plural(text: str) -> str:
    head, seen = [], False
    for word in text.split():
        seen = seen or word in BEFORE_THE_HEAD_ENDS
        head.append(word if seen else many(word))
    return " ".join(head)


def many(word: str) -> str:
    if word.endswith("ión"):
        return word[:-2] + "ones"
    if word.endswith("z"):
        return word[:-1] + "ces"
    return word + ("s" if word[-1] in "aeiouáéó" else "es" if word[-1] in "lrndj" else "")


def learn(
    groups: tuple[Sequence[Group], Sequence[Group]], vectors: torch.Tensor, place: dict[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    torch.set_num_threads(1)
    chance, start = random.Random(0), torch.eye(vectors.shape[1])
    turn, shift = torch.nn.Parameter(start.clone()), torch.nn.Parameter(torch.zeros(vectors.shape[1]))
    steps = torch.optim.Adam([turn, shift], lr=RATE)
    for step in range(STEPS):
        steps.param_groups[0]["lr"] = RATE * (1 - step / STEPS)
        handful = [both for part in groups for both in chance.sample(part, HANDFUL // 2)]
        one, other = (pick(handful, chance, place) for _ in range(2))
        near = moved(vectors[one], turn, shift) @ moved(vectors[other], turn, shift).T / TEMPERATURE
        own = torch.arange(len(handful))
        loss = (functional.cross_entropy(near, own) + functional.cross_entropy(near.T, own)) / 2
        loss = loss + STAY * ((turn - start) ** 2).sum()
        steps.zero_grad()
        loss.backward()
        steps.step()
    return turn.detach().numpy(), shift.detach().numpy()


def pick(handful: Iterable[Group], chance: random.Random, place: dict[str, int]) -> list[int]:
    return [place[chance.choice(es if es and chance.random() < 0.5 else en)] for en, es in handful]


def moved(vectors: torch.Tensor, turn: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    return functional.normalize((vectors + shift) @ turn, dim=1)


if __name__ == "__main__":
    main()
