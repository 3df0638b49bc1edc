"""How much of a gain arrives for this worker now: fitting difficulty, room, prerequisites, variety, and how
this worker's learning differs from others'."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.effects import Effects
from escalera.engine.gains import Form, Gains, Kinds
from escalera.engine.memory import Memory
from escalera.engine.normal import upper_tail

MOST_SKILLS_A_TYPE = 8
# Workers' own rate, a skill's share and a type's luck: deviations of the effects, as shares of a gain.
RATE = 0.35
SKILL = 0.45
TYPE = 0.25
MOST_TYPE = 0.6
LEAST = 0.05
# A gain that is little known counts for this many deviations less: the best of many guesses is mostly luck.
PESSIMISM = 0.5
# Learned needs below this probability are noise.
LEAST_NEED = 0.15
# Nobody knows exactly where a prerequisite is met: deviation in logits.
GATE_DOUBT = 0.8


@dataclass(frozen=True)
class Rows:
    """Weights and gains in padded sparse rows, shape (T, R) with R <= 8; `skill` holds the columns.

    difficulty and chance (T,) as in the catalogue; needs (P, 2) are pairs (skill, the one it needs first) with their probability (P,); form and kinds as in
    `Gains`.
    """

    skill: IntArray
    weight: FloatArray
    gain: FloatArray
    variance: FloatArray
    difficulty: FloatArray
    chance: FloatArray
    needs: IntArray = field(repr=False)
    probability: FloatArray = field(repr=False)
    form: Form
    kinds: Kinds = field(repr=False)

    @classmethod
    def of(cls, catalogue: Catalogue, gains: Gains) -> Rows:
        """Keep each type's strongest skills (by weight and gain)."""
        strength = catalogue.weights + np.abs(gains.mean) / max(float(np.max(gains.mean, initial=0.0)), 1e-9)
        width = int(min(MOST_SKILLS_A_TYPE, max(1, int((strength > 0).sum(axis=1).max(initial=1)))))
        skill = np.argpartition(-strength, min(width, strength.shape[1]) - 1, axis=1)[:, :width]
        rows = np.arange(len(skill))[:, None]
        likely = np.maximum(catalogue.prerequisites.astype(np.float64), gains.needs)
        pairs = np.argwhere(likely >= LEAST_NEED)
        return cls(
            skill=skill.astype(np.int64),
            weight=catalogue.weights[rows, skill],
            gain=np.maximum(gains.mean - PESSIMISM * np.sqrt(gains.variance), 0.0)[rows, skill],
            variance=gains.variance[rows, skill],
            difficulty=catalogue.difficulty,
            chance=catalogue.chance,
            needs=pairs,
            probability=likely[pairs[:, 0], pairs[:, 1]],
            form=gains.form,
            kinds=gains.kinds,
        )

    def only(self, at: IntArray) -> Rows:
        """Return a few of the rows."""
        return replace(
            self,
            skill=self.skill[at],
            weight=self.weight[at],
            gain=self.gain[at],
            variance=self.variance[at],
            difficulty=self.difficulty[at],
            chance=self.chance[at],
            kinds=Kinds(self.kinds.share, self.kinds.factor[:, at]),
        )

    @cached_property
    def touching(self) -> list[IntArray]:
        """The rows that ask for or teach each skill, by skill."""
        row, place = np.nonzero((self.weight > 0) | (self.gain > 0))
        column = self.skill[row, place]
        order = np.argsort(column, kind="stable")
        size = int(self.skill.max(initial=0)) + 1
        return np.split(row[order], np.cumsum(np.bincount(column, minlength=size))[:-1])

    @cached_property
    def doubt(self) -> FloatArray:
        """Prior variance of each type's own effect, (T,): the doubt about its gain, and luck."""
        top = self.gain.argmax(axis=1)
        rows = np.arange(len(top))
        relative = self.variance[rows, top] / np.maximum(self.gain[rows, top], 1e-3) ** 2
        doubt: FloatArray = np.minimum(relative, MOST_TYPE**2) + TYPE**2
        return doubt


def unmet(belief: Belief, level: float) -> FloatArray:
    """Return the probability that each skill, (K,), is too low for what needs it."""
    spread = np.diagonal(belief.covariance) + GATE_DOUBT**2
    return upper_tail((belief.mean - level) / np.sqrt(spread))


def gate(belief: Belief, rows: Rows) -> FloatArray:
    """Return the share of gains (K,) that declared and learned prerequisites let through."""
    shut = np.zeros(belief.mean.size)
    if len(rows.needs):
        low = unmet(belief, rows.form.gate_level)
        np.maximum.at(shut, rows.needs[:, 0], rows.probability * low[rows.needs[:, 1]])
    share: FloatArray = 1.0 - (1.0 - rows.form.gate_floor) * shut
    return share


