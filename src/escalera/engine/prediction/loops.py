"""The hot loops over a worker's history, in the plain subset of Python that a compiler for arrays can take as it is.

Every loop goes through rows that lie worker by worker, reads flat columns, keeps its state in flat scratch columns, and
writes the last argument, where plane k of row n is at [k][n].
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
    able, unsure, skilled, skill_unsure = out[0], out[1], out[2], out[3]
    prior, prior_step, skill_prior, skill_step = drift[0], drift[1], drift[2], drift[3]
    m, v = 0.0, 0.0
    for row in range(len(worker)):
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
        able[row], unsure[row], skilled[row], skill_unsure[row] = m, v, skill_mean, skill_variance
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
    wins, fails = out[0], out[1]
    for row in range(len(slot)):
        s = slot[row]
        h = held[s if s >= 0 else -1 - s]
        if s < 0:
            h[0] = h[1] = 0.0
        wins[row], fails[row] = h[0], h[1]
        if score[row] == score[row]:
            h[0] += score[row]
            h[1] += 1.0 - score[row]


def follow(slot: Any, score: Any, at: Any, number: Any, held: Any, out: Any) -> None:
    """What the worker did before in the row's group; `number` counts the worker's rows.

    Scratch: FOLLOWED numbers for each slot.
    """
    wins, fails, seen, lean, second_lean, third_lean = out[0], out[1], out[2], out[3], out[4], out[5]
    last, second, third, streak, rows_since, seconds_since = out[6], out[7], out[8], out[9], out[10], out[11]
    for row in range(len(slot)):
        s = slot[row]
        h = held[s if s >= 0 else -1 - s]
        if s < 0:
            for k in range(12):
                h[k] = 0.0
            h[6] = h[7] = h[8] = 4.0
            h[10] = h[11] = -1.0
        wins[row], fails[row], seen[row] = h[0], h[1], h[2]
        lean[row], second_lean[row], third_lean[row] = h[3], h[4], h[5]
        last[row], second[row], third[row], streak[row] = h[6], h[7], h[8], h[9]
        then, before = h[10], h[11]
        rows_since[row] = number[row] - then if then >= 0.0 else -1.0
        now, y = at[row], score[row]
        timed = now == now
        gap = now - before
        seconds_since[row] = (gap if gap > 0.0 else 0.0) if timed and before >= 0.0 else -1.0
        h[2] += 1.0
        h[5], h[4] = h[4], h[3]
        h[8], h[7] = h[7], h[6]
        sign = 0.0
        if y == y:
            h[0] += y
            h[1] += 1.0 - y
            h[3] = y - 0.5
            h[6] = 2.0 if y >= 0.75 else (1.0 if y > 0.25 else 0.0)
            sign = 1.0 if y > 0.5 else (-1.0 if y < 0.5 else 0.0)
        else:
            h[3], h[6] = 0.0, 3.0
        h[9] = h[9] + sign if h[9] * sign > 0.0 else sign
        h[10] = number[row]
        if timed:
            h[11] = now


def fade(slot: Any, value: Any, factor: Any, held: Any, out: Any) -> None:
    """Sums of the worker's earlier values in the row's group, decayed row by row at one pace for each factor.

    Scratch: as many numbers for each slot.
    """
    paces = len(factor)
    for row in range(len(slot)):
        s, x = slot[row], value[row]
        h = held[s if s >= 0 else -1 - s]
        for k in range(paces):
            before = h[k] if s >= 0 else 0.0
            out[k][row] = before
            h[k] = (before + x) * factor[k]


def pace(worker: Any, seconds: Any, helped: Any, out: Any) -> None:
    """Planes: the worker's last log seconds, their running mean, the last help and its running sum."""
    last_s, usual_s, last_helped, usual_helped = out[0], out[1], out[2], out[3]
    current = -1
    last, total, weight, last_help, help_sum = 0.0, 0.0, 0.0, 0.0, 0.0
    for row in range(len(worker)):
        if worker[row] != current:
            current, last, total, weight, last_help, help_sum = worker[row], 0.0, 0.0, 0.0, 0.0, 0.0
        last_s[row] = last
        usual_s[row] = total / weight if weight > 0.0 else 0.0
        last_helped[row], usual_helped[row] = last_help, help_sum
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
