"""The hot loops over a worker's history, in the plain subset of Python that a compiler for arrays can take as it is.

Every loop goes through rows that lie worker by worker, reads flat columns, keeps its state in flat scratch columns, and
writes the last argument. Planes are laid one after another: plane k of row n is at [k * rows + n].
The engine runs them over lists; `escalera.lab.compiled` hands in the same functions compiled (see kernels.py).

A slot says which group (item, skill ...) a row meets: groups are numbered from 0 within each worker, so that the state
of one worker's groups lies close together; a first meeting is marked as -1 - number.
"""

from __future__ import annotations

from math import exp
from typing import Any

ABSENT, UNKNOWN = 4.0, 3.0  # beside 0 wrong, 1 half right, 2 right
BELIEVED = 4  # planes: mean and variance of ability, mean and variance over the row's skills
FOLLOWED = 12  # planes: wins, fails, seen, three leans, three outcomes, streak, rows and seconds since


def meet(worker: Any, group: Any, place: Any, slot: Any) -> None:
    """The slot of the group each row meets. Scratch: place, -1 for each group."""
    current, base, used = -1, 0, 0
    for row in range(len(worker)):
        if worker[row] != current:
            current, base = worker[row], used
        found = place[group[row]]
        if found < base:
            place[group[row]] = used
            slot[row] = base - used - 1
            used += 1
        else:
            slot[row] = found - base


def believe(
    worker: Any,
    starts: Any,
    skill: Any,
    score: Any,
    ease: Any,
    drift: Any,
    mean: Any,
    variance: Any,
    out: Any,
) -> None:
    """Filter ability and skills (filtering.py); worker and skill are slots, scratch mean and variance for each skill."""
    rows = len(worker)
    prior, prior_step, skill_prior, skill_step = drift[0], drift[1], drift[2], drift[3]
    m, v = 0.0, 0.0
    for row in range(rows):
        if worker[row] < 0:
            m, v = 0.0, prior
        begin, end = starts[row] - starts[0], starts[row + 1] - starts[0]
        part = 1.0 / (end - begin)
        skill_mean, skill_variance = 0.0, 0.0
        for k in range(begin, end):
            s = skill[k]
            if s < 0:
                s = -1 - s
                mean[s], variance[s] = 0.0, skill_prior
            skill_mean += mean[s]
            skill_variance += variance[s]
        skill_mean *= part
        skill_variance *= part * part
        out[row], out[rows + row], out[2 * rows + row], out[3 * rows + row] = m, v, skill_mean, skill_variance
        if score[row] == score[row]:
            p = 1.0 / (1.0 + exp(-(ease[row] + m + skill_mean)))
            g = p * (1.0 - p)
            scale = 1.0 / (1.0 + g * (v + skill_variance))
            step, shrink = (score[row] - p) * scale, g * scale
            m += v * step
            v += prior_step - shrink * v * v
            for k in range(begin, end):
                s = skill[k] if skill[k] >= 0 else -1 - skill[k]
                lean = variance[s] * part
                mean[s] += lean * step
                variance[s] += skill_step - shrink * lean * lean


def tally(slot: Any, score: Any, held: Any, out: Any) -> None:
    """The worker's earlier wins and fails in the row's group. Scratch: two numbers for each slot."""
    rows = len(slot)
    for row in range(rows):
        at_g = 2 * slot[row]
        if at_g < 0:
            at_g = -2 - at_g
            held[at_g] = held[at_g + 1] = 0.0
        out[row], out[rows + row] = held[at_g], held[at_g + 1]
        if score[row] == score[row]:
            held[at_g] += score[row]
            held[at_g + 1] += 1.0 - score[row]


def follow(slot: Any, score: Any, at: Any, number: Any, held: Any, out: Any) -> None:
    """What the worker did before in the row's group; `number` counts the worker's rows.

    Scratch: FOLLOWED numbers for each slot.
    """
    rows = len(slot)
    for row in range(rows):
        at_g = slot[row] * 12
        if at_g < 0:
            at_g = -12 - at_g
            for k in range(12):
                held[at_g + k] = 0.0
            held[at_g + 6] = held[at_g + 7] = held[at_g + 8] = 4.0
            held[at_g + 10] = held[at_g + 11] = -1.0
        for k in range(10):
            out[k * rows + row] = held[at_g + k]
        then, before = held[at_g + 10], held[at_g + 11]
        out[10 * rows + row] = number[row] - then if then >= 0.0 else -1.0
        now, y = at[row], score[row]
        timed = now == now
        gap = now - before
        out[11 * rows + row] = (gap if gap > 0.0 else 0.0) if timed and before >= 0.0 else -1.0
        held[at_g + 2] += 1.0
        held[at_g + 5], held[at_g + 4] = held[at_g + 4], held[at_g + 3]
        held[at_g + 8], held[at_g + 7] = held[at_g + 7], held[at_g + 6]
        sign = 0.0
        if y == y:
            held[at_g] += y
            held[at_g + 1] += 1.0 - y
            held[at_g + 3] = y - 0.5
            held[at_g + 6] = 2.0 if y >= 0.75 else (1.0 if y > 0.25 else 0.0)
            sign = 1.0 if y > 0.5 else (-1.0 if y < 0.5 else 0.0)
        else:
            held[at_g + 3], held[at_g + 6] = 0.0, 3.0
        held[at_g + 9] = held[at_g + 9] + sign if held[at_g + 9] * sign > 0.0 else sign
        held[at_g + 10] = number[row]
        if timed:
            held[at_g + 11] = now


def fade(slot: Any, value: Any, factor: Any, held: Any, out: Any) -> None:
    """Sums of the worker's earlier values in the row's group, decayed row by row at one pace for each factor.

    Scratch: as many numbers for each slot.
    """
    rows, paces = len(slot), len(factor)
    for row in range(rows):
        at_g, x = slot[row] * paces, value[row]
        if at_g < 0:
            at_g = -paces - at_g
            for k in range(paces):
                held[at_g + k] = 0.0
        for k in range(paces):
            out[k * rows + row] = held[at_g + k]
            held[at_g + k] = (held[at_g + k] + x) * factor[k]


def pace(worker: Any, seconds: Any, helped: Any, out: Any) -> None:
    """Planes: the worker's last log seconds, their running mean, the last help and its running sum."""
    rows = len(worker)
    current = -1
    last, total, weight, last_help, help_sum = 0.0, 0.0, 0.0, 0.0, 0.0
    for row in range(rows):
        if worker[row] != current:
            current, last, total, weight, last_help, help_sum = worker[row], 0.0, 0.0, 0.0, 0.0, 0.0
        out[row] = last
        out[rows + row] = total / weight if weight > 0.0 else 0.0
        out[2 * rows + row], out[3 * rows + row] = last_help, help_sum
        last, last_help = 0.0, 0.0
        total *= 0.917004043204671
        weight *= 0.917004043204671
        if seconds[row] == seconds[row]:
            last = seconds[row]
            total += last
            weight += 1.0
        if helped[row] == helped[row]:
            last_help = helped[row]
        help_sum = (help_sum + last_help) * 0.917004043204671