def again(catalogue: Catalogue, rows: Rows, memory: Memory) -> tuple[FloatArray, FloatArray]:
    """Return the share of gains left after repetition, (T,), and how many times each type was done lately."""
    types, families = memory.counts()
    times, related = np.zeros(len(catalogue.task_types)), np.zeros(len(catalogue.task_types))
    for name, count in types.items():
        if catalogue.holds(name):
            times[catalogue.type_at(name)] = count
    for family, count in families.items():
        related[catalogue.family_rows(family)] = count
    done = np.flatnonzero(related)
    left = np.ones(related.size)
    left[done] = rows.form.again ** times[done] * rows.form.family_again ** (related - times)[done]
    return left, times


def variety(catalogue: Catalogue, rows: Rows, memory: Memory, among: IntArray) -> FloatArray:
    """Return the share of gains left after repetition for the types `among`, (N,)."""
    return again(catalogue, rows, memory)[0][among]


def in_zone(form: Form, z: FloatArray, variance: FloatArray) -> FloatArray:
    """Return the share that arrives at z ~ N(z, variance) logits: the zone, averaged over the doubt."""
    away = z - form.zone_peak
    square = np.where(away < 0.0, form.zone_width, form.zone_right) ** 2
    bell = np.sqrt(square / (square + variance)) * np.exp(-0.5 * away**2 / (square + variance))
    share: FloatArray = form.zone_floor + (1.0 - form.zone_floor) * bell
    return share


def factor(
    effects: Effects, rows: Rows, among: IntArray, times: FloatArray, catalogue: Catalogue
) -> FloatArray:
    """Return what this worker's effects make of each gain, shape (N, R), at least .05; times (N,) done lately."""
    own = np.ones(len(rows.skill))
    skills = np.zeros(len(catalogue.skills))
    for name, value in zip(effects.names, effects.mean.tolist(), strict=True):
        kind, _, thing = name.partition(":")
        if kind == "rate":
            own += value
        elif kind == "type" and catalogue.holds(thing):
            own[catalogue.type_at(thing)] += value
        elif kind == "skill" and thing in catalogue.skill_places:
            skills[catalogue.skill_places[thing]] += value
        elif kind.startswith("kind") and int(kind[4:]) < len(rows.kinds.share):
            own += value * (rows.kinds.factor[int(kind[4:])] - 1.0)
    total = own[among] + effects.of("again") * times / rows.form.again
    result: FloatArray = np.maximum(total[:, None] + skills[rows.skill[among]], LEAST)
    return result


def starting(effects: Effects, rows: Rows, *, row: int, catalogue: Catalogue) -> Effects:
    """Return the effects with those that an attempt at this row brings into play."""
    wanted = {"rate": RATE**2}
    if rows.form.again_spread > 0:
        wanted["again"] = rows.form.again_spread**2
    if "rate" not in effects.names and len(rows.kinds.share) > 1:
        effects = effects.keeping(wanted, skills=len(catalogue.skills))
        effects = with_kinds(effects, rows.kinds, skills=len(catalogue.skills))
    wanted[f"type:{catalogue.task_types[row]}"] = float(rows.doubt[row])
    for at in rows.skill[row][rows.gain[row] > 0].tolist():
        wanted[f"skill:{catalogue.skills[at]}"] = SKILL**2
    return effects.keeping(wanted, skills=len(catalogue.skills))


def with_kinds(effects: Effects, kinds: Kinds, *, skills: int) -> Effects:
    """Return the effects with one for each latent kind: how much likelier than usual this worker is of it.

    The indicator of the kind has mean `share` and covariance diag(share) - share share'.
    """
    names = [f"kind{at}" for at in range(len(kinds.share))]
    fresh = effects.keeping(dict.fromkeys(names, 0.0), skills=skills)
    at = [fresh.names.index(name) for name in names]
    covariance = fresh.covariance.copy()
    covariance[np.ix_(at, at)] = np.diag(kinds.share) - np.outer(kinds.share, kinds.share)
    return Effects(fresh.names, fresh.mean, covariance, fresh.cross)


def loading(effects: Effects, rows: Rows, *, row: int, times: float, catalogue: Catalogue) -> FloatArray:
    """Return by how much each effect multiplies each gain of the row: shape (R, A)."""
    loads, skills = np.zeros((rows.skill.shape[1], len(effects.names))), rows.skill[row].tolist()
    for at, name in enumerate(effects.names):
        kind, _, thing = name.partition(":")
        if kind == "rate" or (kind == "type" and thing == catalogue.task_types[row]):
            loads[:, at] = 1.0
        elif kind == "again":
            loads[:, at] = times / rows.form.again
        elif kind.startswith("kind"):
            loads[:, at] = rows.kinds.factor[int(kind[4:]), row] - 1.0
        elif kind == "skill" and catalogue.skill_places.get(thing) in skills:
            loads[skills.index(catalogue.skill_places[thing]), at] = 1.0
    return loads
